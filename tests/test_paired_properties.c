/* What peel/methods.h says holds of the methods for paired samples, for all counts up to 6 each and some large ones. */
#include <criterion/criterion.h>
#include <math.h>

#include <peel.h>

enum { count_max = 6, confidence_count = 6 };
static const double confidences[confidence_count] = {0.01, 0.6, 0.9, 0.95, 0.998, 1 - 1e-9};

static const peel_paired large[] = {{999999, 1, 0, 0},         {500, 3, 2, 495},
                                    {400, 100, 0, 600},        {250000000000, 250000000, 250, 250000000000},
                                    {999999999990, 3, 4, 3},   {0, 7, 5, PEEL_COUNT_MAX - 12},
                                    {1000000, 20, 30, 1000000}};

typedef void property(const peel_paired *paired);

static void try_all(property *holds) {
    for (int64_t both = 0; both <= count_max; both++)
        for (int64_t lost = 0; lost <= count_max; lost++)
            for (int64_t gained = 0; gained <= count_max; gained++)
                for (int64_t neither = both + lost + gained == 0; neither <= count_max; neither++) {
                    const peel_paired paired = {both, lost, gained, neither};
                    holds(&paired);
                }
    for (size_t i = 0; i < sizeof large / sizeof large[0]; i++)
        holds(&large[i]);
}

static peel_interval change_of(const peel_paired *paired, int32_t method, int32_t side, double confidence) {
    const peel_compare_options options = {
        .size = sizeof options, .method = method, .side = side, .confidence = confidence};
    peel_interval change;
    cr_assert(peel_paired_difference(paired, &options, &change) == PEEL_OK);
    return change;
}

static void same_but_turned(const peel_interval *a, const peel_interval *b) {
    cr_expect(a->estimate == -b->estimate && a->lower == -b->upper && a->upper == -b->lower,
              "%.17g %.17g, turned %.17g %.17g", a->lower, a->upper, b->lower, b->upper);
    cr_expect(!(signbit(a->upper) && a->upper == 0) && !(signbit(a->lower) && a->lower == 0), "-0");
}

/* Swapping the audits, and asking for failures, turn the limits about; they lie around the estimate, in [-1, 1]. */
static void turns_about(const peel_paired *paired) {
    const peel_paired swapped = {paired->both, paired->gained, paired->lost, paired->neither};
    const peel_paired failures = {paired->neither, paired->gained, paired->lost, paired->both};
    for (int32_t method = PEEL_PAIRED_SQUARE_AND_ADD; method <= PEEL_PAIRED_TANGO; method++)
        for (int c = 0; c < confidence_count; c++) {
            peel_interval got = change_of(paired, method, 0, confidences[c]);
            peel_interval turned = change_of(&swapped, method, 0, confidences[c]);
            same_but_turned(&got, &turned);
            turned = change_of(&failures, method, 0, confidences[c]);
            same_but_turned(&got, &turned);
            cr_expect(got.lower >= -1 && got.lower <= got.estimate && got.estimate <= got.upper && got.upper <= 1);
            cr_expect(got.lower < got.upper && got.notes == 0);
        }
}

Test(paired_properties, swap_mirror_within) {
    try_all(turns_about);
}

static void is_nested(const peel_paired *paired) {
    for (int32_t method = PEEL_PAIRED_SQUARE_AND_ADD; method <= PEEL_PAIRED_TANGO; method++)
        for (int c = 1; c < confidence_count; c++) {
            peel_interval narrow = change_of(paired, method, 0, confidences[c - 1]);
            peel_interval wide = change_of(paired, method, 0, confidences[c]);
            cr_expect(wide.lower <= narrow.lower && wide.upper >= narrow.upper,
                      "%d: %lld %lld %lld %lld at %g: %.17g to %.17g, not wider than %.17g to %.17g", method,
                      (long long)paired->both, (long long)paired->lost, (long long)paired->gained,
                      (long long)paired->neither, confidences[c], wide.lower, wide.upper, narrow.lower, narrow.upper);
        }
}

Test(paired_properties, nested) {
    try_all(is_nested);
}

static double p_of(const peel_paired *paired, int32_t method, int32_t side) {
    const peel_compare_options options = {.size = sizeof options, .method = method, .side = side};
    peel_test test;
    cr_assert(peel_paired_test(paired, &options, &test) == PEEL_OK);
    return test.p_value;
}

/* Both are the same question of McNemar's tests; the cases that did not change say nothing. */
static void test_turns_about(const peel_paired *paired) {
    const peel_paired turned = {paired->neither, paired->gained, paired->lost, 17};
    if (paired->lost + paired->gained == 0 || paired->neither > PEEL_EXACT_MAX) return;
    for (int32_t method = PEEL_PAIRED_MCNEMAR_MID_P; method <= PEEL_PAIRED_MCNEMAR; method++) {
        double lower = p_of(paired, method, PEEL_SIDE_LOWER), upper = p_of(paired, method, PEEL_SIDE_UPPER);
        double p = p_of(paired, method, PEEL_SIDE_TWO_SIDED);
        cr_expect(p == p_of(&turned, method, PEEL_SIDE_TWO_SIDED));
        cr_expect(lower == p_of(&turned, method, PEEL_SIDE_UPPER) && upper == p_of(&turned, method, PEEL_SIDE_LOWER));
        cr_expect(p == fmin(1, 2 * fmin(lower, upper)), "%.17g, sides %.17g %.17g", p, lower, upper);
        cr_expect((lower < upper) == (paired->gained > paired->lost));
    }
}

Test(paired_properties, tests) {
    try_all(test_turns_about);
}

/* z^2 = n (change - d)^2 / V(d) at Tango's limits, V by the quadratic of the paper: the matched test's p is alpha there. */
static double tango_z2(const peel_paired *paired, double d) {
    double n = (double)(paired->both + paired->lost + paired->gained + paired->neither);
    double b = (double)paired->gained, c = (double)paired->lost;
    double linear = -b - c + (2 * n - b + c) * d, constant = -c * d * (1 - d);
    double q = (sqrt(fmax(linear * linear - 8 * n * constant, 0)) - linear) / (4 * n);
    double off = b - c - n * d;
    return off * off / (n * (2 * q + d * (1 - d)));
}

static void tango_agrees(const peel_paired *paired) {
    double z2 = 3.841458820694124; /* of chi-squared with 1 degree of freedom, 95% */
    if (paired->both + paired->neither > 100) return;
    peel_interval got = change_of(paired, PEEL_PAIRED_TANGO, 0, 0.95);
    if (got.lower > -1) cr_expect(fabs(tango_z2(paired, got.lower) / z2 - 1) < 1e-11);
    if (got.upper < 1) cr_expect(fabs(tango_z2(paired, got.upper) / z2 - 1) < 1e-11);
}

Test(paired_properties, tango_agrees_with_its_test) {
    try_all(tango_agrees);
}
