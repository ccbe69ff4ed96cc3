/* Charts in columns: the same bits as one series at a time, and bad series by themselves. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include <peel.h>

enum { series = 200, rows = 40 * series };
static int64_t period[rows], met[rows], assessed[rows], population[rows];
static uint32_t marks[rows];
static size_t start[series + 1];
static _Alignas(16) unsigned char work[1 << 16];

static uint64_t state = 7;
static int64_t below(int64_t bound) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (int64_t)((state >> 33) % (uint64_t)bound);
}

/* Series of 1 to 40 rows: steady, scattered or falling, some all met, some with months without cases, some with marks. */
static void fill(void) {
    size_t row = 0;
    for (size_t i = 0; i < series; i++) {
        size_t n = 1 + (size_t)below(40);
        int64_t place = 24000 + below(300);
        for (size_t j = 0; j < n; j++, row++) {
            place += 1 + (below(30) == 0);
            period[row] = place;
            assessed[row] = below(25) == 0 || i % 50 == 3 ? 0 : 1 + below(60);
            int64_t failed = 0;
            for (int64_t k = 0; k < assessed[row] && i % 8 != 0; k++)
                failed += below(100) < (i % 3 == 0 ? 10 : i % 3 == 1 ? below(50) : (int64_t)j);
            met[row] = assessed[row] - failed;
            population[row] = i % 5 == 0 ? assessed[row] : 0;
            marks[row] = below(12) == 0 ? PEEL_MARK_EXCLUDED : below(20) == 0 ? PEEL_MARK_REBASE : 0;
        }
        start[i + 1] = row;
    }
}

struct columns {
    double numbers[6][rows];
    uint32_t bits[5][rows];
    int32_t codes[2][rows];
    int32_t variation[series], assurance[series];
    int64_t signals[series];
    uint32_t rules[series], notes[series];
    double centre[series];
    peel_status status[series];
};
static struct columns many, one;

static peel_chart_columns columns_of(struct columns *c, size_t row) {
    return (peel_chart_columns){c->numbers[0] + row, c->numbers[1] + row, c->numbers[2] + row, c->numbers[3] + row,
                                c->numbers[4] + row, c->numbers[5] + row, c->bits[0] + row,    c->bits[1] + row,
                                c->bits[2] + row,    c->bits[3] + row,    c->codes[0] + row,   c->codes[1] + row,
                                c->bits[4] + row};
}

static peel_charts charts_of(struct columns *c) {
    return (peel_charts){c->variation, c->assurance, c->signals, c->rules, c->centre, c->notes, c->status};
}

static peel_status ask_all(const peel_samples *samples, const uint32_t *marked, const peel_chart_options *options,
                           size_t *bad) {
    const peel_chart_columns columns = columns_of(&many, 0);
    const peel_charts charts = charts_of(&many);
    return peel_chart_many(series, start, period, samples, marked, options, work, sizeof work, &columns, &charts, bad);
}

static void ask_each(const peel_samples *samples, const uint32_t *marked, const peel_chart_options *options) {
    for (size_t i = 0; i < series; i++) {
        peel_point points[40];
        peel_chart_result result;
        size_t n = start[i + 1] - start[i];
        for (size_t j = 0; j < n; j++) {
            size_t row = start[i] + j;
            points[j] = (peel_point){period[row],
                                     {met[row], assessed[row], samples->population ? samples->population[row] : 0}};
        }
        const peel_chart_columns columns = columns_of(&one, start[i]);
        cr_assert(peel_chart(n, points, marked ? marked + start[i] : NULL, options, work, sizeof work, &columns,
                             &result) == PEEL_OK);
        one.variation[i] = result.variation;
        one.assurance[i] = result.assurance;
        one.signals[i] = result.signals;
        one.rules[i] = result.rules;
        one.centre[i] = result.centre;
        one.notes[i] = result.notes;
        one.status[i] = PEEL_OK;
    }
}

