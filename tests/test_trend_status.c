/* Every status of the verdict, the tests and the logistic slope of a trend; nothing is written then. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include <peel.h>

enum { errno_sentinel = 12345 };
static _Alignas(16) unsigned char work[6 << 20];
static const peel_point good[] = {{1, {20, 40, 0}}, {2, {25, 40, 0}}, {3, {30, 40, 0}}};

/* Expects the same status of all three functions, with not a byte of their outputs touched where there is no answer. */
static void expect(size_t n, const peel_point *points, const peel_trend_options *options, peel_status expected,
                   const char *what) {
    struct {
        peel_test test;
        double error;
        peel_trend_result trend;
        peel_logistic logistic;
    } out, before;
    memset(&out, 0x5A, sizeof out);
    memcpy(&before, &out, sizeof out);
    int kept = errno;
    errno = errno_sentinel;
    peel_status tested = peel_trend_test(n, points, options, work, sizeof work, &out.test, &out.error);
    peel_status told = peel_trend(n, points, options, work, sizeof work, &out.trend);
    peel_status fitted = peel_trend_logistic(n, points, options, work, sizeof work, &out.logistic);
    cr_expect(errno == errno_sentinel, "errno was changed");
    errno = kept;
    cr_expect(tested == expected && told == expected && fitted == expected, "%s: %s, %s, %s", what,
              peel_status_name(tested), peel_status_name(told), peel_status_name(fitted));
    if (expected != PEEL_OK) cr_expect(memcmp(&out, &before, sizeof out) == 0, "%s: output touched", what);
}

static void expect_options(peel_trend_options options, peel_status expected, const char *what) {
    if (options.size == 0) options.size = sizeof options;
    expect(3, good, &options, expected, what);
}

