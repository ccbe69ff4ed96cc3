/* From how many cases on two printed percentages differ. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "support/table.h"
#include <peel.h>

static peel_reported figure_of(const char *text) {
    char percent[32];
    peel_reported reported = {-1, -1, -1, -1};
    snprintf(percent, sizeof percent, "%s%%", text);
    cr_assert(peel_reported_parse(percent, &reported, NULL) == PEEL_OK, "%s", text);
    return reported;
}

static peel_differ differ_of(const char *before, const char *after, const peel_differ_options *options) {
    const peel_reported from = figure_of(before), to = figure_of(after);
    peel_differ differ;
    const peel_status status = peel_reported_differ(&from, &to, options, &differ);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return differ;
}

/* Every pair of counts was tested in whole numbers there, not only the nearest. */
Test(reported_differ, truth) {
    struct table table;
    size_t rows = 0;
    cr_assert(table_open(&table, "tests/reference/reported-differ.csv"));
    cr_assert(table_next(&table, ','));
    while (table_next(&table, ',')) {
        peel_differ_options options = {.size = sizeof options};
        cr_assert_eq(table.fields, 9);
        cr_assert_eq(peel_method_parse(PEEL_CONCEPT_TEST, table.field[2], &options.test, NULL), PEEL_OK);
        cr_assert_eq(peel_convention_parse(table.field[3], &options.convention, NULL), PEEL_OK);
        options.alpha = strtod(table.field[4], NULL);
        options.largest = atoll(table.field[5]);
        const peel_differ got = differ_of(table.field[0], table.field[1], &options);
        cr_expect(got.first == atoll(table.field[6]) && got.always == atoll(table.field[7]) &&
                      got.possible == atoll(table.field[8]),
                  "line %zu: first %lld, always %lld, possible %lld", table.line, (long long)got.first,
                  (long long)got.always, (long long)got.possible);
        cr_expect(got.largest == options.largest && got.test == options.test && got.convention == options.convention);
        cr_expect_eq(got.notes, got.always == 0 ? (uint32_t)PEEL_NOTE_BEYOND : 0U);
        rows++;
    }
    table_close(&table);
    cr_expect_eq(rows, 1092, "%zu rows", rows);
}

/* "Reasonable grounds" of stop and search: 94 percent, then 80.6 percent, without denominators. */
Test(reported_differ, ninety_four_to_eighty) {
    const struct {
        int32_t test, convention;
        int64_t first, always;
    } cases[] = {{PEEL_TEST_FISHER, PEEL_CONVENTION_NEAREST, 55, 65},
                 {PEEL_TEST_PEARSON, PEEL_CONVENTION_NEAREST, 39, 60},
                 {PEEL_TEST_FISHER, PEEL_CONVENTION_EVERY, 73, 73},
                 {PEEL_TEST_PEARSON, PEEL_CONVENTION_FRACTIONAL, 48, 48},
                 {PEEL_TEST_FISHER, PEEL_CONVENTION_POSSIBLE, 67, 67}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const peel_differ_options options = {
            .size = sizeof options, .test = cases[i].test, .convention = cases[i].convention};
        const peel_differ got = differ_of("94", "80.6", &options), swapped = differ_of("80.6", "94", &options);
        cr_expect(got.first == cases[i].first && got.always == cases[i].always, "%zu: %lld, %lld", i,
                  (long long)got.first, (long long)got.always);
        cr_expect(swapped.first == got.first && swapped.always == got.always && got.largest == 2000);
    }
    const peel_differ got = differ_of("94", "80.6", NULL);
    cr_expect(got.first == 55 && got.always == 65 && got.test == PEEL_TEST_FISHER && got.possible == 2000);
    cr_expect(got.convention == PEEL_CONVENTION_NEAREST && got.alpha == 1 - 0.95 && got.notes == 0);
}

