#include "numeric/draws.h"

#include <math.h>

#include "numeric/elementary.h"

static uint64_t rotated(uint64_t x, unsigned by) {
    return (x << by) | (x >> (64 - by));
}

/* splitmix64: Steele, Lea and Flood 2014, OOPSLA, 453-472. */
struct draws draws_seeded(uint64_t seed) {
    struct draws draws;
    for (size_t i = 0; i < 4; i++) {
        seed += UINT64_C(0x9e3779b97f4a7c15);
        uint64_t z = seed;
        z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
        draws.state[i] = z ^ (z >> 31);
    }
    return draws;
}

uint64_t draws_next(struct draws *draws) {
    uint64_t *s = draws->state;
    uint64_t result = rotated(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotated(s[3], 45);
    return result;
}

/*
 * Lemire 2019, ACM Trans Model Comput Simul 29:3: the upper half of 32 random bits times the bound; where the lower half lies below
 * 2^32 mod bound, the draw would favour some numbers and is made again, with a chance below 1/2 (1/4 up to DRAWS_CASES_MAX).
 */
uint32_t draws_below(struct draws *draws, uint32_t bound) {
    const int tries_max = 128; /* never reached: 2^-128 */
    uint64_t product = (draws_next(draws) >> 32) * bound;
    if ((uint32_t)product < bound) {
        uint32_t favoured = (0U - bound) % bound;
        for (int tries = 0; (uint32_t)product < favoured && tries < tries_max; tries++)
            product = (draws_next(draws) >> 32) * bound;
    }
    return (uint32_t)(product >> 32);
}

double draws_uniform(struct draws *draws) {
    return (double)(draws_next(draws) >> 11) * 0x1p-53;
}

/* The sample that a case belongs to: the first whose end lies above it. */
static size_t sample_of(size_t m, const int64_t *end, int64_t chosen) {
    size_t low = 0;
    for (size_t length = m; length > 1;) { /* the answer is one of `length` from low on */
        size_t half = length / 2;
        low += end[low + half - 1] <= chosen ? half : 0;
        length -= half;
    }
    return low;
}

/*
 * Case by case, r of them, at most half of all. A case that was dealt already is drawn again; which of its sample's cases
 * those are makes no odds, so that they are taken for the first ones, and their number is all that is kept.
 */
static void deal_singly(struct draws *draws, size_t m, const int64_t *end, int64_t r, int64_t *dealt) {
    const int64_t tries_max = 64 * r + 1024; /* never reached: 2 r are the most in the mean */
    for (size_t i = 0; i < m; i++)
        dealt[i] = 0;
    for (int64_t tries = 0; r > 0 && tries < tries_max; tries++) {
        int64_t chosen = draws_below(draws, (uint32_t)end[m - 1]);
        size_t at = sample_of(m, end, chosen);
        int64_t first = at > 0 ? end[at - 1] : 0;
        if (chosen - first < dealt[at]) continue;
        dealt[at]++;
        r--;
    }
}

/* How many of n cases are marked, when `marked` of all N cases are: the hypergeometric distribution by its 2 x 2 table. */
struct table {
    double in;      /* marked ones among the n */
    double out;     /* marked ones among the rest */
    double plain;   /* not marked among the n */
    double without; /* not marked among the rest */
};

/* P(one more) / P(this), and P(one less) / P(this). */
static double ratio_up(const struct table *at) {
    return at->out * at->plain / ((at->in + 1.0) * (at->without + 1.0));
}

static double ratio_down(const struct table *at) {
    return at->in * at->without / ((at->out + 1.0) * (at->plain + 1.0));
}

static struct table moved(const struct table *at, double by) {
    return (struct table){at->in + by, at->out - by, at->plain - by, at->without + by};
}

/* The sum of all probabilities over that of the mode, by adding up to both sides. */
static double total_by_sum(const struct table *mode) {
    const double negligible = 0x1p-60;
    double total = 1.0;
    struct table up = *mode, down = *mode;
    for (double term = ratio_up(&up); term > negligible; term *= ratio_up(&up)) {
        total += term;
        up = moved(&up, 1.0);
    }
    for (double term = ratio_down(&down); term > negligible; term *= ratio_down(&down)) {
        total += term;
        down = moved(&down, -1.0);
    }
    return total;
}

/* A cell's part of the logarithm of P, from Stirling's formula: its deviance from what is expected, and the formula's error. */
static double cell_part(double cell, double deviation) {
    return cell * linear_minus_log1p_near(-deviation / cell) + stirling_error(cell);
}

/*
 * The same by Stirling's formula, for cells of 8 and more, where the mode deviates from the mean by 1 at most: all terms are
 * small, and nothing but sums, products and square roots is used, which are the same on every machine.
 */
static double total_by_formula(const struct table *mode) {
    const double two_pi = 6.283185307179586;
    double n = mode->in + mode->plain, rest = mode->out + mode->without;
    double marked = mode->in + mode->out, unmarked = mode->plain + mode->without, all = n + rest;
    double deviation = (mode->in * mode->without - mode->out * mode->plain) / all;
    double exponent = cell_part(mode->in, deviation) + cell_part(mode->out, -deviation) +
                      cell_part(mode->plain, -deviation) + cell_part(mode->without, deviation) + stirling_error(all) -
                      stirling_error(n) - stirling_error(rest) - stirling_error(marked) - stirling_error(unmarked);
    double scale = two_pi * (mode->in / n) * (mode->out / rest) * (mode->plain / unmarked) * (mode->without / marked);
    double factor = 1.0 + 0.25 * exponent + exp_minus_linear_near(0.25 * exponent);
    factor *= factor;
    return sqrt(scale * all) * factor * factor;
}

/* By inversion, from the mode to both sides in turn: as many steps in the mean as twice the standard deviation has cases. */
static double hypergeometric_draw(struct draws *draws, double n, double marked, double all) {
    const double negligible = 0x1p-60;
    double in = floor((n + 1.0) * (marked + 1.0) / (all + 2.0));
    const struct table mode = {in, marked - in, n - in, all - n - marked + in};
    double smallest = fmin(fmin(mode.in, mode.out), fmin(mode.plain, mode.without));
    double left = draws_uniform(draws) * (smallest < 8.0 ? total_by_sum(&mode) : total_by_formula(&mode));
    struct table up = mode, down = mode;
    double up_term = 1.0, down_term = 1.0;
    left -= 1.0;
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

/* Sample by sample. */
static void deal_by_samples(struct draws *draws, size_t m, const int64_t *end, int64_t r, int64_t *dealt) {
    int64_t before = 0;
    for (size_t i = 0; i < m; i++) {
        double n = (double)(end[i] - before);
        double all = (double)(end[m - 1] - before);
        double drawn;
        if (r == 0 || n == 0.0)
            drawn = 0.0;
        else if (n == all)
            drawn = (double)r;
        else
            drawn = hypergeometric_draw(draws, n, (double)r, all);
        dealt[i] = (int64_t)drawn;
        r -= dealt[i];
        before = end[i];
    }
}

void draws_deal(struct draws *draws, size_t m, const int64_t *end, int64_t marked, int64_t *dealt) {
    const int64_t cases_a_sample = 16; /* a draw for a sample takes as long as those of so many cases */
    int64_t all = m > 0 ? end[m - 1] : 0;
    int64_t rarer = marked <= all - marked ? marked : all - marked;
    if (rarer / cases_a_sample < (int64_t)m)
        deal_singly(draws, m, end, rarer, dealt);
    else
        deal_by_samples(draws, m, end, rarer, dealt);
    if (rarer == marked) return;
    for (size_t i = 0; i < m; i++)
        dealt[i] = end[i] - (i > 0 ? end[i - 1] : 0) - dealt[i];
}
