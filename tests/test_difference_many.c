/* The columns of changes and ratios give every row the bits that the scalar call gives it; a bad row spoils no other. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include <peel.h>

enum { rows = 997 }; /* no multiple of 4, which is how many Newcombe takes at once */

static int64_t met_before[rows], assessed_before[rows], population_before[rows];
static int64_t met_after[rows], assessed_after[rows], population_after[rows];
static double estimate[rows], lower[rows], upper[rows];
static uint32_t notes[rows];
static peel_status status[rows];

static const peel_intervals columns = {estimate, lower, upper, notes, status};

static uint64_t drawn(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* Mostly ordinary rows, so that fours of them meet; some with a count of 0, none assessed, or more than 2^26 cases. */
static void fill_sample(uint64_t *state, int64_t *met, int64_t *assessed, int64_t *population) {
    static const int64_t edges[] = {0, 1, (1 << 26) - 1, 1 << 26, (1 << 26) + 1, PEEL_COUNT_MAX};
    *assessed = (int64_t)(drawn(state) % 300) + 1;
    if (drawn(state) % 16 == 0) *assessed = edges[drawn(state) % 6];
    *met = *assessed > 0 ? (int64_t)(drawn(state) % (uint64_t)(*assessed + 1)) : 0;
    if (drawn(state) % 8 == 0) *met = drawn(state) % 2 ? *assessed : 0;
    if (drawn(state) % 8 == 0) *met = *assessed / 2;
    *population = drawn(state) % 2 && *assessed < PEEL_COUNT_MAX ? *assessed + (int64_t)(drawn(state) % 50) : 0;
}

static void fill(void) {
    uint64_t state = 7;
    for (int i = 0; i < rows; i++) {
        fill_sample(&state, &met_before[i], &assessed_before[i], &population_before[i]);
        fill_sample(&state, &met_after[i], &assessed_after[i], &population_after[i]);
        int64_t *met = i % 2 ? met_before : met_after, *assessed = i % 2 ? assessed_before : assessed_after;
        switch (i % 97) {
        case 3: met[i] = -1; break;
        case 20: met[i] = assessed[i] + 1; break;
        case 41: assessed[i] = -5; break;
        case 60: met[i] = INT64_MIN; break;
        case 66: met[i] = INT64_MIN, assessed[i] = INT64_MIN; break;
        case 77: assessed[i] = INT64_MAX; break;
        case 88: assessed[i] = INT64_MIN; break;
        default: break;
        }
    }
}

static int same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

typedef peel_status scalar(const peel_sample *, const peel_sample *, const peel_compare_options *, peel_interval *);

/* The scalar call for row i, and what the columns ought to hold for it. Returns 1 where the row is bad. */
static size_t compare(int i, int finite, const peel_compare_options *options, scalar *call) {
    const peel_sample before = {met_before[i], assessed_before[i], finite ? population_before[i] : 0};
    const peel_sample after = {met_after[i], assessed_after[i], finite ? population_after[i] : 0};
    peel_interval one = {.estimate = NAN, .lower = NAN, .upper = NAN};
    peel_status alone = call(&before, &after, options, &one);
    cr_expect(status[i] == alone && notes[i] == one.notes, "row %d: status %d, notes %u; alone %d, %u", i, status[i],
              notes[i], alone, one.notes);
    cr_expect(same_bits(estimate[i], one.estimate) && same_bits(lower[i], one.lower) && same_bits(upper[i], one.upper),
              "row %d: %lld/%lld then %lld/%lld: %.17g to %.17g, alone %.17g to %.17g", i, (long long)before.met,
              (long long)before.assessed, (long long)after.met, (long long)after.assessed, lower[i], upper[i],
              one.lower, one.upper);
    return alone != PEEL_OK;
}

static void compare_all(const peel_compare_options *options, int finite) {
    const peel_samples before = {met_before, assessed_before, finite ? population_before : NULL};
    const peel_samples after = {met_after, assessed_after, finite ? population_after : NULL};
    int is_ratio = options->method / 100 == PEEL_CONCEPT_RATIO;
    size_t bad = 12345, expected = 0;
    memset(lower, 0xA5, sizeof lower);
    memset(upper, 0xA5, sizeof upper);
    memset(notes, 0xA5, sizeof notes);
    memset(status, 0xA5, sizeof status);
    errno = 12345;
    peel_status called = is_ratio ? peel_ratio_many(rows, &before, &after, options, &columns, &bad)
                                  : peel_difference_many(rows, &before, &after, options, &columns, &bad);
    cr_assert(called == PEEL_OK && errno == 12345);
    errno = 0;
    for (int i = 0; i < rows; i++)
        expected += compare(i, finite, options, is_ratio ? peel_ratio : peel_difference);
    cr_expect(bad == expected && expected >= 60 && expected < rows / 8, "%zu bad rows, alone %zu", bad, expected);
}

Test(difference_many, equals_the_scalar_call) {
    fill();
    for (int32_t side = PEEL_SIDE_TWO_SIDED; side <= PEEL_SIDE_UPPER; side++)
        for (int32_t design = PEEL_DESIGN_RANDOM; design <= PEEL_DESIGN_CENSUS; design++) {
            peel_compare_options options = {.size = sizeof options, .side = side, .design = design, .confidence = 0.9};
            for (options.method = PEEL_DIFFERENCE_NEWCOMBE; options.method <= PEEL_DIFFERENCE_WALD; options.method++)
                compare_all(&options, 0);
            for (options.method = PEEL_RATIO_KOOPMAN; options.method <= PEEL_RATIO_ADJUSTED_LOG; options.method++)
                compare_all(&options, 0);
        }
}

/* Newcombe at each level: what is done four at a time stands in the same order as what is done alone. */
Test(difference_many, newcombe_at_every_level) {
    static const double confidences[] = {1e-12, 0.01, 0.5, 0.95, 0.998, 1 - 1e-9};
    fill();
    for (size_t i = 0; i < sizeof confidences / sizeof confidences[0]; i++) {
        peel_compare_options options = {
            .size = sizeof options, .method = PEEL_DIFFERENCE_NEWCOMBE, .confidence = confidences[i]};
        compare_all(&options, 0);
    }
    peel_compare_options options = {.size = sizeof options, .method = PEEL_DIFFERENCE_NEWCOMBE, .alpha = 1e-100};
    compare_all(&options, 0);
}

Test(difference_many, known_populations) {
    fill();
    for (int32_t method = PEEL_DIFFERENCE_NEWCOMBE; method <= PEEL_DIFFERENCE_WALD; method++)
        compare_all(&(peel_compare_options){.size = sizeof(peel_compare_options), .method = method}, 1);
    compare_all(&(peel_compare_options){.size = sizeof(peel_compare_options), .method = PEEL_RATIO_KOOPMAN}, 1);
}

/* A population known on one side only is used. */
Test(difference_many, one_population_column) {
    fill();
    const peel_samples endless = {met_before, assessed_before, NULL},
                       known = {met_after, assessed_after, population_after};
    cr_assert(peel_difference_many(rows, &endless, &known, NULL, &columns, NULL) == PEEL_OK);
    int finite = 0;
    for (int i = 0; i < rows; i++)
        finite += (notes[i] & PEEL_NOTE_FINITE) != 0;
    cr_expect(finite > rows / 3 && finite < rows);
    cr_assert(peel_difference_many(rows, &known, &endless, NULL, &columns, NULL) == PEEL_OK);
    for (int i = 0; i < rows; i++)
        finite -= (notes[i] & PEEL_NOTE_FINITE) != 0;
    cr_expect(finite == 0);
}

/* A NULL column is not wanted; fewer rows leave the others alone, whatever their number is beside a multiple of 4. */
Test(difference_many, writes_what_is_wanted) {
    fill();
    const peel_samples before = {met_before, assessed_before, NULL}, after = {met_after, assessed_after, NULL};
    for (size_t n = 0; n < 12; n++) {
        for (int i = 0; i < 12; i++)
            lower[i] = 77;
        size_t bad = 12345, expected = 0;
        cr_assert(peel_difference_many(n, &before, &after, NULL, &(peel_intervals){.lower = lower}, &bad) == PEEL_OK);
        for (size_t i = 0; i < 12; i++) {
            cr_expect((lower[i] == 77) == (i >= n), "row %zu of %zu", i, n);
            expected += i < n && isnan(lower[i]);
        }
        cr_expect(bad == expected);
        cr_assert(peel_difference_many(n, &before, &after, NULL, &(peel_intervals){.notes = notes}, NULL) == PEEL_OK);
        cr_assert(peel_difference_many(n, &before, &after, NULL, &(peel_intervals){.status = status}, NULL) == PEEL_OK);
    }
}
