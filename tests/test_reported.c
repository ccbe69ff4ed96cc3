/* Printed percentages: which counts and denominators they leave, and their interval. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

static peel_reported parsed(const char *text) {
    peel_reported reported = {-1, -1, -1, -1};
    peel_error error;
    cr_assert(peel_reported_parse(text, &reported, &error) == PEEL_OK, "%s: %s", text, error.message);
    return reported;
}

/* The compiler's nearest doubles to the ends. */
Test(reported, ranges) {
    const struct {
        const char *text;
        peel_range range;
    } cases[] = {{"80.6", {0.8055, 0.806, 0.8065}},
                 {"94", {0.935, 0.94, 0.945}},
                 {"94.0", {0.9395, 0.94, 0.9405}},
                 {"0", {0, 0, 0.005}},
                 {"100", {0.995, 1, 1}},
                 {"0.0", {0, 0, 0.0005}},
                 {"100.00", {0.99995, 1, 1}},
                 {"12.5", {0.1245, 0.125, 0.1255}},
                 {"1%", {0.005, 0.01, 0.015}},
                 {"33.333333333333", {0.333333333333325, 0.33333333333333, 0.333333333333335}},
                 {"87.8 +/- 1.66", {0.8775, 0.878, 0.8785}}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const peel_reported reported = parsed(cases[i].text);
        peel_range range;
        cr_expect_eq(peel_reported_range(&reported, &range), PEEL_OK);
        cr_expect(range.lower == cases[i].range.lower && range.estimate == cases[i].range.estimate &&
                      range.upper == cases[i].range.upper,
                  "%s: %.17g %.17g %.17g", cases[i].text, range.lower, range.estimate, range.upper);
    }
}

/* What no text can say, but a struct can: every function refuses it and leaves its output alone. */
Test(reported, impossible_structs) {
    const peel_reported cases[] = {{-1, 0, 0, 0},  {101, 0, 0, 0},        {1001, 0, 1, 0},       {94, 0, -1, 0},
                                   {94, 0, 13, 0}, {94, -1, 0, 0},        {94, 101, 0, 0},       {94, 1, 0, -1},
                                   {94, 1, 0, 13}, {INT64_MAX, 0, 12, 0}, {94, INT64_MIN, 0, 12}};
    const peel_reported sound = {94, 2, 0, 0};
    const peel_sample sample = {68, 80, 0};
    const peel_bounds range = {1, 10};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const peel_reported both[] = {sound, cases[i]};
        peel_range ends = {-7, -7, -7};
        peel_bounds met = {-7, -7};
        peel_interval interval = {.lower = -7};
        peel_denominators denominators = {.first = -7};
        peel_reported_test test = {.verdict = -7};
        peel_differ differ = {.first = -7};
        cr_expect_eq(peel_reported_range(&cases[i], &ends), PEEL_ERROR_REPORTED, "%zu", i);
        cr_expect_eq(peel_reported_counts(&cases[i], 80, &met), PEEL_ERROR_REPORTED);
        cr_expect_eq(peel_reported_rate(&cases[i], 80, NULL, &interval), PEEL_ERROR_REPORTED);
        cr_expect_eq(peel_reported_denominators(2, both, &range, 0, NULL, &denominators), PEEL_ERROR_REPORTED);
        cr_expect_eq(peel_reported_worth(&cases[i], NULL, &ends), PEEL_ERROR_REPORTED);
        cr_expect_eq(peel_reported_compare(&cases[i], &sound, NULL, &test), PEEL_ERROR_REPORTED);
        cr_expect_eq(peel_reported_compare(&sound, &cases[i], NULL, &test), PEEL_ERROR_REPORTED);
        cr_expect_eq(peel_reported_against(&cases[i], &sample, NULL, &test), PEEL_ERROR_REPORTED);
        cr_expect_eq(peel_reported_differ(&cases[i], &sound, NULL, &differ), PEEL_ERROR_REPORTED);
        cr_expect_eq(peel_reported_differ(&sound, &cases[i], NULL, &differ), PEEL_ERROR_REPORTED);
        cr_expect(ends.lower == -7 && met.lower == -7 && interval.lower == -7 && denominators.first == -7 &&
                  test.verdict == -7 && differ.first == -7);
    }
}