/* Every kind, design and option that a series of samples has: all with the bits of peel_chart, NaN included. */
Test(chart_many, same_bits) {
    uint32_t notes = 0;
    int variations[PEEL_SIGNAL_END_] = {0}, assurances[PEEL_ASSURANCE_END_] = {0};
    size_t asked = 0;
    fill();
    for (size_t k = 0; k < peel_method_count(); k++) {
        peel_method kind;
        cr_assert(peel_method_at(k, &kind) == PEEL_OK);
        if (kind.number / 100 != PEEL_CONCEPT_CHART || !(kind.offers & PEEL_OFFERS_SAMPLES)) continue;
        for (int32_t round = 0; round < 6; round++) {
            const peel_samples samples = {met, assessed, round == 1 ? population : NULL};
            const uint32_t *marked = round % 2 == 0 ? marks : NULL;
            const peel_chart_options options = {.size = sizeof options,
                                                .kind = kind.number,
                                                .better = round % 3,
                                                .design = round < 3 ? round : 0,
                                                .screening = round == 4,
                                                .floor = round == 4,
                                                .has_target = round > 2,
                                                .target = round == 5 ? 0.2 : 0.9,
                                                .confidence = round == 3 ? 0.95 : 0,
                                                .accept = 0.9,
                                                .reject = 0.75};
            size_t bad = 99;
            memset(&many, 0x5A, sizeof many);
            memset(&one, 0x5A, sizeof one);
            cr_assert(ask_all(&samples, marked, &options, &bad) == PEEL_OK && bad == 0);
            ask_each(&samples, marked, &options);
            cr_expect(memcmp(&many, &one, sizeof many) == 0, "%s, round %d", kind.name, round);
            for (size_t i = 0; i < series; i++) {
                notes |= many.notes[i];
                variations[many.variation[i]]++;
                assurances[many.assurance[i]]++;
            }
            asked++;
        }
    }
    cr_expect(asked == 7 * 6);
    cr_expect(notes == (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_CLIPPED | PEEL_NOTE_QUOTA | PEEL_NOTE_DIP |
                        PEEL_NOTE_CENSUS | PEEL_NOTE_NO_VARIATION | PEEL_NOTE_OVERDISPERSED | PEEL_NOTE_UNEQUAL_SIZES |
                        PEEL_NOTE_GAP | PEEL_NOTE_SHORT_SERIES | PEEL_NOTE_NO_LIMITS | PEEL_NOTE_LIMIT_AT_END |
                        PEEL_NOTE_TIED | PEEL_NOTE_NO_WIDTH),
              "%x", notes);
    for (int i = 0; i < PEEL_SIGNAL_END_; i++)
        cr_expect(i == PEEL_SIGNAL_MIXED || variations[i] > 0, "variation %d", i);
    for (int i = 0; i < PEEL_ASSURANCE_END_; i++)
        cr_expect(assurances[i] > 0, "assurance %d", i);
}

/* Each column alone has what it has among the others. */
Test(chart_many, columns_apart) {
    const peel_samples samples = {met, assessed, NULL};
    const peel_chart_options options = {.size = sizeof options, .has_target = 1, .target = 0.9};
    fill();
    cr_assert(ask_all(&samples, marks, &options, NULL) == PEEL_OK);
    for (int c = 0; c < 20; c++) {
        memset(&one, 0x5A, sizeof one);
        const peel_chart_columns all = columns_of(&one, 0);
        const peel_charts told = charts_of(&one);
        peel_chart_columns columns = {0};
        peel_charts charts = {0};
        size_t bytes = 0;
        const void *expected = NULL, *got = NULL;
#define COLUMN(number, field)                                                                                          \
    if (c == (number)) {                                                                                               \
        const peel_chart_columns first = columns_of(&many, 0);                                                         \
        columns.field = all.field, got = all.field, expected = first.field;                                            \
        bytes = sizeof *all.field * start[series];                                                                     \
    }
#define CHART(number, field)                                                                                           \
    if (c == (number))                                                                                                 \
        charts.field = told.field, got = told.field, expected = many.field, bytes = sizeof *told.field * series;
        COLUMN(0, value)
        COLUMN(1, centre)
        COLUMN(2, lower)
        COLUMN(3, upper)
        COLUMN(4, other)
        COLUMN(5, score)
        COLUMN(6, rules)
        COLUMN(7, upward)
        COLUMN(8, runs)
        COLUMN(9, complete)
        COLUMN(10, signal)
        COLUMN(11, segment)
        COLUMN(12, notes)
        CHART(13, variation)
        CHART(14, assurance)
        CHART(15, signals)
        CHART(16, rules)
        CHART(17, centre)
        CHART(18, notes)
        CHART(19, status)
        cr_assert(peel_chart_many(series, start, period, &samples, marks, &options, work, sizeof work,
                                  c < 13 ? &columns : NULL, c < 13 ? NULL : &charts, NULL) == PEEL_OK);
        cr_expect(memcmp(got, expected, bytes) == 0, "column %d", c);
    }
}

