#include "numeric/draws.h"

#include <math.h>

#include "numeric/inversion.h"

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
static double ratio_up(const struct urn *at) {
    return at->out * at->plain / ((at->in + 1.0) * (at->without + 1.0));
}

static double ratio_down(const struct urn *at) {
    return at->in * at->without / ((at->out + 1.0) * (at->plain + 1.0));
}

static const struct urn_law hypergeometric = {ratio_up, ratio_down, 1.0};

/* The total by Stirling's formula. */
static double total_by_formula(const struct urn *mode) {
    const double two_pi = 6.283185307179586;
    double n = mode->in + mode->plain, rest = mode->out + mode->without;
    double marked = mode->in + mode->out, unmarked = mode->plain + mode->without, all = n + rest;
    double deviation = (mode->in * mode->without - mode->out * mode->plain) / all;
    double exponent = urn_cell_part(mode->in, deviation) + urn_cell_part(mode->out, -deviation) +
                      urn_cell_part(mode->plain, -deviation) + urn_cell_part(mode->without, deviation) +
                      stirling_error(all) - stirling_error(n) - stirling_error(rest) - stirling_error(marked) -
                      stirling_error(unmarked);
    double scale = two_pi * (mode->in / n) * (mode->out / rest) * (mode->plain / unmarked) * (mode->without / marked);
    double root = urn_exp_half(exponent);
    return sqrt(scale * all) * root * root;
}

static double hypergeometric_draw(struct draws *draws, double n, double marked, double all) {
    double in = floor((n + 1.0) * (marked + 1.0) / (all + 2.0));
    const struct urn mode = {in, marked - in, n - in, all - n - marked + in};
    double smallest = fmin(fmin(mode.in, mode.out), fmin(mode.plain, mode.without));
    return urn_draw(draws, &mode, &hypergeometric,
                    smallest < 8.0 ? urn_total(&mode, &hypergeometric) : total_by_formula(&mode));
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