static void expect_counts(const char *text, int64_t assessed, int64_t lower, int64_t upper) {
    const peel_reported reported = parsed(text);
    peel_bounds met = {-7, -7};
    cr_expect_eq(peel_reported_counts(&reported, assessed, &met), PEEL_OK, "%s of %lld", text, (long long)assessed);
    cr_expect(met.lower == lower && met.upper == upper, "%s of %lld: %lld to %lld", text, (long long)assessed,
              (long long)met.lower, (long long)met.upper);
}

static void expect_impossible(const char *text, int64_t assessed) {
    const peel_reported reported = parsed(text);
    peel_bounds met = {-7, -7};
    cr_expect_eq(peel_reported_counts(&reported, assessed, &met), PEEL_ERROR_IMPOSSIBLE_PERCENTAGE, "%s of %lld", text,
                 (long long)assessed);
    cr_expect(met.lower == -7 && met.upper == -7);
}

/* The last rows were worked out in Python's whole numbers. */
Test(reported, counts) {
    expect_counts("80.6", 31, 25, 25);
    expect_counts("3.5", 400, 14, 14); /* 0.035 * 400 is 14.000000000000002 in doubles */
    expect_impossible("91", 25);
    expect_counts("0", 1, 0, 0);
    expect_counts("100", 1, 1, 1);
    expect_impossible("50.1", 1);
    expect_counts("50", 2, 1, 1);
    expect_counts("0", 200, 0, 1); /* 1 of 200 is 0.5% */
    expect_counts("100", 200, 199, 200);
    expect_counts("1%", 200, 1, 3);
    expect_counts("94", 1000, 935, 945);
    expect_counts("0", PEEL_COUNT_MAX, 0, INT64_C(45035996273704));
    expect_counts("80.600000000000", PEEL_COUNT_MAX, INT64_C(7259802599321195), INT64_C(7259802599321284));
    expect_counts("100.000000000000", PEEL_COUNT_MAX, INT64_C(9007199254740947), PEEL_COUNT_MAX);
}

/* Both ends of the rounding interval are in, at every place where a count lies on one: 1/8, 3/8, 5/8, 7/8. */
Test(reported, halves_both_ways) {
    expect_counts("12", 8, 1, 1);
    expect_counts("13", 8, 1, 1);
    expect_counts("37", 8, 3, 3);
    expect_counts("38", 8, 3, 3);
    expect_counts("62", 8, 5, 5);
    expect_counts("63", 8, 5, 5);
    expect_counts("87", 8, 7, 7);
    expect_counts("88", 8, 7, 7);
    expect_impossible("14", 8);
    expect_impossible("11", 8);
}

/* By the definition, in whole numbers of 64 bits: |200 k 10^d - 2 f n| <= n. */
Test(reported, small_world) {
    for (int32_t decimals = 0; decimals <= 2; decimals++) {
        const int64_t scale = decimals == 0 ? 100 : decimals == 1 ? 1000 : 10000;
        for (int64_t n = 1; n <= 60; n++) {
            for (int64_t figure = 0; figure <= scale; figure++) {
                const peel_reported reported = {figure, 0, decimals, 0};
                peel_bounds expected = {-7, -7}, met = {-7, -7};
                for (int64_t k = 0; k <= n; k++) {
                    const int64_t off = 2 * scale * k - 2 * figure * n;
                    if (off > n || -off > n) continue;
                    if (expected.lower == -7) expected.lower = k;
                    expected.upper = k;
                }
                const peel_status status = peel_reported_counts(&reported, n, &met);
                cr_assert(status == (expected.lower == -7 ? PEEL_ERROR_IMPOSSIBLE_PERCENTAGE : PEEL_OK));
                cr_assert(met.lower == expected.lower && met.upper == expected.upper, "%lld / %lld of %lld",
                          (long long)figure, (long long)scale, (long long)n);
            }
        }
    }
}

__extension__ typedef __int128 wide;

static int fits(const peel_reported *reported, int64_t k, int64_t n) {
    wide scale = 100;
    for (int32_t i = 0; i < reported->decimals; i++)
        scale *= 10;
    const wide off = 2 * scale * k - 2 * (wide)reported->figure * n;
    return k >= 0 && k <= n && off <= n && -off <= n;
}

