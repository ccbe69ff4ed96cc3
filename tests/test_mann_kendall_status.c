/* Every status and note of peel_trend_mann_kendall, each provoked; nothing is written by a call that fails. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include <peel.h>

static double work[PEEL_SEN_MAX * 4];
static const double value[] = {0.9, 0.8, 0.85, 0.7, 0.75, 0.6};
static const int64_t period[] = {1, 2, 3, 5, 8, 9};

static void expect(size_t n, const int64_t *periods, const double *values, const peel_trend_options *options,
                   peel_status expected) {
    peel_mann_kendall answer, before;
    memset(&answer, 0x5A, sizeof answer);
    memcpy(&before, &answer, sizeof answer);
    errno = 12345;
    peel_status status = peel_trend_mann_kendall(n, periods, values, options, work, sizeof work, &answer);
    cr_expect(errno == 12345);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    if (status != PEEL_OK) cr_expect(memcmp(&answer, &before, sizeof answer) == 0, "output touched");
}

Test(mann_kendall_status, arguments) {
    expect(6, NULL, NULL, NULL, PEEL_ERROR_NULL);
    cr_expect(peel_trend_mann_kendall(6, NULL, value, NULL, work, sizeof work, NULL) == PEEL_ERROR_NULL);
    expect(0, NULL, NULL, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(0, NULL, value, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(PEEL_POINTS_MAX + 1, NULL, value, NULL, PEEL_ERROR_TOO_LARGE);
    expect(6, period, value, NULL, PEEL_OK);
    expect(1, NULL, value, NULL, PEEL_OK);
}

Test(mann_kendall_status, periods) {
    expect(3, (const int64_t[]){1, 3, 2}, value, NULL, PEEL_ERROR_PERIOD_ORDER);
    expect(3, (const int64_t[]){1, 3, 3}, value, NULL, PEEL_ERROR_PERIOD_REPEATED);
    expect(2, (const int64_t[]){0, 1000000001}, value, NULL, PEEL_ERROR_RANGE);
    expect(2, (const int64_t[]){-1000000001, 0}, value, NULL, PEEL_ERROR_RANGE);
    expect(2, (const int64_t[]){INT64_MIN, INT64_MAX}, value, NULL, PEEL_ERROR_RANGE);
    expect(2, (const int64_t[]){-1000000000, 1000000000}, value, NULL, PEEL_OK);
}

Test(mann_kendall_status, values) {
    static const double wrong[] = {NAN, INFINITY, -INFINITY, 1.1e300};
    for (size_t i = 0; i < 4; i++) {
        expect(3, NULL, (const double[]){0.5, wrong[i], 0.7}, NULL, PEEL_ERROR_NOT_FINITE);
        expect(1, NULL, &wrong[i], NULL, PEEL_ERROR_NOT_FINITE);
    }
    expect(3, NULL, (const double[]){1e300, -1e300, 1e300}, NULL, PEEL_OK);
}

static void expect_option(peel_trend_options options, peel_status expected) {
    options.size = sizeof options;
    expect(6, period, value, &options, expected);
}

Test(mann_kendall_status, options) {
    const peel_trend_options sizeless = {.size = 8};
    expect(6, period, value, &sizeless, PEEL_ERROR_OPTIONS_SIZE);
    expect_option((peel_trend_options){.reserved = 1}, PEEL_ERROR_RESERVED);
    expect_option((peel_trend_options){.confidence = 95}, PEEL_ERROR_CONFIDENCE_PERCENT);
    expect_option((peel_trend_options){.confidence = 1}, PEEL_ERROR_CONFIDENCE);
    expect_option((peel_trend_options){.alpha = 1}, PEEL_ERROR_ALPHA);
    expect_option((peel_trend_options){.alpha = 0.05, .confidence = 0.95}, PEEL_ERROR_CONFIDENCE_AND_ALPHA);
    expect_option((peel_trend_options){.confidence = 0.5, .side = PEEL_SIDE_LOWER}, PEEL_ERROR_ONE_SIDED_CONFIDENCE);
    expect_option((peel_trend_options){.side = 3}, PEEL_ERROR_SIDE);
    expect_option((peel_trend_options){.design = 4}, PEEL_ERROR_DESIGN);
    expect_option((peel_trend_options){.unit = 5}, PEEL_ERROR_UNIT);
    static const int32_t wrong[] = {
        1, PEEL_RATE_WILSON, PEEL_TREND_COCHRAN_ARMITAGE, PEEL_TREND_SEN, PEEL_TREND_LOGISTIC, PEEL_TREND_CHANGE_POINT};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect_option((peel_trend_options){.method = wrong[i]}, PEEL_ERROR_METHOD);
}

Test(mann_kendall_status, season) {
    static const int32_t without[] = {PEEL_UNIT_NONE, PEEL_UNIT_DAY, PEEL_UNIT_YEAR};
    for (size_t i = 0; i < 3; i++) {
        expect_option((peel_trend_options){.method = PEEL_TREND_SEASONAL, .unit = without[i]}, PEEL_ERROR_SEASON);
        expect_option((peel_trend_options){.method = PEEL_TREND_SEASONAL, .unit = without[i], .season = 2}, PEEL_OK);
        expect_option((peel_trend_options){.unit = without[i]}, PEEL_OK);
    }
    expect_option((peel_trend_options){.method = PEEL_TREND_SEASONAL, .unit = PEEL_UNIT_MONTH}, PEEL_OK);
    expect_option((peel_trend_options){.method = PEEL_TREND_SEASONAL, .unit = PEEL_UNIT_QUARTER}, PEEL_OK);
    expect_option((peel_trend_options){.method = PEEL_TREND_SEASONAL, .season = 1}, PEEL_ERROR_SEASON);
    expect_option((peel_trend_options){.method = PEEL_TREND_SEASONAL, .season = -1}, PEEL_ERROR_SEASON);
}

/* Two thousand rising values: z is 67, and the area beyond it is below the smallest double, which errno must not tell. */
Test(mann_kendall_status, errno_of_tiny_areas) {
    static double rising[PEEL_SEN_MAX];
    for (int i = 0; i < PEEL_SEN_MAX; i++)
        rising[i] = i;
    expect(PEEL_SEN_MAX, NULL, rising, NULL, PEEL_OK);
    const peel_trend_options options = {.size = sizeof options, .side = PEEL_SIDE_UPPER};
    expect(PEEL_SEN_MAX, NULL, rising, &options, PEEL_OK);
}

