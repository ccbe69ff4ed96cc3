/* Newcombe's columns at each level that this processor has: every row with the bits of the scalar call, no byte beside them. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "stats/compare/newcombe_lanes.h"

enum { rows = 600, room = rows + 16 };

static newcombe_lanes *const levels[] = {newcombe_lanes_portable, newcombe_lanes_avx2, newcombe_lanes_avx512};

static int64_t met_before[room], assessed_before[room], met_after[room], assessed_after[room];
static double estimate[room], lower[room], upper[room];
static uint32_t notes[room];
static peel_status status[room];
static peel_compare_options options;

static uint64_t drawn(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* Mostly ordinary rows; some at the ends, some with more cases than go into lanes, some that cannot be. */
static void fill_sample(uint64_t *state, int64_t *met, int64_t *assessed) {
    static const int64_t edges[] = {0,  1,         (1 << 26) - 1, 1 << 26, (1 << 26) + 1, PEEL_COUNT_MAX,
                                    -1, INT64_MIN, INT64_MAX};
    *assessed = (int64_t)(drawn(state) % 300) + 1;
    if (drawn(state) % 50 == 0) *assessed = edges[drawn(state) % 9];
    *met = *assessed > 0 ? (int64_t)(drawn(state) % ((uint64_t)*assessed + 1)) : 0;
    if (drawn(state) % 8 == 0) *met = drawn(state) % 2 ? *assessed : 0;
    if (drawn(state) % 90 == 0) *met = drawn(state) % 2 ? *assessed + (*assessed < PEEL_COUNT_MAX) : -1;
}

static void fill(void) {
    uint64_t state = 1998;
    for (int i = 0; i < room; i++) {
        fill_sample(&state, &met_before[i], &assessed_before[i]);
        fill_sample(&state, &met_after[i], &assessed_after[i]);
    }
}

/* The rows that do not go into lanes. */
static peel_status alone(const peel_sample *before, const peel_sample *after, const struct plan *plan,
                         peel_interval *answer) {
    (void)plan;
    return peel_difference(before, after, &options, answer);
}

static int same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

/* Returns 1 where the row is bad. */
static size_t expect_row(size_t i, int level) {
    const peel_sample before = {met_before[i], assessed_before[i], 0};
    const peel_sample after = {met_after[i], assessed_after[i], 0};
    peel_interval one = {.estimate = NAN, .lower = NAN, .upper = NAN};
    peel_status expected = peel_difference(&before, &after, &options, &one);
    cr_expect(status[i] == expected && notes[i] == one.notes, "level %d, row %zu: status %d, notes %u; alone %d, %u",
              level, i, status[i], notes[i], expected, one.notes);
    cr_expect(same_bits(estimate[i], one.estimate) && same_bits(lower[i], one.lower) && same_bits(upper[i], one.upper),
              "level %d, row %zu, %lld/%lld then %lld/%lld: %.17g to %.17g, alone %.17g to %.17g", level, i,
              (long long)before.met, (long long)before.assessed, (long long)after.met, (long long)after.assessed,
              lower[i], upper[i], one.lower, one.upper);
    return expected != PEEL_OK;
}

static void clear(void) {
    memset(estimate, 0xA5, sizeof estimate);
    memset(lower, 0xA5, sizeof lower);
    memset(upper, 0xA5, sizeof upper);
    memset(notes, 0xA5, sizeof notes);
    memset(status, 0xA5, sizeof status);
}

static void expect_rows(size_t first, size_t n) {
    const peel_samples before = {met_before + first, assessed_before + first, NULL};
    const peel_samples after = {met_after + first, assessed_after + first, NULL};
    const peel_intervals columns = {estimate + first, lower + first, upper + first, notes + first, status + first};
    uint32_t untouched;
    struct plan plan;
    memset(&untouched, 0xA5, sizeof untouched);
    cr_assert(compare_plan(&options, PEEL_DIFFERENCE_NEWCOMBE, &plan, NULL) == PEEL_OK);
    for (int level = 0; level <= lanes_level(); level++) {
        size_t bad = 0;
        clear();
        size_t failed = levels[level](n, &before, &after, &plan, alone, &columns);
        for (size_t i = first; i < first + n; i++)
            bad += expect_row(i, level);
        cr_expect(failed == bad, "level %d: %zu bad rows, not %zu", level, failed, bad);
        for (size_t i = first + n; i < first + n + 8; i++)
            cr_expect(notes[i] == untouched && (uint32_t)status[i] == untouched &&
                          memcmp(&lower[i], &untouched, sizeof untouched) == 0 &&
                          memcmp(&upper[i], &untouched, sizeof untouched) == 0 &&
                          memcmp(&estimate[i], &untouched, sizeof untouched) == 0,
                      "level %d: row %zu was written", level, i);
    }
}

Test(difference_lanes, bits_of_the_scalar_call) {
    static const double confidences[] = {1e-12, 0.01, 0.6, 0.95, 0.998, 1 - 1e-9};
    fill();
    for (size_t i = 0; i < sizeof confidences / sizeof confidences[0]; i++)
        for (int32_t side = PEEL_SIDE_TWO_SIDED; side < PEEL_SIDE_END_; side++) {
            if (side != PEEL_SIDE_TWO_SIDED && confidences[i] <= 0.5) continue;
            options = (peel_compare_options){.size = sizeof options, .confidence = confidences[i], .side = side};
            options.design = i % 2 == 0 ? PEEL_DESIGN_RANDOM : PEEL_DESIGN_QUOTA;
            expect_rows(0, rows);
        }
}

Test(difference_lanes, remainders_and_unaligned_columns) {
    options = (peel_compare_options){.size = sizeof options};
    fill();
    for (size_t first = 0; first < 8; first++)
        for (size_t n = 0; n <= 25; n++)
            expect_rows(first, n);
}
