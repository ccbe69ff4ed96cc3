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

struct beta_law beta_law(double a, double b) {
    double n = a + b;
    double larger = fmax(a, b);
    double n_rest = fmin(a, b) - (n - larger);
    double errors = stirling_error(n) - stirling_error(a) - stirling_error(b);
    return (struct beta_law){a, b, n, n_rest, sqrt(a * (b / (two_pi * n))), errors, integral_here()};
}

/* phi = a - n x in one rounding. */
static double drift(const struct beta_law *law, struct proportion at) {
    if (at.x <= 0.5) return -(fma(law->n, at.x, -law->a) + law->n_rest * at.x);
    return fma(law->n, at.y, -law->b) + law->n_rest * at.y;
}

static double log_fall(const struct beta_fall *fall, double v) {
    return fall->c * v - fall->n * log1p(fall->q * expm1(fall->s * v));
}

/* Where the integrand has fallen to exp(-38), or somewhat further: from where a normal curve would have, by Newton's steps. */
static double reach_of(const struct beta_fall *fall, double phi) {
    const double depth = 38.0;
    double spread = fall->n * fall->q * (1.0 - fall->q);
    double v = 2.0 * depth / (phi + sqrt(phi * phi + 2.0 * depth * spread));
    for (int i = 0; i < 4; i++) {
        double grown = exp(fall->s * v);
        double total = 1.0 + fall->q * (grown - 1.0);
        double value = log_fall(fall, v);
        if (value < -36.5 && value > -41.0) break;
        double slope = fall->c - fall->s * fall->n * (fall->q * grown / total);
        v -= (value + depth) / slope;
    }
    return v;
}

/* The series where it has some thirty terms, else the integral. */
static double ratio(const struct beta_law *law, struct proportion at, double phi) {
    const double few = 3.5;
    if (law->a < few) return beta_power_series(law->a, law->b, at.x, 0x1p-58) / law->a;
    struct beta_fall fall = {-law->a, law->n, at.x, -1.0, 0.0};
    if (at.x > 0.5) fall = (struct beta_fall){law->b, law->n, at.y, 1.0, 0.0};
    fall.reach = reach_of(&fall, phi);
    return law->integral(&fall);
}

/*
 * Loader's saddle point form (Loader 2000, Fast and accurate computation of binomial probabilities): f = scale exp(errors -
 * a h(d / a) - b h(-d / b)), d = n x - a, h(t) = t - log1p(t). Far below the mean h's argument has lost what 1 + t holds; there
 * the factor is taken as a power.
 */
void beta_at(const struct beta_law *law, struct proportion at, double p, struct beta_point *point) {
    const double deepest = -600.0; /* beyond it exp and pow would leave the range of doubles */
    double phi = drift(law, at);
    double r = ratio(law, at, phi);
    double factor = law->scale * r / p;
    double exponent = law->errors - law->b * linear_minus_log1p(phi / law->b);
    double relative = law->n * at.x / law->a; /* to the mean */
    if (relative < 0.5) {
        double log_power = law->a * log(relative);
        exponent += phi;
        if (log_power > deepest)
            factor *= pow(relative, law->a);
        else
            exponent += log_power;
    } else {
        exponent -= law->a * linear_minus_log1p(-phi / law->a);
    }
    point->at = at;
    point->phi = phi;
    point->ratio = r;
    if (exponent < deepest) {
        point->excess = exponent + log(factor);
        return;
    }
    double area = factor * exp(exponent);
    point->excess = fabs(area - 1.0) < 0.5 ? log1p(area - 1.0) : log(area);
}
