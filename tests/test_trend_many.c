/* Trends in columns: the same bits as one series at a time, and bad series by themselves. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include <peel.h>

enum { series = 300, rows = 24 * series };
static int64_t period[rows], met[rows], assessed[rows], population[rows];
static size_t start[series + 1];
static _Alignas(16) unsigned char work[1 << 20];

static uint64_t state = 5;
static int64_t below(int64_t bound) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (int64_t)((state >> 33) % (uint64_t)bound);
}

/* Series of 1 to 24 rows: some with few failures, some with a trend, some that scatter, some with gaps. */
static void fill(void) {
    size_t row = 0;
    for (size_t i = 0; i < series; i++) {
        size_t n = 1 + (size_t)below(24);
        int64_t place = 24000 + below(300);
        for (size_t j = 0; j < n; j++, row++) {
            place += 1 + (below(9) == 0);
            period[row] = place;
            assessed[row] = below(50);
            int64_t failed = i % 3 == 0   ? below(20) == 0
                             : i % 3 == 1 ? below(assessed[row] + 1)
                                          : below((int64_t)j / 3 + 2);
            met[row] = assessed[row] - (failed < assessed[row] ? failed : assessed[row]);
            population[row] = i % 7 == 0 ? assessed[row] : 0;
        }
        start[i + 1] = row;
    }
}

struct columns {
    int32_t verdict[series];
    double p_value[series], slope[series], lower[series], upper[series];
    uint32_t notes[series];
    peel_status status[series];
};

static peel_trends trends_of(struct columns *columns) {
    return (peel_trends){columns->verdict, columns->p_value, columns->slope, columns->lower,
                         columns->upper,   columns->notes,   columns->status};
}

