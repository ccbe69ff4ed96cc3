#include "numeric/beta_tail.h"

#include <math.h>

#include "numeric/elementary.h"

#ifdef __FAST_MATH__
#error "-ffast-math reorders sums and forgets NaN: every promise about digits would be broken"
#endif

static const double two_pi = 6.283185307179586;

double beta_logit_drift(double a, double b, struct proportion at) {
    return at.x <= 0.5 ? -fma(a + b, at.x, -a) : fma(a + b, at.y, -b);
}

/*
 * Loader's saddle point form (Loader 2000, Fast and accurate computation of binomial probabilities), for the beta density:
 * f = sqrt(a b / (2 pi (a + b))) exp(stirling errors - a h(d / a) - b h(-d / b)), d = (a + b) x - a in one rounding,
 * h(t) = t - log1p(t). Far below the mean h's argument has lost what 1 + t holds; there the factor is taken as a power.
 */
struct beta_density beta_logit_density(double a, double b, struct proportion at, double p) {
    double n = a + b;
    double d = -beta_logit_drift(a, b, at);
    double scale = sqrt(a * (b / (two_pi * n))) / p;
    double exponent = stirling_error(n) - stirling_error(a) - stirling_error(b) - b * linear_minus_log1p(-d / b);
    double relative = n * at.x / a; /* to the mean */
    if (relative < 0.5) {
        double log_power = a * log(relative);
        if (log_power > -600.0) return (struct beta_density){scale * pow(relative, a), exponent - d};
        return (struct beta_density){scale, exponent - d + log_power};
    }
    return (struct beta_density){scale, exponent - a * linear_minus_log1p(d / a)};
}

static const double negligible = 0x1p-58; /* of a sum, beside the term that follows */

/*
 * A sum with what its roundings left out (Dekker's fast two-sum: the terms fall). Where the slope of log F is below 1 nothing
 * shrinks an error of R: plain sums cost Jeffreys' limits 10 ulp, these 6.
 */
struct sum {
    double value;
    double rest;
};

static void add(struct sum *sum, double term) {
    double before = sum->value;
    sum->value = before + term;
    sum->rest += term - (sum->value - before);
}

double beta_power_series(double a, double b, double x, double least) {
    const double cap = 1e6; /* of terms: below the median there are some hundred */
    struct sum sum = {1.0, 0.0};
    double term = 1.0;
    for (double j = 1.0; term > least * sum.value && j < cap; j++) {
        term *= (a + b + j - 1.0) / (a + j) * x;
        add(&sum, term);
    }
    return sum.value + sum.rest;
}

/*
 * R as the sum of the binomial terms P(K = k + j) / P(K = k): R = (1 + (b-1)/(a+1) x/y + ...) / (a y). A whole b has b of
 * them; for half a whole number they end in the tail of Beta(a + j, 1/2), which is left to the powers of x.
 */
static double ratio_by_sum(double a, double b, struct proportion at, double first) {
    double odds = at.x / at.y;
    struct sum sum = {first, 0.0};
    double term = 1.0;
    double j = 1.0;
    for (; j < b && term > negligible * sum.value; j++) {
        term *= (b - j) / (a + j) * odds;
        add(&sum, term);
    }
    if (b != floor(b) && term > negligible * sum.value) {
        /* the last term is the first one of that tail: its place is taken by the whole tail */
        double tail = at.y * beta_power_series(a + j - 1.0, 0.5, at.x, negligible * sum.value / term);
        add(&sum, term * (tail - 1.0));
    }
    return (sum.value + sum.rest) / (a * at.y);
}

/*
 * R as an integral over v > 0 of f(w - v) / f(w). The integrand's logarithm, free of cancellation: with q the smaller of x and
 * y, s = -1 for x and 1 for y, u = q expm1(s v): -phi v - n q (exp(s v) - 1 - s v) + n (u - log1p(u)), phi = a - n x.
 */
struct fall {
    double phi;
    double n;
    double q;
    double s;
};

static struct fall fall_from(double a, double b, struct proportion at) {
    int low = at.x <= 0.5;
    return (struct fall){beta_logit_drift(a, b, at), a + b, low ? at.x : at.y, low ? -1.0 : 1.0};
}

static double log_fall(const struct fall *fall, double v) {
    double curve = exp_minus_linear(fall->s * v);
    double u = fall->q * (curve + fall->s * v);
    return -fall->phi * v + fall->n * (linear_minus_log1p(u) - fall->q * curve);
}