/* The same definition for figures and denominators of any length, from a fixed sequence. */
Test(reported, large_world) {
    uint64_t state = 1;
    int possible = 0;
    for (int i = 0; i < 200000; i++) {
        uint64_t next[4];
        for (int j = 0; j < 4; j++)
            next[j] = (state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407)) >> 11;
        peel_reported reported = {0, 0, (int32_t)(next[0] % 13), 0};
        int64_t scale = 100;
        for (int32_t j = 0; j < reported.decimals; j++)
            scale *= 10;
        reported.figure = (int64_t)(next[1] % (uint64_t)(scale + 1));
        const int64_t n = 1 + (int64_t)((next[2] % (uint64_t)PEEL_COUNT_MAX) >> (next[3] % 53));
        peel_bounds met = {-7, -7};
        const peel_status status = peel_reported_counts(&reported, n, &met);
        const int64_t guess = (int64_t)((wide)reported.figure * n / scale);
        if (status == PEEL_OK) {
            possible++;
            cr_assert(fits(&reported, met.lower, n) && fits(&reported, met.upper, n) && met.lower <= met.upper);
            cr_assert(!fits(&reported, met.lower - 1, n) && !fits(&reported, met.upper + 1, n));
        } else {
            cr_assert(status == PEEL_ERROR_IMPOSSIBLE_PERCENTAGE && met.lower == -7);
            cr_assert(!fits(&reported, guess, n) && !fits(&reported, guess + 1, n));
        }
    }
    cr_expect(possible > 20000 && possible < 180000, "%d", possible);
}

/* Rows of cases.txt whose inputs are a percentage and a denominator. */
Test(reported, cases) {
    struct table table;
    int seen = 0;
    cr_assert(table_open(&table, "tests/reference/cases.txt"));
    while (table_next(&table, '|')) {
        char text[16];
        int64_t n = 0;
        int k = 0;
        if (table.fields < 4 || strcmp(table.field[1], "grim_percent") != 0) continue;
        if (strcmp(table.field[0], "T479") == 0) {
            expect_counts("12", 8, 1, 1); /* 12.5% of 8 may be printed as 13% or 12% */
            expect_counts("13", 8, 1, 1);
            expect_counts("12.5", 8, 1, 1);
            seen++;
            continue;
        }
        cr_assert(sscanf(table.field[2], "%15[0-9.]%% n=%lld", text, (long long *)&n) == 2, "%s", table.field[2]);
        cr_assert(sscanf(table.field[3], "consistent k=%d", &k) == 1, "%s", table.field[3]);
        expect_counts(text, n, k, k);
        seen++;
    }
    table_close(&table);
    cr_expect_eq(seen, 3, "T475, T477 and T479, not %d rows", seen);
}

