/* Wilson's columns at each level that this processor has: every row with the bits of the scalar call, no byte beside them. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "stats/rate/wilson_lanes.h"
#include "support/call.h"

enum { rows = 1500, room = rows + 16 };

static wilson_lanes *const levels[] = {wilson_lanes_portable, wilson_lanes_avx2, wilson_lanes_avx512};

struct columns {
    int64_t met[room], assessed[room], population[room];
    double estimate[room], lower[room], upper[room];
    uint32_t notes[room];
    peel_status status[room];
};

static struct columns c;

static uint64_t drawn(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* Sizes as they come, of every magnitude, and the last that go into lanes with the first that do not. */
static int64_t drawn_size(uint64_t *state) {
    static const int64_t edges[] = {
        0, 1, 2, (INT64_C(1) << 52) - 1, INT64_C(1) << 52, (INT64_C(1) << 52) + 1, PEEL_COUNT_MAX};
    if (drawn(state) % 60 == 0) return edges[drawn(state) % 7];
    if (drawn(state) % 2 == 0) return 1 + (int64_t)(drawn(state) % 300);
    return 1 + (int64_t)((drawn(state) << 31 | drawn(state)) >> (10 + drawn(state) % 51));
}

/* Samples that cannot be, which the bits of a sum or a difference might hide; others have all their room. */
static void spoil(size_t i, uint64_t what) {
    static const int64_t bad[][2] = {{-1, 10},        {11, 10},       {INT64_MIN, 10},        {INT64_MIN, INT64_MIN},
                                     {0, INT64_MIN},  {0, -5},        {3, INT64_MAX},         {INT64_MAX, INT64_MAX},
                                     {INT64_MAX, 10}, {INT64_MAX, 0}, {INT64_MIN, INT64_MAX}, {-7, -7}};
    c.met[i] = bad[what % 12][0];
    c.assessed[i] = bad[what % 12][1];
}

/* About one row in forty is bad, and one in sixty of a size of its own, so that most rows go into lanes. */
static void fill(uint64_t seed) {
    static const int64_t populations[] = {-1, INT64_MIN, 1, PEEL_COUNT_MAX, INT64_MAX};
    uint64_t state = seed;
    for (size_t i = 0; i < room; i++) {
        c.assessed[i] = drawn_size(&state);
        c.met[i] = (int64_t)((drawn(&state) << 31 | drawn(&state)) % (uint64_t)(c.assessed[i] + 1));
        if (drawn(&state) % 8 == 0) c.met[i] = drawn(&state) % 2 ? c.assessed[i] : 0;
        if (drawn(&state) % 8 == 0) c.met[i] = c.assessed[i] / 2;
        c.population[i] = drawn(&state) % 40 == 0 ? c.assessed[i] + 1 : 0;
        if (drawn(&state) % 80 == 0) c.population[i] = populations[drawn(&state) % 5];
        if (drawn(&state) % 40 == 0) spoil(i, drawn(&state));
    }
}

/* Bytes that no answer has. */
static void clear(void) {
    memset(c.estimate, 0xA5, sizeof c.estimate);
    memset(c.lower, 0xA5, sizeof c.lower);
    memset(c.upper, 0xA5, sizeof c.upper);
    memset(c.notes, 0xA5, sizeof c.notes);
    memset(c.status, 0xA5, sizeof c.status);
}

static int same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

/* Whether row i holds what the scalar call answers; *bad counts the rows without an answer. */
static void expect_row(size_t i, int finite, const peel_rate_options *options, int level, size_t *bad) {
    const peel_sample sample = {c.met[i], c.assessed[i], finite ? c.population[i] : 0};
    peel_interval one = {.estimate = NAN, .lower = NAN, .upper = NAN};
    peel_status status = peel_rate(&sample, options, &one);
    *bad += status != PEEL_OK;
    cr_expect(c.status[i] == status && c.notes[i] == one.notes, "level %d, row %zu: status %d, notes %u; alone %d, %u",
              level, i, c.status[i], c.notes[i], status, one.notes);
    cr_expect(same_bits(c.estimate[i], one.estimate) && same_bits(c.lower[i], one.lower) &&
                  same_bits(c.upper[i], one.upper),
              "level %d, row %zu, %lld/%lld: %.17g, %.17g to %.17g; alone %.17g, %.17g to %.17g", level, i,
              (long long)c.met[i], (long long)c.assessed[i], c.estimate[i], c.lower[i], c.upper[i], one.estimate,
              one.lower, one.upper);
}

static void expect_untouched(size_t i, int level) {
    double untouched;
    uint32_t note;
    memset(&untouched, 0xA5, sizeof untouched);
    memset(&note, 0xA5, sizeof note);
    cr_expect(same_bits(c.lower[i], untouched) && same_bits(c.upper[i], untouched) &&
                  same_bits(c.estimate[i], untouched) && c.notes[i] == note && (uint32_t)c.status[i] == note,
              "level %d: row %zu was written", level, i);
}