static double log_fall_near(const struct fall *fall, double v) {
    double curve = exp_minus_linear_near(fall->s * v);
    double u = fall->q * (curve + fall->s * v);
    return -fall->phi * v + fall->n * (linear_minus_log1p_near(u) - fall->q * curve);
}

/* Where a normal curve with the spread of the integrand has fallen to exp(-depth). */
static double normal_reach(const struct fall *fall, double depth) {
    double spread = fall->n * fall->q * (1.0 - fall->q);
    return 2.0 * depth / (fall->phi + sqrt(fall->phi * fall->phi + 2.0 * depth * spread));
}

enum { points = 20 };

/* The Gauss-Legendre rule on [0, 1]: points and weights, computed with 40 digits and rounded. */
static const double rule[points][2] = {
    {0.0034357004074525377, 0.008807003569576059}, {0.018014036361043106, 0.02030071490019347},
    {0.04388278587433705, 0.031336024167054534},   {0.0804415140888906, 0.04163837078835238},
    {0.1268340467699246, 0.05096505990862022},     {0.1819731596367425, 0.059097265980759206},
    {0.24456649902458646, 0.06584431922458832},    {0.3131469556422902, 0.07104805465919102},
    {0.38610707442917747, 0.07458649323630187},    {0.46173673943325133, 0.07637669356536292},
    {0.5382632605667487, 0.07637669356536292},     {0.6138929255708225, 0.07458649323630187},
    {0.6868530443577098, 0.07104805465919102},     {0.7554335009754135, 0.06584431922458832},
    {0.8180268403632576, 0.059097265980759206},    {0.8731659532300754, 0.05096505990862022},
    {0.9195584859111094, 0.04163837078835238},     {0.956117214125663, 0.031336024167054534},
    {0.9819859636389568, 0.02030071490019347},     {0.9965642995925474, 0.008807003569576059},
};

/*
 * For a b / (a + b) > 625, where the integrand is near to a normal curve and v stays below 0.4: to a depth of 35 the 20 points
 * leave 2e-15 of R, and an error in log F moves the root by a 17th of it at most.
 */
static double ratio_near_normal(const struct fall *fall) {
    double width = normal_reach(fall, 35.0);
    double logs[points];
    double sum = 0.0;
    for (int i = 0; i < points; i++)
        logs[i] = log_fall_near(fall, width * rule[i][0]);
    for (int i = 0; i < points; i++)
        sum += rule[i][1] * exp(logs[i]);
    return width * sum;
}

/*
 * For a small b that is no whole number, with x near 1: the integrand first falls like a double exponential, then like
 * exp(-a v), where a is 5/2 at least. Four panels up to where it is about exp(-40), which is found by bisection: none is then
 * wider than 6, and the poles lie pi off the axis. (With panels of 8, 0 of 1 at a confidence of 0.01 lost 1e-12.)
 */
static double ratio_by_panels(const struct fall *fall) {
    enum { panels = 4 };
    double near = 0.0;
    double far = 1.0;
    struct sum sum = {0.0, 0.0};
    while (log_fall(fall, far) > -38.0)
        far *= 2.0;
    while (log_fall(fall, far) < -50.0) {
        double middle = 0.5 * (near + far);
        if (log_fall(fall, middle) > -38.0)
            near = middle;
        else
            far = middle;
    }
    double width = far / panels;
    for (int panel = 0; panel < panels; panel++) {
        for (int i = 0; i < points; i++)
            add(&sum, rule[i][1] * exp(log_fall(fall, width * (panel + rule[i][0]))));
    }
    return width * (sum.value + sum.rest);
}

double beta_tail_ratio(double a, double b, struct proportion at, double first) {
    const double many = 625.0; /* the variance of w inverted, beyond which the sum has over 200 terms */
    const struct fall fall = fall_from(a, b, at);
    if (a / (a + b) * b > many) return ratio_near_normal(&fall) - (1.0 - first) / (a * at.y);
    /* The terms fall as exp(-j^2 (a + b) / (2 a b)) or faster: they have died out where j is 9 sqrt(a b / (a + b)). */
    if (b == floor(b) || b * (a + b) > 81.0 * a || at.x < 0.9) return ratio_by_sum(a, b, at, first);
    return ratio_by_panels(&fall);
}
