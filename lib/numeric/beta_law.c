#include "numeric/beta_law.h"

#include <math.h>

#include "numeric/beta_tail.h"
#include "numeric/elementary.h"
#include "numeric/lanes.h"

static const double two_pi = 6.283185307179586;

struct proportion proportion_from_logit(double w) {
    double odds = exp(-fabs(w));
    double smaller = odds / (1.0 + odds);
    return w < 0.0 ? (struct proportion){smaller, 1.0 - smaller} : (struct proportion){1.0 - smaller, smaller};
}

static beta_integral *integral_here(void) {
    static beta_integral *const by_level[] = {[LANES_PORTABLE] = beta_integral_portable,
                                              [LANES_AVX2] = beta_integral_avx2,
                                              [LANES_AVX512] = beta_integral_avx512};
    return by_level[lanes_level()];
}

/* a + b, exactly, the rest beside it (Knuth 1997, The Art of Computer Programming 2, 4.2.2). */
static double sum_of(double a, double b, double *rest) {
    double sum = a + b;
    double part = sum - a;
    *rest = (a - (sum - part)) + (b - part);
    return sum;
}

struct beta_shape beta_shape(double met, double prior_met, double failed, double prior_failed) {
    struct beta_shape shape;
    shape.a = sum_of(met, prior_met, &shape.a_rest);
    shape.b = sum_of(failed, prior_failed, &shape.b_rest);
    return shape;
}

struct beta_shape beta_shape_flipped(const struct beta_shape *shape) {
    return (struct beta_shape){shape->b, shape->a, shape->b_rest, shape->a_rest};
}

struct beta_law beta_law(const struct beta_shape *shape) {
    const double a = shape->a, b = shape->b;
    double n = a + b;
    double larger = fmax(a, b);
    double n_rest = fmin(a, b) - (n - larger);
    double errors = stirling_error(n) - (stirling_error(a) + stirling_error(b));
    return (struct beta_law){a,
                             b,
                             shape->a_rest,
                             shape->b_rest,
                             n,
                             n_rest,
                             sqrt(fmin(a, b) * (larger / (two_pi * n))),
                             errors,
                             integral_here()};
}

struct beta_law beta_law_flipped(const struct beta_law *law) {
    struct beta_law flipped = *law;
    flipped.a = law->b;
    flipped.b = law->a;
    flipped.a_rest = law->b_rest;
    flipped.b_rest = law->a_rest;
    return flipped;
}

/* phi = a - n x in one rounding. */
static double drift(const struct beta_law *law, struct proportion at) {
    if (at.x <= 0.5) return -(fma(law->n, at.x, -law->a) + law->n_rest * at.x);
    return fma(law->n, at.y, -law->b) + law->n_rest * at.y;
}

/*
 * Where the integrand has fallen to exp(-38), or a little further: from where a normal curve would have, by Newton's steps. The
 * shorter the reach the nearer the integrand is to that curve.
 */
static double reach_of(const struct beta_fall *fall, double phi) {
    const double depth = 38.0;
    const double normal = 0.04;
    const int cap = 5;
    double spread = fall->n * fall->q * (1.0 - fall->q);
    double v = 2.0 * depth / (phi + sqrt(phi * phi + 2.0 * depth * spread));
    for (int i = 0; i < cap && v > normal; i++) {
        double grown = exp(fall->s * v);
        double total = 1.0 + fall->q * (grown - 1.0);
        double excess = fall->c * v - fall->n * log(total) + depth;
        if (excess < 1.0 && excess > -3.0) break;
        v -= excess / (fall->c - fall->s * fall->n * (fall->q * grown / total));
    }
    return v;
}

/* Whether the binomial sum has fewer than seventy terms and dies out before b. */
static int sum_is_short(const struct beta_law *law) {
    return law->a / law->n * law->b < 60.0 && law->b * law->n > 81.0 * law->a;
}

/* The integrand, and whether R is an integral: 0 where a series is shorter. */
static int is_integral(const struct beta_law *law, struct proportion at, double phi, double p, struct beta_fall *fall) {
    const double few = p > 0.05 ? 8.0 : 3.5; /* below, 32 points leave up to 1e-14; the series has some forty terms */
    if (law->a < few || sum_is_short(law)) return 0;
    *fall = (struct beta_fall){-law->a, law->n, at.x, -1.0, 0.0, 0};
    if (at.x > 0.5) *fall = (struct beta_fall){law->b, law->n, at.y, 1.0, 0.0, 0};
    fall->few = law->a >= 8.0 && (p <= 0.03 || (law->a >= 20.0 && law->b >= 20.0 && p <= 0.4));
    fall->reach = reach_of(fall, phi);
    return 1;
}

static double series_ratio(const struct beta_law *law, struct proportion at) {
    if (sum_is_short(law)) return beta_tail_ratio(law->a, law->b, at, 1.0);
    return beta_power_series(law->a, law->b, at.x, 0x1p-58) / law->a;
}

/* count h(t), t = 1 / relative - 1 or so: to six digits, which a beginning needs. */
static double of_one(double count, double d, double relative) {
    double t = d / count;
    if (t > -0.35 && t < 0.35) return count * linear_minus_log1p_near(t);
    return d - count * log(relative);
}

struct beta_deviance beta_deviance(const struct beta_law *law, struct proportion at) {
    double phi = drift(law, at);
    double value = of_one(law->a, -phi, law->n * at.x / law->a) + of_one(law->b, phi, law->n * at.y / law->b);
    return (struct beta_deviance){value, phi};
}

/*
 * Loader's saddle point form (Loader 2000, Fast and accurate computation of binomial probabilities): f = scale exp(errors -
 * a h(d / a) - b h(-d / b)), d = n x - a, h(t) = t - log1p(t). Far below the mean h's argument has lost what 1 + t holds; there
 * the factor is taken as a power.
 */
static double excess(const struct beta_law *law, const struct beta_point *point, double p) {
    const double deepest = -600.0; /* beyond it pow would leave the range of doubles */
    double phi = point->phi;
    double factor = law->scale * point->ratio / p;
    double exponent = law->errors - law->b * linear_minus_log1p(phi / law->b);
    double relative = law->n * point->at.x / law->a; /* to the mean */
    if (relative >= 0.5) {
        exponent -= law->a * linear_minus_log1p(-phi / law->a);
    } else {
        double log_power = law->a * log(relative);
        exponent += phi;
        if (log_power > deepest)
            factor *= pow(relative, law->a);
        else
            exponent += log_power;
        exponent += law->a_rest * (log_power / law->a);
    }
    return exponent + log(factor);
}

void beta_at(const struct beta_law *law, const struct proportion *at, int ends, double p, struct beta_point *point) {
    struct beta_fall fall[2];
    int integral[2];
    for (int i = 0; i < ends; i++) {
        point[i].at = at[i];
        point[i].phi = drift(&law[i], at[i]);
        integral[i] = is_integral(&law[i], at[i], point[i].phi, p, &fall[i]);
    }
    for (int i = 0; i < ends; i++)
        point[i].ratio = integral[i] ? law->integral(&fall[i]) : series_ratio(&law[i], at[i]);
    for (int i = 0; i < ends; i++)
        point[i].excess = excess(&law[i], &point[i], p);
}