/* None and all of 2 have p = 2/6, of 4 2/70, of 9 2/48620: where that is alpha, they differ from there on. */
Test(reported_differ, p_equals_alpha) {
    static const double tables[][2] = {{2, 6}, {4, 70}, {9, 48620}};
    for (size_t i = 0; i < 3; i++) {
        peel_differ_options options = {.size = sizeof options, .alpha = 2 / tables[i][1]};
        peel_differ got = differ_of("0", "100", &options);
        cr_expect(got.first == (int64_t)tables[i][0] && got.always == got.first, "%lld", (long long)got.first);
        options.alpha *= 1 - 1e-11;
        got = differ_of("0", "100", &options);
        cr_expect(got.first == (int64_t)tables[i][0] + 1, "%lld", (long long)got.first);
    }
}

/* What rounding cannot tell apart never differs, however many the cases. */
Test(reported_differ, never) {
    const char *const pairs[][2] = {{"94", "94.0"}, {"94", "95"},    {"94", "93.6"},
                                    {"0", "0.4"},   {"100", "99.6"}, {"0", "0"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const peel_differ_options options = {
            .size = sizeof options, .convention = PEEL_CONVENTION_EVERY, .largest = 100000};
        const peel_differ got = differ_of(pairs[i][0], pairs[i][1], &options);
        cr_expect(got.first == 0 && got.always == 0 && got.notes == PEEL_NOTE_BEYOND, "%s and %s: %lld", pairs[i][0],
                  pairs[i][1], (long long)got.first);
    }
}

/* A second for the largest range and 0.1 s for the default would be too slow for a user who waits; it takes hundredths. */
Test(reported_differ, time) {
    const peel_differ_options options = {.size = sizeof options, .largest = 2000, .convention = PEEL_CONVENTION_EVERY};
    const clock_t start = clock();
    cr_expect_eq(differ_of("94", "80.6", &options).always, 73);
    const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    cr_expect_lt(seconds, 0.5, "%.3f s", seconds);
}

Test(reported_differ, statuses) {
    const peel_reported before = figure_of("94"), after = figure_of("80.6");
    const struct {
        peel_differ_options options;
        peel_status status;
    } cases[] = {
        {{.size = 4}, PEEL_ERROR_OPTIONS_SIZE},
        {{.size = sizeof(peel_differ_options), .confidence = 95}, PEEL_ERROR_CONFIDENCE_PERCENT},
        {{.size = sizeof(peel_differ_options), .alpha = 2}, PEEL_ERROR_ALPHA},
        {{.size = sizeof(peel_differ_options), .test = PEEL_TEST_BOSCHLOO}, PEEL_ERROR_METHOD},
        {{.size = sizeof(peel_differ_options), .test = PEEL_TEST_BARNARD}, PEEL_ERROR_METHOD},
        {{.size = sizeof(peel_differ_options), .test = PEEL_RATE_WILSON}, PEEL_ERROR_METHOD},
        {{.size = sizeof(peel_differ_options), .test = 12345}, PEEL_ERROR_METHOD},
        {{.size = sizeof(peel_differ_options), .convention = 4}, PEEL_ERROR_CONVENTION},
        {{.size = sizeof(peel_differ_options), .convention = -1}, PEEL_ERROR_CONVENTION},
        {{.size = sizeof(peel_differ_options), .convention = PEEL_CONVENTION_FRACTIONAL}, PEEL_ERROR_CONVENTION},
        {{.size = sizeof(peel_differ_options), .convention = PEEL_CONVENTION_FRACTIONAL, .test = PEEL_TEST_N_MINUS_1},
         PEEL_ERROR_CONVENTION},
        {{.size = sizeof(peel_differ_options), .largest = -1}, PEEL_ERROR_RANGE},
        {{.size = sizeof(peel_differ_options), .largest = 100001}, PEEL_ERROR_RANGE},
    };
    peel_differ differ = {.first = -7};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_expect_eq(peel_reported_differ(&before, &after, &cases[i].options, &differ), cases[i].status, "%zu", i);
    cr_expect_eq(peel_reported_differ(NULL, &after, NULL, &differ), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_differ(&before, NULL, NULL, &differ), PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_differ(&before, &after, NULL, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(differ.first, -7);
}