Test(reported, counts_statuses) {
    const peel_reported reported = parsed("80.6");
    peel_bounds met = {-7, -7};
    cr_expect_eq(peel_reported_counts(NULL, 80, &met), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_counts(&reported, 80, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_counts(&reported, 0, &met), PEEL_ERROR_RANGE);
    cr_expect_eq(peel_reported_counts(&reported, -1, &met), PEEL_ERROR_RANGE);
    cr_expect_eq(peel_reported_counts(&reported, PEEL_COUNT_MAX + 1, &met), PEEL_ERROR_COUNT_TOO_LARGE);
    cr_expect(met.lower == -7 && met.upper == -7);
    cr_expect_eq(peel_reported_range(NULL, &(peel_range){0}), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_range(&reported, NULL), PEEL_ERROR_NULL);
}

static peel_denominators denominators_of(size_t n, const peel_reported *figures, int64_t lower, int64_t upper,
                                         size_t room, int64_t *assessed) {
    const peel_bounds range = {lower, upper};
    peel_denominators denominators;
    cr_assert_eq(peel_reported_denominators(n, figures, &range, room, assessed, &denominators), PEEL_OK);
    return denominators;
}

/* Of 94 and 80.6 together, and of 80.6 alone: the numbers of the reference, and those counted one by one. */
Test(reported, denominators) {
    const peel_reported figures[] = {parsed("94"), parsed("80.6")};
    const int64_t joint[] = {31, 36, 62, 67, 72, 93};
    int64_t assessed[7] = {0, 0, 0, 0, 0, 0, -7};
    peel_denominators got = denominators_of(2, figures, 1, 300, 6, assessed);
    for (size_t i = 0; i < 6; i++)
        cr_expect_eq(assessed[i], joint[i]);
    cr_expect(got.first == 31 && assessed[6] == -7 && got.possible + got.impossible == 300);
    got = denominators_of(1, &figures[1], 1, 300, 0, NULL);
    cr_expect(got.first == 31 && got.pairs == 49, "%lld pairs", (long long)got.pairs);
    got = denominators_of(1, &figures[1], 150, 300, 0, NULL);
    cr_expect(got.impossible == 116 && got.possible == 35, "%lld", (long long)got.impossible);
    got = denominators_of(1, &figures[1], 1, 30, 1, assessed);
    cr_expect(got.first == 0 && got.possible == 0 && got.impossible == 30 && got.pairs == 0 && assessed[0] == 31);
    got = denominators_of(1, &figures[1], 31, 31, 1, assessed);
    cr_expect(got.first == 31 && got.possible == 1 && got.pairs == 1 && got.reserved == 0);
    got = denominators_of(1, &figures[0], 1000, 1000, 1, assessed);
    cr_expect(got.pairs == 11 && assessed[0] == 1000); /* 935 to 945 */
    got = denominators_of(1, &figures[1], INT64_C(999999999), INT64_C(1000000000), 2, assessed);
    cr_expect(got.possible == 2 && assessed[1] == INT64_C(1000000000));
}

Test(reported, denominators_statuses) {
    const peel_reported reported = parsed("80.6");
    const struct {
        peel_bounds range;
        peel_status status;
    } cases[] = {{{0, 10}, PEEL_ERROR_RANGE},
                 {{-5, 10}, PEEL_ERROR_RANGE},
                 {{10, 9}, PEEL_ERROR_RANGE},
                 {{INT64_C(1000000000), INT64_C(1000000001)}, PEEL_ERROR_TOO_LARGE},
                 {{1, INT64_C(100000001)}, PEEL_ERROR_TOO_LARGE},
                 {{INT64_MIN, INT64_MAX}, PEEL_ERROR_RANGE},
                 {{1, INT64_MAX}, PEEL_ERROR_TOO_LARGE}};
    peel_denominators got = {.first = -7};
    int64_t assessed = -7;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(peel_reported_denominators(1, &reported, &cases[i].range, 1, &assessed, &got), cases[i].status);
    const peel_bounds range = {1, 100};
    cr_expect_eq(peel_reported_denominators(0, &reported, &range, 1, &assessed, &got), PEEL_ERROR_TOO_FEW_SAMPLES);
    cr_expect_eq(peel_reported_denominators(1, NULL, &range, 1, &assessed, &got), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_denominators(1, &reported, NULL, 1, &assessed, &got), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_denominators(1, &reported, &range, 1, NULL, &got), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_denominators(1, &reported, &range, 1, &assessed, NULL), PEEL_ERROR_NULL);
    cr_expect(got.first == -7 && assessed == -7);
}

/* The limits are those of the fewest and the most cases met that fit, for every method and side. */
Test(reported, rates) {
    const peel_reported reported = parsed("94");
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_WALD_CC; method++) {
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
            const peel_rate_options options = {
                .size = sizeof options, .confidence = 0.99, .method = method, .side = side};
            peel_interval got, one;
            double lower = 2.0, upper = -2.0;
            cr_assert_eq(peel_reported_rate(&reported, 1000, &options, &got), PEEL_OK);
            for (int64_t met = 935; met <= 945; met++) {
                const peel_sample sample = {met, 1000, 0};
                cr_assert_eq(peel_rate(&sample, &options, &one), PEEL_OK);
                lower = fmin(lower, one.lower);
                upper = fmax(upper, one.upper);
            }
            cr_expect(got.lower == lower && got.upper == upper && got.estimate == 0.94 && got.method == method &&
                      got.side == side && got.confidence == 0.99 && got.notes == one.notes);
        }
    }
}

