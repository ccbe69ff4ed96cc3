#include "numeric/normal.h"

#include <math.h>
#include <stddef.h>

static const double sqrt_half = 0.70710678118654757;         /* 1 / sqrt(2), rounded ... */
static const double sqrt_half_rest = -4.833646656726457e-17; /* ... and what rounding left */
static const double sqrt_two = 1.4142135623730951;
static const double sqrt_two_pi = 2.5066282746310002;

/* A function of x from a point on, as a quotient of two polynomials in x - from: tests/reference/fit_quantile.py. */
struct quotient {
    double from;
    double constant; /* of the tails: r - constant is exact, and what the quotient adds to it is small */
    double above[8];
    double below[8];
};

static const struct quotient centre = {
    0.0,
    0.0,
    {0.5066282746310005, -2.772863278738158, -1.3095829529438079, 27.079944768905776, -40.52496590163094,
     13.53947720829419},
    {1.0, -10.654356537094866, 41.22327519910343, -69.6634061512876, 47.89845638398813, -9.119922400135922}};

/* To r = 3.625, to 8.625 (p = 7e-17) and beyond, as far as doubles go. */
static const struct quotient tails[] = {
    {1.625,
     0.875,
     {-0.1282460495496464, 0.06934866395540963, 0.2944386282538669, 0.2277336310971164, 0.08780072882566466,
      0.01840330178156961, 0.0016695533016006776, 4.0417417528538635e-05},
     {1.0, 1.9523066598186065, 1.598489967867947, 0.7278729991008283, 0.19906264459608652, 0.030881745144090183,
      0.0022111126593055606, 4.667754299323151e-05}},
    {3.625,
     0.5,
     {-0.13641429614860354, -0.06961637876904132, 0.015813267100097738, 0.0269105258858217, 0.008389119092369945,
      0.000954249942116385, 3.832935985048444e-05, 3.8838914250545194e-07},
     {1.0, 1.2999734926699826, 0.7537676410475146, 0.22730652866011708, 0.03567804162404096, 0.002728081652084847,
      8.689748205341074e-05, 7.828394555103371e-07}},
    {8.625,
     0.25,
     {-0.11058535955194866, -0.012196037955415798, 0.00218382384149912, 0.0004052801831911476, 2.229643238991597e-05,
      4.956908039782379e-07, 4.1484155486937745e-09, 9.126278204074288e-12},
     {1.0, 0.3723243335795146, 0.05380619392466378, 0.0038120448360860135, 0.0001379974707028702,
      2.4264967469597856e-06, 1.7769662842526167e-08, 3.663336467285888e-11}},
};

/* Even and odd powers apart, so that they are computed side by side. */
static double seventh_degree(const double c[8], double s) {
    double u = s * s;
    return (c[0] + u * (c[2] + u * (c[4] + u * c[6]))) + s * (c[1] + u * (c[3] + u * (c[5] + u * c[7])));
}

static double quotient_at(const struct quotient *of, double x) {
    double s = x - of->from;
    return seventh_degree(of->above, s) / seventh_degree(of->below, s);
}

/*
 * z = r - c(r) with r = sqrt(-2 log p). Rounding r and its square alone would cost 2 ulp: the square is had in two parts, p
 * being m 2^k and k log 2 nearly exact, and what the root leaves is added to first order.
 */
static double tail_quantile(double p) {
    const double two_log_2 = 0x1.62e42fefap+0;           /* 2 log 2 to 38 bits, so that k times it is exact ... */
    const double two_log_2_rest = 0x1.cf79abc9e3b3ap-39; /* ... and the rest */
    int k;
    double of_m = -2.0 * log(frexp(p, &k));
    double of_k = -k * two_log_2;
    double square = of_k + (of_m - k * two_log_2_rest);
    double rest = ((of_k - square) + of_m) - k * two_log_2_rest;
    double r = sqrt(square);
    const struct quotient *of = &tails[(r > 3.625) + (r > 8.625)];
    return (r - of->constant) + (quotient_at(of, r) + (fma(-r, r, square) + rest) / (2.0 * r));
}

/*
 * The tails of 95%, of 95% on one side, and of 90%, 99% and 99.8%, which nearly every call asks for: the quantiles were computed
 * with 60 digits and rounded once, and the calls of peel_rate take 16 ns less of 64.
 */
static const struct normal_tail usual[] = {{0.025000000000000022, 1.9599639845400538},
                                           {0.050000000000000044, 1.6448536269514722},
                                           {0.04999999999999999, 1.6448536269514729},
                                           {0.0050000000000000044, 2.5758293035489004},
                                           {0.0010000000000000009, 3.090232306167813}};

struct normal_tail normal_upper_tail(double p) {
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (usual[i].p == p) return usual[i];
    if (p < 0.25) return (struct normal_tail){p, tail_quantile(p)};
    if (p > 0.75) return (struct normal_tail){p, -tail_quantile(1.0 - p)};
    double q = 0.5 - p;
    return (struct normal_tail){p, 2.0 * q + q * quotient_at(&centre, q * q)};
}

/*
 * A Newton step from z. The argument z / sqrt(2) of erfc is carried in two parts, for its rounding alone would move z by an ulp.
 * Near the middle the tail 1/2 - p, which is exact there, keeps the digits of a small z.
 */
double normal_tail_rest(struct normal_tail tail) {
    double t = tail.z * sqrt_half;
    double t_rest = fma(tail.z, sqrt_half, -t) + tail.z * sqrt_half_rest;
    double density = exp(-0.5 * tail.z * tail.z) / sqrt_two_pi;
    double excess = tail.p > 0.25 ? (0.5 - tail.p) - 0.5 * erf(t) : 0.5 * erfc(t) - tail.p;
    return excess / density - sqrt_two * t_rest;
}

/* The argument's rounding would cost z^2 ulp of the area: its rest is added to first order. */
double normal_upper_area(double z) {
    const double farthest = 37.5; /* where the area is 5e-308: below the range of doubles exp and erfc set errno */
    if (fabs(z) > farthest) return z > 0.0 ? 0.0 : 1.0;
    double t = z * sqrt_half;
    double t_rest = fma(z, sqrt_half, -t) + z * sqrt_half_rest;
    double density = exp(-0.5 * z * z) / sqrt_two_pi;
    return 0.5 * erfc(t) - sqrt_two * t_rest * density;
}