/* Hamed and Rao's variance needs Sen's slope, and with it the memory. */
Test(mann_kendall_status, work) {
    const peel_trend_options options = {.size = sizeof options, .method = PEEL_TREND_HAMED_RAO};
    static double many[PEEL_SEN_MAX + 1];
    peel_mann_kendall answer;
    size_t size = peel_trend_mann_kendall_work_size(6);
    cr_expect(peel_trend_mann_kendall(6, NULL, value, &options, NULL, size, &answer) == PEEL_ERROR_WORK);
    cr_expect(peel_trend_mann_kendall(6, NULL, value, &options, work, 0, &answer) == PEEL_ERROR_WORK);
    cr_expect(peel_trend_mann_kendall(6, NULL, value, &options, work, size, &answer) == PEEL_OK);
    cr_expect(peel_trend_mann_kendall(PEEL_SEN_MAX + 1, NULL, many, &options, work, sizeof work, &answer) ==
              PEEL_ERROR_TOO_LARGE);
    cr_expect(peel_trend_mann_kendall_work_size(PEEL_POINTS_MAX) > 0);
    cr_expect(peel_trend_mann_kendall_work_size(PEEL_POINTS_MAX + 1) == 0);
    cr_expect(peel_trend_mann_kendall_work_size(PEEL_SEN_MAX) > 8 * PEEL_SEN_MAX * (PEEL_SEN_MAX - 1) / 2);
}

/* The notes that a design leaves; of a dip sample the slope's limits are withheld. */
Test(mann_kendall_status, notes) {
    static const struct {
        int32_t design;
        uint32_t notes;
    } rows[] = {{PEEL_DESIGN_RANDOM, PEEL_NOTE_NO_COUNTS},
                {PEEL_DESIGN_CENSUS, PEEL_NOTE_NO_COUNTS},
                {PEEL_DESIGN_QUOTA, PEEL_NOTE_NO_COUNTS | PEEL_NOTE_QUOTA},
                {PEEL_DESIGN_DIP, PEEL_NOTE_NO_COUNTS | PEEL_NOTE_DIP}};
    for (size_t i = 0; i < 4; i++) {
        const peel_trend_options options = {.size = sizeof options, .design = rows[i].design};
        peel_mann_kendall answer;
        cr_assert(peel_trend_mann_kendall(6, period, value, &options, work, sizeof work, &answer) == PEEL_OK);
        cr_expect(answer.notes == rows[i].notes && answer.test.notes == answer.notes);
        cr_expect(answer.slope.notes == answer.notes && isfinite(answer.slope.estimate));
        cr_expect(isnan(answer.slope.lower) == (rows[i].design == PEEL_DESIGN_DIP));
        cr_expect(isnan(answer.slope.upper) == (rows[i].design == PEEL_DESIGN_DIP));
    }
}
