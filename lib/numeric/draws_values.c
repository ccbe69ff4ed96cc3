/*
 * Draws from distributions, by sums, products, quotients and square roots alone: the logarithm of one C library may differ from
 * that of another by a unit of the last place, and would then decide a draw otherwise.
 */
#include <math.h>

#include "numeric/draws.h"
#include "numeric/elementary.h"

/* How many of n cases are marked, and the odds of each. */
struct urn {
    double in;
    double out;
    double odds;
};

/* P(one more) / P(this), and P(one less) / P(this). */
static double ratio_up(const struct urn *at) {
    return at->out * at->odds / (at->in + 1.0);
}

static double ratio_down(const struct urn *at) {
    return at->in / ((at->out + 1.0) * at->odds);
}

static struct urn moved(const struct urn *at, double by) {
    return (struct urn){at->in + by, at->out - by, at->odds};
}

static const double negligible = 0x1p-60;

/* The sum of all probabilities over that of the mode, by adding up to both sides. */
static double total_by_sum(const struct urn *mode) {
    double total = 1.0;
    struct urn up = *mode, down = *mode;
    for (double term = ratio_up(&up); term > negligible; term *= ratio_up(&up)) { /* ends: 0 where all are in */
        total += term;
        up = moved(&up, 1.0);
    }
    for (double term = ratio_down(&down); term > negligible; term *= ratio_down(&down)) { /* 0 where none is */
        total += term;
        down = moved(&down, -1.0);
    }
    return total;
}

/* As in draws.c: a cell's part of the logarithm of P. */
static double cell_part(double cell, double deviation) {
    return cell * linear_minus_log1p_near(-deviation / cell) + stirling_error(cell);
}

/* The same by Stirling's formula, for a mode that deviates from the mean by 1 at most, with 8 cases and more in and out. */
static double total_by_formula(const struct urn *mode, double mean) {
    const double two_pi = 6.283185307179586;
    double n = mode->in + mode->out, deviation = mode->in - mean;
    double exponent = cell_part(mode->in, deviation) + cell_part(mode->out, -deviation) - stirling_error(n);
    double factor = 1.0 + 0.25 * exponent + exp_minus_linear_near(0.25 * exponent);
    factor *= factor;
    return sqrt(two_pi * mode->in * (mode->out / n)) * factor * factor;
}

/* By inversion, from the mode to both sides in turn. n above 0; rate above 0, up to 1/2. */
static double binomial_draw(struct draws *draws, double n, double rate) {
    double in = floor((n + 1.0) * rate);
    const struct urn mode = {in, n - in, rate / (1.0 - rate)};
    double all = fmin(mode.in, mode.out) < 8.0 ? total_by_sum(&mode) : total_by_formula(&mode, n * rate);
    double left = draws_uniform(draws) * all - 1.0;
    struct urn up = mode, down = mode;
    double up_term = 1.0, down_term = 1.0;
    while (left >= 0.0 && up_term + down_term > negligible) {
        up_term *= ratio_up(&up);
        up = moved(&up, 1.0);
        left -= up_term;
        if (left < 0.0) return up.in;
        down_term *= ratio_down(&down);
        down = moved(&down, -1.0);
        left -= down_term;
        if (left < 0.0) return down.in;
    }
    return mode.in; /* also where rounding left a rest after the last */
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