static const int64_t bad_periods[] = {1, 2, 2, 2, 1, 1, 2, 3, 1, 2, 5, 6};
static const int64_t bad_met[] = {1, 2, 3, 4, 5, 6, 9, 1, 20, 30, 3, 4};
static const int64_t bad_assessed[] = {9, 9, 9, 9, 9, 9, 8, 9, 40, 40, 4, 5};
static const uint32_t bad_marks[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8};

/* A repeated period, periods out of order, more met than assessed, none at all, an unknown mark, and a good one. */
Test(chart_many, bad_series) {
    static const size_t begins[] = {0, 3, 5, 8, 8, 10, 12};
    static const peel_status expected[] = {PEEL_ERROR_PERIOD_REPEATED,
                                           PEEL_ERROR_PERIOD_ORDER,
                                           PEEL_ERROR_MET_ABOVE_ASSESSED,
                                           PEEL_ERROR_TOO_FEW_SAMPLES,
                                           PEEL_OK,
                                           PEEL_ERROR_MARK};
    const peel_samples samples = {bad_met, bad_assessed, NULL};
    const peel_chart_columns columns = columns_of(&many, 0);
    const peel_charts charts = charts_of(&many);
    size_t bad = 0;
    memset(&many, 0x5A, sizeof many);
    cr_assert(peel_chart_many(6, begins, bad_periods, &samples, bad_marks, NULL, work, sizeof work, &columns, &charts,
                              &bad) == PEEL_OK);
    cr_expect(bad == 5);
    for (size_t i = 0; i < 6; i++) {
        cr_expect(many.status[i] == expected[i], "series %zu: %s", i, peel_status_name(many.status[i]));
        if (expected[i] == PEEL_OK) continue;
        cr_expect(many.variation[i] == 0 && many.assurance[i] == 0 && many.signals[i] == 0 && many.rules[i] == 0 &&
                  many.notes[i] == 0 && isnan(many.centre[i]));
        for (size_t row = begins[i]; row < begins[i + 1]; row++) {
            for (int c = 0; c < 6; c++)
                cr_expect(isnan(many.numbers[c][row]), "row %zu", row);
            for (int c = 0; c < 5; c++)
                cr_expect(many.bits[c][row] == 0, "row %zu", row);
            cr_expect(many.codes[0][row] == 0 && many.codes[1][row] == 0, "row %zu", row);
        }
    }
    cr_expect(many.numbers[0][8] == 0.5 && many.numbers[0][9] == 0.75 && many.centre[4] == 0.625);
    cr_expect(memcmp(&many.numbers[0][12], "ZZZZZZZZ", 8) == 0, "a row beyond the last was written");
}