/* Rows from `first` for n, which need not be aligned; what lies on both sides must stay as it was. */
static void expect_rows(size_t first, size_t n, int finite, const peel_rate_options *options) {
    const peel_samples samples = {c.met + first, c.assessed + first, finite ? c.population + first : NULL};
    const peel_intervals columns = {c.estimate + first, c.lower + first, c.upper + first, c.notes + first,
                                    c.status + first};
    struct rate_plan plan;
    cr_assert(rate_plan(options, &plan) == PEEL_OK);
    for (int level = 0; level <= lanes_level(); level++) {
        size_t bad = 0;
        clear();
        size_t failed = levels[level](n, &samples, &plan, &columns);
        for (size_t i = 0; i < first; i++)
            expect_untouched(i, level);
        for (size_t i = first; i < first + n; i++)
            expect_row(i, finite, options, level, &bad);
        for (size_t i = first + n; i < first + n + 8; i++)
            expect_untouched(i, level);
        cr_expect(failed == bad, "level %d: %zu bad rows, not %zu", level, failed, bad);
    }
}

Test(rate_lanes, bits_of_the_scalar_call) {
    static const double confidences[] = {1e-12, 0.01, 0.5, 0.6, 0.95, 0.998, 1 - 1e-9};
    for (size_t i = 0; i < sizeof confidences / sizeof confidences[0]; i++)
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
            peel_rate_options options = rate_options(PEEL_RATE_WILSON, side, confidences[i]);
            if (side != PEEL_SIDE_TWO_SIDED && confidences[i] <= 0.5) continue;
            options.design = i % 2 == 0 ? PEEL_DESIGN_RANDOM : PEEL_DESIGN_QUOTA;
            fill(1927 + i);
            expect_rows(0, rows, 0, &options);
            expect_rows(0, rows, 1, &options);
        }
    const peel_rate_options widest = {.size = sizeof widest, .alpha = 1e-100};
    expect_rows(0, rows, 0, &widest);
}

/* Every small sample: where the limits cross 1/2 the two forms of each meet. */
Test(rate_lanes, every_small_sample) {
    const peel_rate_options options = rate_options(PEEL_RATE_WILSON, 0, 0.9);
    size_t n = 0;
    memset(&c, 0, sizeof c);
    for (int64_t assessed = 1; n + (size_t)assessed < rows; assessed++)
        for (int64_t met = 0; met <= assessed; met++, n++) {
            c.met[n] = met;
            c.assessed[n] = assessed;
        }
    expect_rows(0, n, 0, &options);
    expect_rows(0, n, 1, &options);
}

/* Every number of rows that is left over, from every place of the first. */
Test(rate_lanes, remainders_and_unaligned_columns) {
    const peel_rate_options options = rate_options(PEEL_RATE_WILSON, 0, 0.95);
    fill(22);
    for (size_t first = 0; first < 8; first++)
        for (size_t n = 0; n <= 33; n++)
            expect_rows(first, n, n % 2 == 0, &options);
}

/* Any of the columns may be unwanted: the others are as they were. */
Test(rate_lanes, columns_that_are_not_wanted) {
    static struct columns all;
    const peel_rate_options options = {.size = sizeof options, .design = PEEL_DESIGN_QUOTA};
    const peel_samples samples = {c.met, c.assessed, NULL};
    struct rate_plan plan;
    fill(158);
    cr_assert(rate_plan(&options, &plan) == PEEL_OK);
    expect_rows(0, rows, 0, &options);
    memcpy(&all, &c, sizeof c);
    for (int level = 0; level <= lanes_level(); level++)
        for (unsigned wanted = 0; wanted < 32; wanted++) {
            const peel_intervals columns = {wanted & 1 ? c.estimate : NULL, wanted & 2 ? c.lower : NULL,
                                            wanted & 4 ? c.upper : NULL, wanted & 8 ? c.notes : NULL,
                                            wanted & 16 ? c.status : NULL};
            static struct columns none;
            clear();
            memcpy(&none, &c, sizeof c);
            levels[level](rows, &samples, &plan, &columns);
            const struct columns *e = wanted & 1 ? &all : &none, *l = wanted & 2 ? &all : &none;
            const struct columns *u = wanted & 4 ? &all : &none, *n = wanted & 8 ? &all : &none;
            const struct columns *s = wanted & 16 ? &all : &none;
            cr_expect(memcmp(c.estimate, e->estimate, sizeof c.estimate) == 0, "level %d, %u", level, wanted);
            cr_expect(memcmp(c.lower, l->lower, sizeof c.lower) == 0, "level %d, %u", level, wanted);
            cr_expect(memcmp(c.upper, u->upper, sizeof c.upper) == 0, "level %d, %u", level, wanted);
            cr_expect(memcmp(c.notes, n->notes, sizeof c.notes) == 0, "level %d, %u", level, wanted);
            cr_expect(memcmp(c.status, s->status, sizeof c.status) == 0, "level %d, %u", level, wanted);
        }
}