Test(trend_status, null) {
    peel_test test;
    peel_trend_result trend;
    peel_logistic logistic;
    expect(3, NULL, NULL, PEEL_ERROR_NULL, "no points");
    cr_expect(peel_trend_test(3, good, NULL, work, sizeof work, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_trend(3, good, NULL, work, sizeof work, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_trend_logistic(3, good, NULL, NULL, 0, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_trend_test(3, good, NULL, NULL, 0, &test, NULL) == PEEL_OK);
    cr_expect(peel_trend(3, good, NULL, work, sizeof work, &trend) == PEEL_OK);
    cr_expect(peel_trend_logistic(3, good, NULL, NULL, 0, &logistic) == PEEL_OK);
}

Test(trend_status, options) {
    expect_options((peel_trend_options){0}, PEEL_OK, "the default");
    expect_options((peel_trend_options){.size = 8}, PEEL_ERROR_OPTIONS_SIZE, "size 8");
    expect_options((peel_trend_options){.size = sizeof(peel_trend_options) + 8}, PEEL_ERROR_OPTIONS_SIZE, "size");
    expect_options((peel_trend_options){.reserved = 1}, PEEL_ERROR_RESERVED, "reserved");
    expect_options((peel_trend_options){.confidence = 95}, PEEL_ERROR_CONFIDENCE_PERCENT, "95");
    expect_options((peel_trend_options){.confidence = -1}, PEEL_ERROR_CONFIDENCE, "-1");
    expect_options((peel_trend_options){.alpha = 1}, PEEL_ERROR_ALPHA, "alpha");
    expect_options((peel_trend_options){.alpha = 0.05, .confidence = 0.95}, PEEL_ERROR_CONFIDENCE_AND_ALPHA, "both");
    expect_options((peel_trend_options){.confidence = 0.4, .side = PEEL_SIDE_LOWER}, PEEL_ERROR_ONE_SIDED_CONFIDENCE,
                   "one-sided");
    expect_options((peel_trend_options){.side = 3}, PEEL_ERROR_SIDE, "side");
    expect_options((peel_trend_options){.design = 4}, PEEL_ERROR_DESIGN, "design");
    expect_options((peel_trend_options){.unit = 5}, PEEL_ERROR_UNIT, "unit");
    expect_options((peel_trend_options){.unit = -1}, PEEL_ERROR_UNIT, "unit");
    expect_options((peel_trend_options){.season = 1}, PEEL_ERROR_SEASON, "season 1");
    expect_options((peel_trend_options){.season = -4}, PEEL_ERROR_SEASON, "season -4");
    expect_options((peel_trend_options){.season = 2}, PEEL_OK, "season 2");
    expect_options((peel_trend_options){.penalty = -1}, PEEL_ERROR_PENALTY, "penalty -1");
    expect_options((peel_trend_options){.penalty = NAN}, PEEL_ERROR_PENALTY, "penalty NaN");
    expect_options((peel_trend_options){.penalty = INFINITY}, PEEL_ERROR_PENALTY, "penalty infinite");
    expect_options((peel_trend_options){.penalty = 1e-3}, PEEL_OK, "penalty");
    expect_options((peel_trend_options){.draws = 98}, PEEL_ERROR_DRAWS, "98 draws");
    expect_options((peel_trend_options){.draws = 99}, PEEL_OK, "99 draws");
    expect_options((peel_trend_options){.draws = 10000000}, PEEL_OK, "1e7 draws");
    expect_options((peel_trend_options){.draws = 10000001}, PEEL_ERROR_DRAWS, "1e7 + 1 draws");
    expect_options((peel_trend_options){.draws = -99}, PEEL_ERROR_DRAWS, "-99 draws");
}

/* Above alpha and below 1; where none is given 0.8 is taken at every alpha. */
Test(trend_status, power) {
    static const double wrong[] = {-0.8, 0.05, 1, 80, NAN, INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect_options((peel_trend_options){.power = wrong[i], .alpha = 0.05}, PEEL_ERROR_POWER, "power");
    expect_options((peel_trend_options){.power = 0.0500001, .alpha = 0.05}, PEEL_OK, "power");
    expect_options((peel_trend_options){.power = 1 - 1e-12}, PEEL_OK, "power");
    expect_options((peel_trend_options){.alpha = 0.9}, PEEL_OK, "alpha above the default power");
}

Test(trend_status, method) {
    static const int32_t others[] = {PEEL_RATE_WILSON, 605, -1, PEEL_TEST_FISHER};
    static const int32_t of_trends[] = {PEEL_TREND_MANN_KENDALL, PEEL_TREND_SEN, PEEL_TREND_LOGISTIC, PEEL_TREND_SLOPE};
    for (size_t i = 0; i < 4; i++) {
        expect_options((peel_trend_options){.method = others[i]}, PEEL_ERROR_METHOD, "method");
        expect_options((peel_trend_options){.method = of_trends[i]}, PEEL_ERROR_METHOD, "method");
    }
    peel_trend_options options = {.size = sizeof options, .method = PEEL_TREND_COCHRAN_ARMITAGE};
    peel_trend_result trend;
    cr_expect(peel_trend(3, good, &options, work, sizeof work, &trend) == PEEL_ERROR_METHOD);
}

static void expect_middle(peel_point middle, peel_status expected, const char *what) {
    peel_point points[] = {good[0], middle, good[2]};
    expect(3, points, NULL, expected, what);
}

Test(trend_status, points) {
    expect(0, good, NULL, PEEL_ERROR_TOO_FEW_SAMPLES, "no point");
    expect(0, NULL, NULL, PEEL_ERROR_TOO_FEW_SAMPLES, "no point, NULL");
    expect_middle((peel_point){3, {1, 2, 0}}, PEEL_ERROR_PERIOD_REPEATED, "3 twice");
    expect_middle((peel_point){0, {1, 2, 0}}, PEEL_ERROR_PERIOD_ORDER, "0 after 1");
    expect_middle((peel_point){4, {1, 2, 0}}, PEEL_ERROR_PERIOD_ORDER, "3 after 4");
    expect_middle((peel_point){1000000001, {1, 2, 0}}, PEEL_ERROR_RANGE, "1e9 + 1");
    expect_middle((peel_point){INT64_MIN, {1, 2, 0}}, PEEL_ERROR_RANGE, "the smallest period");
    expect_middle((peel_point){2, {-1, 2, 0}}, PEEL_ERROR_NEGATIVE, "-1 met");
    expect_middle((peel_point){2, {3, 2, 0}}, PEEL_ERROR_MET_ABOVE_ASSESSED, "3 of 2");
    expect_middle((peel_point){2, {1, 2, 1}}, PEEL_ERROR_ASSESSED_ABOVE_POPULATION, "2 of 1");
    expect_middle((peel_point){2, {1, PEEL_COUNT_MAX + 1, 0}}, PEEL_ERROR_COUNT_TOO_LARGE, "2^53 + 1");
    expect_middle((peel_point){2, {1, PEEL_COUNT_MAX - 79, 0}}, PEEL_ERROR_COUNT_TOO_LARGE, "2^53 + 1 in all");
    expect_middle((peel_point){2, {1, PEEL_COUNT_MAX - 80, 0}}, PEEL_OK, "2^53 in all");
    const peel_point wide[] = {{-1000000000, {20, 40, 0}}, {1000000000, {30, 40, 0}}};
    expect(2, wide, NULL, PEEL_OK, "the widest");
    const peel_point known[] = {{1, {1, 2, PEEL_COUNT_MAX - 1}}, {2, {1, 2, 2}}};
    expect(2, known, NULL, PEEL_ERROR_COUNT_TOO_LARGE, "populations of 2^53 + 1 in all");
}

Test(trend_status, census) {
    peel_trend_options options = {.size = sizeof options, .design = PEEL_DESIGN_CENSUS};
    peel_point points[] = {good[0], {2, {1, 2, 3}}};
    expect(2, points, &options, PEEL_ERROR_CENSUS_INCOMPLETE, "2 of 3");
    points[1].sample.population = 2;
    expect(2, points, &options, PEEL_OK, "2 of 2");
}

Test(trend_status, too_large) {
    static peel_point many[PEEL_POINTS_MAX + 1];
    peel_test test;
    for (int64_t i = 0; i <= PEEL_POINTS_MAX; i++)
        many[i] = (peel_point){i, {i % 2, 2, 0}};
    expect(PEEL_POINTS_MAX + 1, many, NULL, PEEL_ERROR_TOO_LARGE, "10,001 points");
    expect(PEEL_POINTS_MAX, many, NULL, PEEL_OK, "10,000 points");
    cr_expect(peel_trend_work_size(PEEL_POINTS_MAX + 1, many) == 0 &&
              peel_trend_work_size(PEEL_POINTS_MAX + 1, NULL) == 0);
    peel_trend_options options = {.size = sizeof options, .method = PEEL_TREND_EXACT};
    peel_point exact[] = {{0, {1000, 3000, 0}}, {1, {0, 3000, 0}}};
    cr_expect(peel_trend_test(2, exact, &options, work, sizeof work, &test, NULL) == PEEL_OK, "1000^2 * 1");
    exact[1].sample.met = 1;
    cr_expect(peel_trend_test(2, exact, &options, work, sizeof work, &test, NULL) == PEEL_ERROR_TOO_LARGE);
    options.method = PEEL_TREND_MONTE_CARLO;
    options.draws = 99;
    peel_point drawn[] = {{0, {5, 500000000, 0}}, {1, {0, 500000000, 0}}};
    cr_expect(peel_trend_test(2, drawn, &options, work, sizeof work, &test, NULL) == PEEL_OK);
    drawn[1].sample.assessed++;
    cr_expect(peel_trend_test(2, drawn, &options, work, sizeof work, &test, NULL) == PEEL_ERROR_TOO_LARGE);
}

/* Just enough memory, wherever it begins, and a byte less; nothing beyond it is touched. */
Test(trend_status, work) {
    static const int32_t methods[] = {0, PEEL_TREND_EXACT, PEEL_TREND_MONTE_CARLO};
    const peel_point few[] = {{1, {1, 40, 0}}, {2, {2, 40, 0}}, {30, {5, 40, 0}}};
    size_t needed = peel_trend_work_size(3, few);
    for (size_t shift = 0; shift < 16; shift++) {
        for (size_t m = 0; m < 3; m++) {
            peel_trend_options options = {.size = sizeof options, .method = methods[m], .draws = 99};
            peel_test test;
            memset(work, 0x5A, needed + 64);
            cr_expect(peel_trend_test(3, few, &options, work + shift, needed, &test, NULL) == PEEL_OK);
            cr_expect(work[needed + shift] == 0x5A && (shift == 0 || work[shift - 1] == 0x5A));
            peel_status without = peel_trend_test(3, few, &options, NULL, 0, &test, NULL);
            cr_expect(without == (m == 0 ? PEEL_OK : PEEL_ERROR_WORK));
            cr_expect(m == 0 || peel_trend_test(3, few, &options, work + shift, 40, &test, NULL) == PEEL_ERROR_WORK);
        }
        peel_trend_result trend;
        memset(work, 0x5A, needed + 64);
        cr_expect(peel_trend(3, few, NULL, work + shift, needed, &trend) == PEEL_OK);
        cr_expect(trend.test.method == PEEL_TREND_EXACT && work[needed + shift] == 0x5A);
        cr_expect(peel_trend(3, few, NULL, work + shift, needed - 17, &trend) == PEEL_ERROR_WORK);
    }
    peel_trend_result trend;
    cr_expect(peel_trend(3, few, NULL, NULL, needed, &trend) == PEEL_ERROR_WORK);
    cr_expect(peel_trend(3, few, NULL, work, 16 + 3 * 128, &trend) == PEEL_ERROR_WORK);
    cr_expect(peel_trend_work_size(0, NULL) > 0 && peel_trend_work_size(1, few) > 0);
    cr_expect(peel_trend_work_size(30, NULL) > needed);
}

/* Without points there is room for whatever exact test decides on as many periods in a row. */
Test(trend_status, work_without_points) {
    static const size_t ns[] = {2, 3, 4, 11, 24, 101, 1001, 10000};
    for (size_t i = 0; i < sizeof ns / sizeof *ns; i++) {
        size_t n = ns[i], width = n - 1, largest = 0;
        for (size_t step = 1; step <= width; step++) {
            int64_t places = (int64_t)(width / step), end = (int64_t)step * places;
            int64_t cases = (int64_t)sqrt(1e6 / (double)places);
            const peel_point far[] = {{0, {cases, cases, 0}}, {end - (int64_t)step, {0, cases, 0}}, {end, {0, 1, 0}}};
            const peel_point two[] = {{0, {cases, cases, 0}}, {end, {0, cases, 0}}};
            size_t size = places == 1 ? peel_trend_work_size(2, two) : peel_trend_work_size(3, far);
            size_t exact = size - 16 - (places == 1 ? 2 : 3) * (size_t)128;
            largest = exact > largest ? exact : largest;
        }
        cr_expect(largest > 3000000 && peel_trend_work_size(n, NULL) >= largest + 16 + 128 * n, "%zu periods", n);
        cr_expect(peel_trend_work_size(n, NULL) < 5000000 + 128 * n);
    }
    cr_expect(peel_trend_work_size(1, NULL) == 16 + 128);
}