/* Asked of failures, the figure and its limits mirror at 1/2. */
Test(reported, rate_mirror) {
    for (int64_t n = 1; n <= 60; n++) {
        for (int64_t figure = 0; figure <= 100; figure++) {
            const peel_reported reported = {figure, 0, 0, 0}, failed = {100 - figure, 0, 0, 0};
            peel_interval got, mirrored;
            const peel_status status = peel_reported_rate(&reported, n, NULL, &got);
            cr_assert_eq(peel_reported_rate(&failed, n, NULL, &mirrored), status);
            if (status != PEEL_OK) continue;
            cr_assert_float_eq(got.lower, 1.0 - mirrored.upper, 1.2e-16);
            cr_assert_float_eq(got.upper, 1.0 - mirrored.lower, 1.2e-16);
        }
    }
}

Test(reported, rate_notes) {
    const peel_reported reported = parsed("80.6");
    const peel_reported all = parsed("100");
    const peel_reported none = parsed("0");
    const peel_rate_options census = {.size = sizeof census, .design = PEEL_DESIGN_CENSUS};
    const peel_rate_options dip = {.size = sizeof dip, .design = PEEL_DESIGN_DIP};
    const peel_rate_options wald = {.size = sizeof wald, .method = PEEL_RATE_WALD};
    peel_interval got;
    cr_expect_eq(peel_reported_rate(&reported, 1000, &census, &got), PEEL_OK);
    cr_expect(got.notes == PEEL_NOTE_CENSUS && got.lower == 0.806 && got.upper == 0.806);
    cr_expect_eq(peel_reported_rate(&reported, 2000, &census, &got), PEEL_OK);
    cr_expect(got.lower == 0.8055 && got.upper == 0.8065);
    cr_expect_eq(peel_reported_rate(&reported, 31, &census, &got), PEEL_OK); /* 25 of 31 is 0.80645 */
    cr_expect(got.lower == 25.0 / 31.0 && got.upper == got.lower && got.estimate == 0.806);
    cr_expect_eq(peel_reported_rate(&reported, 31, &dip, &got), PEEL_OK);
    cr_expect(got.notes == PEEL_NOTE_DIP && isnan(got.lower) && isnan(got.upper) && got.estimate == 0.806);
    cr_expect_eq(peel_reported_rate(&all, 200, &wald, &got), PEEL_OK); /* 199 is cut at 1, 200 alone has no width */
    cr_expect(got.notes == PEEL_NOTE_CLIPPED && got.upper == 1.0 && got.lower < 0.995);
    cr_expect_eq(peel_reported_rate(&none, 250, &wald, &got), PEEL_OK); /* 0 and 1 */
    cr_expect(got.notes == PEEL_NOTE_CLIPPED && got.lower == 0.0 && got.upper > 0.011);
    cr_expect_eq(peel_reported_rate(&none, 99, &wald, &got), PEEL_OK); /* 0 alone */
    cr_expect(got.notes == PEEL_NOTE_NO_WIDTH && got.lower == 0.0 && got.upper == 0.0);
}

Test(reported, rate_statuses) {
    const peel_reported reported = parsed("80.6");
    const peel_rate_options percent = {.size = sizeof percent, .confidence = 95};
    peel_interval got = {.lower = -7};
    cr_expect_eq(peel_reported_rate(&reported, 0, NULL, &got), PEEL_ERROR_DENOMINATOR_NEEDED);
    cr_expect_eq(peel_reported_rate(&reported, -1, NULL, &got), PEEL_ERROR_RANGE);
    cr_expect_eq(peel_reported_rate(&reported, PEEL_COUNT_MAX + 1, NULL, &got), PEEL_ERROR_COUNT_TOO_LARGE);
    cr_expect_eq(peel_reported_rate(&reported, 30, NULL, &got), PEEL_ERROR_IMPOSSIBLE_PERCENTAGE);
    cr_expect_eq(peel_reported_rate(&reported, 31, &percent, &got), PEEL_ERROR_CONFIDENCE_PERCENT);
    cr_expect_eq(peel_reported_rate(NULL, 31, NULL, &got), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_rate(&reported, 31, NULL, NULL), PEEL_ERROR_NULL);
    cr_expect(got.lower == -7);
    cr_expect_eq(peel_reported_rate(&reported, PEEL_COUNT_MAX, NULL, &got), PEEL_OK);
    cr_expect(got.lower < 0.8055 && got.lower > 0.80549 && got.upper > 0.8065 && got.upper < 0.80651);
}