static int same(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static void expect_row(const struct columns *columns, size_t i, const peel_trend_result *trend) {
    cr_expect(columns->verdict[i] == trend->verdict && columns->notes[i] == trend->notes, "series %zu", i);
    cr_expect(same(columns->p_value[i], trend->test.p_value) && same(columns->slope[i], trend->slope.estimate) &&
                  same(columns->lower[i], trend->slope.lower) && same(columns->upper[i], trend->slope.upper),
              "series %zu", i);
}

/* Every design and side: all series with the bits of peel_trend. */
Test(trend_many, same_bits) {
    static struct columns columns;
    uint32_t seen = 0;
    int verdicts[4] = {0};
    fill();
    for (int32_t design = 0; design < 3; design++)
        for (int32_t side = 0; side < 3; side++) {
            const peel_samples samples = {met, assessed, design == 0 ? population : NULL};
            peel_trend_options options = {.size = sizeof options, .side = side, .design = design};
            peel_trends trends = trends_of(&columns);
            size_t bad = 99;
            cr_assert(peel_trend_many(series, start, period, &samples, &options, work, sizeof work, &trends, &bad) ==
                      PEEL_OK);
            cr_expect(bad == 0);
            for (size_t i = 0; i < series; i++) {
                peel_point points[24];
                peel_trend_result trend;
                size_t n = start[i + 1] - start[i];
                for (size_t j = 0; j < n; j++) {
                    size_t row = start[i] + j;
                    points[j] = (peel_point){period[row], {met[row], assessed[row], design == 0 ? population[row] : 0}};
                }
                cr_assert(peel_trend(n, points, &options, work, sizeof work, &trend) == PEEL_OK);
                expect_row(&columns, i, &trend);
                cr_expect(columns.status[i] == PEEL_OK);
                seen |= trend.notes;
                verdicts[trend.verdict]++;
            }
        }
    cr_expect(seen == (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION | PEEL_NOTE_OVERDISPERSED |
                       PEEL_NOTE_UNEQUAL_SIZES | PEEL_NOTE_GAP | PEEL_NOTE_QUOTA | PEEL_NOTE_DIP | PEEL_NOTE_CENSUS));
    cr_expect(verdicts[0] && verdicts[1] && verdicts[2] && verdicts[3]);
}

static const int64_t four_periods[] = {1, 2, 2, 2, 1, 1, 2, 3, 1, 2};
static const int64_t four_met[] = {1, 2, 3, 4, 5, 6, 9, 1, 20, 30};
static const int64_t four_assessed[] = {9, 9, 9, 9, 9, 9, 8, 9, 40, 40};

/* A repeated period, periods out of order, more met than assessed, none at all, and a good one, each by itself. */
Test(trend_many, bad_series) {
    static const size_t begins[] = {0, 3, 5, 8, 8, 10};
    static const peel_status expected[] = {PEEL_ERROR_PERIOD_REPEATED, PEEL_ERROR_PERIOD_ORDER,
                                           PEEL_ERROR_MET_ABOVE_ASSESSED, PEEL_ERROR_TOO_FEW_SAMPLES, PEEL_OK};
    const peel_samples samples = {four_met, four_assessed, NULL};
    static struct columns columns;
    peel_trends trends = trends_of(&columns);
    size_t bad = 0;
    cr_assert(peel_trend_many(5, begins, four_periods, &samples, NULL, work, sizeof work, &trends, &bad) == PEEL_OK);
    cr_expect(bad == 4);
    for (size_t i = 0; i < 5; i++) {
        cr_expect(columns.status[i] == expected[i], "series %zu: %s", i, peel_status_name(columns.status[i]));
        if (columns.status[i] == PEEL_OK) continue;
        cr_expect(columns.verdict[i] == PEEL_VERDICT_TOO_FEW && columns.notes[i] == 0 && isnan(columns.p_value[i]) &&
                  isnan(columns.slope[i]) && isnan(columns.lower[i]) && isnan(columns.upper[i]));
    }
    cr_expect(columns.verdict[4] == PEEL_VERDICT_RISING);
}

/* Work for the longest series without points is enough for all without gaps; too little is a status of the series. */
Test(trend_many, work) {
    static const size_t begins[] = {8, 10};
    const peel_samples samples = {four_met, four_assessed, NULL};
    struct columns columns;
    peel_trends trends = trends_of(&columns);
    cr_assert(peel_trend_many(1, begins, four_periods, &samples, NULL, work, peel_trend_work_size(2, NULL), &trends,
                              NULL) == PEEL_OK);
    cr_expect(columns.status[0] == PEEL_OK);
    cr_assert(peel_trend_many(1, begins, four_periods, &samples, NULL, work, 60, &trends, NULL) == PEEL_OK);
    cr_expect(columns.status[0] == PEEL_ERROR_WORK);
    cr_assert(peel_trend_many(1, begins, four_periods, &samples, NULL, NULL, 0, &trends, NULL) == PEEL_OK);
    cr_expect(columns.status[0] == PEEL_ERROR_WORK);
    /* The exact test needs more: 2 failures of 18 a month, over 24 months. */
    int64_t months[24], met_of[24], assessed_of[24];
    static const size_t year[] = {0, 24};
    for (int64_t i = 0; i < 24; i++) {
        months[i] = i;
        assessed_of[i] = 18;
        met_of[i] = i < 5 ? 16 : 18;
    }
    const peel_samples few = {met_of, assessed_of, NULL};
    cr_assert(peel_trend_many(1, year, months, &few, NULL, work, peel_trend_work_size(24, NULL), &trends, NULL) ==
              PEEL_OK);
    cr_expect(columns.status[0] == PEEL_OK && columns.verdict[0] == PEEL_VERDICT_RISING);
    cr_assert(peel_trend_many(1, year, months, &few, NULL, work, 24 * 128 + 16, &trends, NULL) == PEEL_OK);
    cr_expect(columns.status[0] == PEEL_ERROR_WORK);
}

Test(trend_many, null_columns_and_no_series) {
    static const size_t begins[] = {8, 10};
    const peel_samples samples = {four_met, four_assessed, NULL}, nothing = {NULL, NULL, NULL};
    const peel_trends none = {0};
    size_t bad = 7;
    cr_expect(peel_trend_many(1, begins, four_periods, &samples, NULL, work, sizeof work, &none, &bad) == PEEL_OK);
    cr_expect(bad == 0);
    bad = 7;
    cr_expect(peel_trend_many(0, NULL, NULL, &nothing, NULL, NULL, 0, &none, &bad) == PEEL_OK && bad == 0);
}

/* Faults of the call: nothing is written. */
Test(trend_many, faults) {
    static const size_t begins[] = {8, 10}, fallen[] = {0, 5, 3};
    const peel_samples samples = {four_met, four_assessed, NULL}, no_met = {NULL, four_assessed, NULL},
                       no_assessed = {four_met, NULL, NULL};
    peel_trend_options options = {.size = sizeof options, .method = PEEL_TREND_EXACT};
    int32_t verdict = 77;
    const peel_trends trends = {.verdict = &verdict};
    size_t bad = 7;
#define EXPECT(status, ...) cr_expect(peel_trend_many(__VA_ARGS__, work, sizeof work, &trends, &bad) == PEEL_##status)
    EXPECT(ERROR_NULL, 1, NULL, four_periods, &samples, NULL);
    EXPECT(ERROR_NULL, 1, begins, NULL, &samples, NULL);
    EXPECT(ERROR_NULL, 1, begins, four_periods, NULL, NULL);
    EXPECT(ERROR_NULL, 1, begins, four_periods, &no_met, NULL);
    EXPECT(ERROR_NULL, 1, begins, four_periods, &no_assessed, NULL);
    EXPECT(ERROR_RANGE, 2, fallen, four_periods, &samples, NULL);
    EXPECT(ERROR_METHOD, 1, begins, four_periods, &samples, &options);
    options.method = 0;
    options.side = 3;
    EXPECT(ERROR_SIDE, 1, begins, four_periods, &samples, &options);
    cr_expect(peel_trend_many(1, begins, four_periods, &samples, NULL, work, sizeof work, NULL, &bad) ==
              PEEL_ERROR_NULL);
    cr_expect(verdict == 77 && bad == 7);
}