/* Room for short series is enough for them; a longer one has its status. */
Test(chart_many, work) {
    static const size_t begins[] = {8, 10, 12};
    const peel_samples samples = {bad_met, bad_assessed, NULL};
    const peel_charts charts = charts_of(&many);
    const size_t uneven[] = {8, 9, 12};
    const int64_t rising[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 5, 6};
    size_t bad = 0;
    for (size_t shift = 0; shift < 16; shift++) {
        size_t size = peel_chart_work_size(2);
        memset(work, 0x5A, 8192);
        cr_expect(peel_chart_many(2, begins, rising, &samples, NULL, NULL, work + shift, size, NULL, &charts, &bad) ==
                  PEEL_OK);
        cr_expect(bad == 0 && work[shift + size] == 0x5A && (shift == 0 || work[shift - 1] == 0x5A));
        cr_expect(peel_chart_many(2, uneven, rising, &samples, NULL, NULL, work + shift, size, NULL, &charts, &bad) ==
                  PEEL_OK);
        cr_expect(bad == 1 && many.status[0] == PEEL_OK && many.status[1] == PEEL_ERROR_WORK);
    }
    cr_expect(peel_chart_many(2, begins, rising, &samples, NULL, NULL, NULL, 1 << 20, NULL, &charts, &bad) == PEEL_OK &&
              bad == 2 && many.status[0] == PEEL_ERROR_WORK);
}

static void expect(size_t n, const size_t *begins, const int64_t *periods, const peel_samples *samples,
                   const peel_chart_options *options, peel_status expected, const char *what) {
    const peel_chart_columns columns = columns_of(&many, 0);
    const peel_charts charts = charts_of(&many);
    size_t bad = 12345;
    memset(&many, 0x5A, sizeof many);
    peel_status status =
        peel_chart_many(n, begins, periods, samples, NULL, options, work, sizeof work, &columns, &charts, &bad);
    cr_expect(status == expected, "%s: %s", what, peel_status_name(status));
    if (expected == PEEL_OK) return;
    cr_expect(bad == 12345, "%s: bad was written", what);
    for (size_t i = 0; i < sizeof many; i++)
        cr_assert(((const unsigned char *)&many)[i] == 0x5A, "%s: output touched", what);
}

Test(chart_many, statuses) {
    static const size_t begins[] = {8, 10}, falling[] = {8, 10, 9}, empty[] = {3, 3};
    const peel_samples samples = {bad_met, bad_assessed, NULL};
    const peel_samples without_met = {NULL, bad_assessed, NULL}, without_assessed = {bad_met, NULL, NULL};
    const peel_chart_options baseline = {.size = sizeof baseline, .baseline_end = 1};
    const peel_chart_options wrong = {.size = sizeof wrong, .better = 7};
    const peel_chart_options of_values = {.size = sizeof of_values, .kind = PEEL_CHART_T};
    expect(1, begins, bad_periods, &samples, NULL, PEEL_OK, "a series");
    expect(0, NULL, NULL, &samples, NULL, PEEL_OK, "no series");
    expect(1, empty, NULL, &without_met, NULL, PEEL_OK, "no rows");
    expect(1, NULL, bad_periods, &samples, NULL, PEEL_ERROR_NULL, "no start");
    expect(1, begins, NULL, &samples, NULL, PEEL_ERROR_NULL, "no periods");
    expect(1, begins, bad_periods, NULL, NULL, PEEL_ERROR_NULL, "no samples");
    expect(1, begins, bad_periods, &without_met, NULL, PEEL_ERROR_NULL, "no met");
    expect(1, begins, bad_periods, &without_assessed, NULL, PEEL_ERROR_NULL, "no assessed");
    expect(2, falling, bad_periods, &samples, NULL, PEEL_ERROR_RANGE, "start falls");
    expect(1, begins, bad_periods, &samples, &baseline, PEEL_ERROR_BASELINE, "a baseline");
    expect(1, begins, bad_periods, &samples, &wrong, PEEL_ERROR_BETTER, "better 7");
    expect(1, begins, bad_periods, &samples, &of_values, PEEL_ERROR_METHOD, "a kind of values");
    cr_expect(peel_chart_many(1, begins, bad_periods, &samples, NULL, NULL, work, sizeof work, NULL, NULL, NULL) ==
              PEEL_OK);
}
