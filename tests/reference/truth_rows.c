#include "truth_rows.h"

#include "arb_tail.h"
#include <arb_hypgeom.h>

enum { bits = arb_tail_bits };

double truth_rounded(const arb_t ball) {
    arf_t low, high;
    arf_init(low), arf_init(high);
    arb_get_lbound_arf(low, ball, bits);
    arb_get_ubound_arf(high, ball, bits);
    double from = arf_get_d(low, ARF_RND_NEAR);
    double to = arf_get_d(high, ARF_RND_NEAR);
    arf_clear(low), arf_clear(high);
    if (from != to) arb_tail_fail("an enclosure is too wide to round");
    return from;
}

void truth_normal(arb_t z, double alpha) {
    arb_t root_2;
    arb_init(root_2);
    arb_sqrt_ui(root_2, 2, bits);
    arb_set_d(z, alpha);
    arb_mul_2exp_si(z, z, 1);
    arb_hypgeom_erfcinv(z, z, bits);
    arb_mul(z, z, root_2, bits);
    arb_clear(root_2);
}

const struct truth_level truth_levels[truth_all_levels] = {
    {"confidence", 0.8},      {"alpha", 1e-9},      {"confidence", 0.95}, {"alpha", 1e-20},      {"confidence", 0.9},
    {"alpha", 1e-50},         {"confidence", 0.99}, {"alpha", 0.3},       {"confidence", 0.998}, {"alpha", 1e-100},
    {"confidence", 1 - 1e-9}, {"confidence", 0.5},  {"confidence", 0.01}, {"confidence", 0.3},
};

const char *const truth_sides[3] = {"two-sided", "lower", "upper"};

const int64_t truth_cases[truth_case_count] = {1,
                                               2,
                                               3,
                                               4,
                                               5,
                                               7,
                                               10,
                                               20,
                                               33,
                                               50,
                                               79,
                                               100,
                                               200,
                                               500,
                                               1000,
                                               3163,
                                               10000,
                                               100000,
                                               1000000,
                                               10000000,
                                               100000000,
                                               1000000000,
                                               10000000000,
                                               100000000000,
                                               1000000000000,
                                               4503599627370497,
                                               9007199254740992};

/* SplitMix64 (Steele, Lea and Flood 2014): the same rows on every machine. */
uint64_t truth_draw(void) {
    static uint64_t state = 20220401;
    uint64_t z = state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

int truth_choose(int64_t n, int64_t chosen[9]) {
    int64_t size = n;
    for (uint64_t halvings = truth_draw() % 53; halvings > 0 && size > 1; halvings--)
        size /= 2;
    const int64_t wanted[9] = {0,
                               1,
                               2,
                               3,
                               n / 2,
                               n - 1,
                               n,
                               (int64_t)(truth_draw() % (uint64_t)(n + 1)),
                               (int64_t)(truth_draw() % (uint64_t)(size + 1))};
    int count = 0;
    for (int i = 0; i < 9; i++) {
        int repeated = wanted[i] > n;
        for (int j = 0; j < count; j++)
            repeated = repeated || chosen[j] == wanted[i];
        if (!repeated) chosen[count++] = wanted[i];
    }
    return count;
}
