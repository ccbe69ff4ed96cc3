/*
 * Draws from distributions, by sums, products, quotients and square roots alone: the logarithm of one C library may differ from
 * that of another by a unit of the last place, and would then decide a draw otherwise.
 */
#include <math.h>

#include "numeric/draws.h"
#include "numeric/inversion.h"

static double ratio_up(const struct urn *at) {
    return at->out * at->plain / (at->in + 1.0);
}

static double ratio_down(const struct urn *at) {
    return at->in / ((at->out + 1.0) * at->plain);
}

static const struct urn_law binomial = {ratio_up, ratio_down, 0.0};

/* The total by Stirling's formula, for a mode that deviates from the mean by 1 at most, with 8 cases and more in and out. */
static double total_by_formula(const struct urn *mode, double mean) {
    const double two_pi = 6.283185307179586;
    double n = mode->in + mode->out, deviation = mode->in - mean;
    double exponent = urn_cell_part(mode->in, deviation) + urn_cell_part(mode->out, -deviation) - stirling_error(n);
    double root = urn_exp_half(exponent);
    return sqrt(two_pi * mode->in * (mode->out / n)) * root * root;
}

/* n above 0; rate above 0, up to 1/2. */
static double binomial_draw(struct draws *draws, double n, double rate) {
    double in = floor((n + 1.0) * rate);
    const struct urn mode = {in, n - in, rate / (1.0 - rate), 0.0};
    double total = fmin(mode.in, mode.out) < 8.0 ? urn_total(&mode, &binomial) : total_by_formula(&mode, n * rate);
    return urn_draw(draws, &mode, &binomial, total);
}

int64_t draws_binomial(struct draws *draws, int64_t n, double rate) {
    if (n == 0 || rate == 0.0) return 0;
    if (rate == 1.0) return n;
    if (rate <= 0.5) return (int64_t)binomial_draw(draws, (double)n, rate);
    return n - (int64_t)binomial_draw(draws, (double)n, 1.0 - rate);
}

/* log x, x > 0: from -1/3 to 1/3 about a power of 2. */
static double logarithm(double x) {
    const double log_two = 0.6931471805599453;
    int exponent;
    double share = frexp(x, &exponent);
    if (share < 2.0 / 3.0) {
        share *= 2.0;
        exponent--;
    }
    double t = share - 1.0;
    return (double)exponent * log_two + (t - linear_minus_log1p_near(t));
}

double draws_exponential(struct draws *draws) {
    return -logarithm(((double)(draws_next(draws) >> 12) + 0.5) * 0x1p-52);
}

/* P(at least k) = exp(-k log(1 + 1/mean)). */
double draws_geometric(struct draws *draws, double mean) {
    if (mean == 0.0) return 0.0;
    double t = 1.0 / mean;
    double step = t <= 1.0 / 3.0 ? t - linear_minus_log1p_near(t) : logarithm(1.0 + t);
    return floor(draws_exponential(draws) / step);
}

/* Marsaglia's polar method (Marsaglia and Bray 1964, SIAM Rev 6:260-264); of the pair that it gives, one is enough. */
double draws_normal(struct draws *draws) {
    const int tries_max = 256; /* never reached: (1 - pi/4)^256 */
    for (int tries = 0; tries < tries_max; tries++) {
        double x = 2.0 * draws_uniform(draws) - 1.0, y = 2.0 * draws_uniform(draws) - 1.0;
        double square = x * x + y * y;
        if (square < 1.0 && square > 0.0) return x * sqrt(-2.0 * logarithm(square) / square);
    }
    return 0.0;
}
