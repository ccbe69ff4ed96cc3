/* Every status of charts, one series and many; nothing is written then. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include <peel.h>

enum { errno_sentinel = 12345, most = 40 };
static _Alignas(16) unsigned char work[1 << 23];
static const peel_point good[] = {{1, {20, 40, 0}}, {2, {25, 40, 0}}, {3, {30, 40, 0}}, {4, {21, 40, 0}}};
static const double values[] = {50, 62.5, 75, 52.5};

/* All that a call may write. */
struct out {
    double numbers[6][most];
    uint32_t bits[5][most];
    int32_t codes[2][most];
    peel_chart_result result;
};

static peel_chart_columns columns_of(struct out *out) {
    return (peel_chart_columns){out->numbers[0], out->numbers[1], out->numbers[2], out->numbers[3], out->numbers[4],
                                out->numbers[5], out->bits[0],    out->bits[1],    out->bits[2],    out->bits[3],
                                out->codes[0],   out->codes[1],   out->bits[4]};
}

/* What is asked: points, or values where there are none. */
struct question {
    size_t n;
    const peel_point *points;
    const int64_t *period;
    const double *value;
    const uint32_t *marks;
    const peel_chart_options *options;
};

static peel_status ask(const struct question *q, void *room, size_t size, struct out *out) {
    peel_chart_columns columns = columns_of(out);
    return q->points
               ? peel_chart(q->n, q->points, q->marks, q->options, room, size, &columns, &out->result)
               : peel_chart_values(q->n, q->period, q->value, q->marks, q->options, room, size, &columns, &out->result);
}

/* Expects a status, with not a byte of the outputs touched where there is no answer. */
static void expect(struct question q, peel_status expected, const char *what) {
    static struct out out, before;
    memset(&out, 0x5A, sizeof out);
    memcpy(&before, &out, sizeof out);
    int kept = errno;
    errno = errno_sentinel;
    peel_status status = ask(&q, work, sizeof work, &out);
    cr_expect(errno == errno_sentinel, "%s: errno was changed", what);
    errno = kept;
    cr_expect(status == expected, "%s: %s, not %s", what, peel_status_name(status), peel_status_name(expected));
    int touched = memcmp(&out, &before, sizeof out) != 0;
    cr_expect(touched == (expected == PEEL_OK), "%s: output %s", what, touched ? "touched" : "not written");
}

static void expect_options(peel_chart_options options, peel_status expected, const char *what) {
    if (options.size == 0) options.size = sizeof options;
    expect((struct question){.n = 4, .points = good, .options = &options}, expected, what);
}

static void expect_values(peel_chart_options options, peel_status expected, const char *what) {
    options.size = sizeof options;
    expect((struct question){.n = 4, .value = values, .options = &options}, expected, what);
}

Test(chart_status, null) {
    peel_chart_result result;
    cr_expect(peel_chart(4, NULL, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_ERROR_NULL);
    cr_expect(peel_chart_values(4, NULL, NULL, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_ERROR_NULL);
    cr_expect(peel_chart(0, NULL, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_ERROR_TOO_FEW_SAMPLES);
    cr_expect(peel_chart_values(0, NULL, NULL, NULL, NULL, work, sizeof work, NULL, &result) ==
              PEEL_ERROR_TOO_FEW_SAMPLES);
    cr_expect(peel_chart(4, good, NULL, NULL, work, sizeof work, NULL, NULL) == PEEL_OK);
    cr_expect(peel_chart_values(4, NULL, values, NULL, NULL, work, sizeof work, NULL, NULL) == PEEL_OK);
    expect_options((peel_chart_options){.rule_count = 1}, PEEL_ERROR_NULL, "a rule, NULL");
}

Test(chart_status, options) {
    expect_options((peel_chart_options){0}, PEEL_OK, "the default");
    expect_options((peel_chart_options){.size = 8}, PEEL_ERROR_OPTIONS_SIZE, "size 8");
    expect_options((peel_chart_options){.size = sizeof(peel_chart_options) + 8}, PEEL_ERROR_OPTIONS_SIZE, "size");
    expect_options((peel_chart_options){.reserved = 1}, PEEL_ERROR_RESERVED, "reserved");
    expect_options((peel_chart_options){.better = 3}, PEEL_ERROR_BETTER, "better 3");
    expect_options((peel_chart_options){.better = -1}, PEEL_ERROR_BETTER, "better -1");
    expect_options((peel_chart_options){.better = PEEL_BETTER_NEITHER}, PEEL_OK, "neither");
    expect_options((peel_chart_options){.design = 4}, PEEL_ERROR_DESIGN, "design");
    expect_options((peel_chart_options){.unit = 5}, PEEL_ERROR_UNIT, "unit");
    expect_options((peel_chart_options){.screening = 2}, PEEL_ERROR_RANGE, "screening 2");
    expect_options((peel_chart_options){.floor = -1}, PEEL_ERROR_RANGE, "floor -1");
    expect_options((peel_chart_options){.one_sided = 2}, PEEL_ERROR_RANGE, "one_sided 2");
    expect_options((peel_chart_options){.has_target = 2}, PEEL_ERROR_RANGE, "has_target 2");
    expect_options((peel_chart_options){.draws = 98}, PEEL_ERROR_DRAWS, "98 draws");
    expect_options((peel_chart_options){.draws = 99}, PEEL_OK, "99 draws");
    expect_options((peel_chart_options){.draws = 10000000}, PEEL_OK, "1e7 draws");
    expect_options((peel_chart_options){.draws = 10000001}, PEEL_ERROR_DRAWS, "1e7 + 1 draws");
    expect_options((peel_chart_options){.threshold = -1}, PEEL_ERROR_RANGE, "threshold -1");
    expect_options((peel_chart_options){.threshold = 1e6}, PEEL_OK, "threshold 1e6");
    expect_options((peel_chart_options){.threshold = 1000001}, PEEL_ERROR_RANGE, "threshold 1e6 + 1");
    expect_options((peel_chart_options){.threshold = NAN}, PEEL_ERROR_RANGE, "threshold NaN");
    expect_options((peel_chart_options){.weight = -0.1}, PEEL_ERROR_RANGE, "weight -0.1");
    expect_options((peel_chart_options){.weight = 1.01}, PEEL_ERROR_RANGE, "weight 1.01");
    expect_options((peel_chart_options){.weight = 1}, PEEL_OK, "weight 1");
    expect_options((peel_chart_options){.weight = NAN}, PEEL_ERROR_RANGE, "weight NaN");
}

Test(chart_status, sigmas) {
    static const double wrong[] = {-3, 0.09, 10.01, NAN, INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect_options((peel_chart_options){.sigmas = wrong[i]}, PEEL_ERROR_SIGMAS, "sigmas");
    expect_options((peel_chart_options){.sigmas = 0.1}, PEEL_OK, "0.1 sigmas");
    expect_options((peel_chart_options){.sigmas = 10}, PEEL_OK, "10 sigmas");
    expect_options((peel_chart_options){.sigmas = 3, .confidence = 0.998}, PEEL_ERROR_SIGMAS, "and a confidence");
    expect_options((peel_chart_options){.sigmas = 3, .alpha = 0.002}, PEEL_ERROR_SIGMAS, "and an alpha");
    expect_options((peel_chart_options){.confidence = 99.8}, PEEL_ERROR_CONFIDENCE_PERCENT, "99.8");
    expect_options((peel_chart_options){.confidence = -1}, PEEL_ERROR_CONFIDENCE, "-1");
    expect_options((peel_chart_options){.alpha = 1}, PEEL_ERROR_ALPHA, "alpha 1");
    expect_options((peel_chart_options){.confidence = 0.5, .alpha = 0.5}, PEEL_ERROR_CONFIDENCE_AND_ALPHA, "both");
    expect_options((peel_chart_options){.confidence = 0.3}, PEEL_OK, "0.3");
    expect_options((peel_chart_options){.alpha = 1e-100}, PEEL_OK, "alpha 1e-100");
}

Test(chart_status, kind) {
    static const int32_t of_values[] = {PEEL_CHART_G, PEEL_CHART_T};
    static const int32_t of_samples[] = {PEEL_CHART_P, PEEL_CHART_EXACT, PEEL_CHART_LANEY, PEEL_CHART_CUSUM,
                                         PEEL_CHART_EWMA};
    static const int32_t of_neither[] = {PEEL_RATE_WILSON, PEEL_TREND_SLOPE, 1006, -1};
    for (size_t i = 0; i < 2; i++) {
        expect_options((peel_chart_options){.kind = of_values[i]}, PEEL_ERROR_METHOD, "of values");
        expect_values((peel_chart_options){.kind = of_values[i]},
                      of_values[i] == PEEL_CHART_G ? PEEL_ERROR_NOT_WHOLE : PEEL_OK, "of values");
    }
    for (size_t i = 0; i < 5; i++) {
        peel_chart_options options = {.kind = of_samples[i], .accept = 0.9, .reject = 0.8};
        expect_options(options, PEEL_OK, "of samples");
        expect_values(options, PEEL_ERROR_METHOD, "of samples");
    }
    for (size_t i = 0; i < 4; i++) {
        expect_options((peel_chart_options){.kind = of_neither[i]}, PEEL_ERROR_METHOD, "no chart");
        expect_values((peel_chart_options){.kind = of_neither[i]}, PEEL_ERROR_METHOD, "no chart");
    }
    expect_options((peel_chart_options){.kind = PEEL_CHART_XMR}, PEEL_OK, "xmr");
    expect_values((peel_chart_options){.kind = PEEL_CHART_RUN}, PEEL_OK, "run");
}

Test(chart_status, rates) {
    static const double wrong[] = {900, -0.1, 1.01, NAN, INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        expect_options((peel_chart_options){.has_target = 1, .target = wrong[i]}, PEEL_ERROR_RATE, "target");
        expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = wrong[i], .reject = 0.5},
                       PEEL_ERROR_RATE, "accept");
        expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = 0.5, .reject = wrong[i]},
                       PEEL_ERROR_RATE, "reject");
        expect_options((peel_chart_options){.accept = wrong[i], .reject = 0.5}, PEEL_ERROR_RATE, "accept of p");
    }
    expect_options((peel_chart_options){.has_target = 1, .target = 1}, PEEL_OK, "target 1");
    expect_options((peel_chart_options){.has_target = 1}, PEEL_OK, "target 0");
    expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM}, PEEL_ERROR_RATE, "neither rate");
    expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = 0.9}, PEEL_ERROR_RATE, "one rate");
    expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = 0.9, .reject = 0.9}, PEEL_ERROR_RATE,
                   "alike");
    expect_options((peel_chart_options){.kind = PEEL_CHART_CUSUM, .accept = 1, .reject = 0.9}, PEEL_ERROR_RATE, "1");
    expect_values((peel_chart_options){.has_target = 1, .target = 900}, PEEL_OK, "a value of 900");
    expect_values((peel_chart_options){.has_target = 1, .target = NAN}, PEEL_ERROR_NOT_FINITE, "a target of NaN");
    expect_values((peel_chart_options){.has_target = 1, .target = -INFINITY}, PEEL_ERROR_NOT_FINITE, "minus infinity");
}

Test(chart_status, rules) {
    static const peel_rule shift = {.counts = PEEL_RULE_BEYOND, .needed = 7};
    static const peel_rule limit = {.counts = PEEL_RULE_BEYOND, .needed = 1, .zone = 1};
    static peel_rule many[PEEL_RULES_MAX + 1];
    const peel_rule none = {0};
    for (size_t i = 0; i <= PEEL_RULES_MAX; i++)
        many[i] = limit;
    expect_options((peel_chart_options){.rule_set = 7}, PEEL_ERROR_RULE_SET, "set 7");
    expect_options((peel_chart_options){.rule_set = -1}, PEEL_ERROR_RULE_SET, "set -1");
    expect_options((peel_chart_options){.rule_set = PEEL_RULES_NHS, .rules = &shift, .rule_count = 1},
                   PEEL_ERROR_RULE_SET, "a set and own rules");
    expect_options((peel_chart_options){.rules = &none, .rule_count = 1}, PEEL_ERROR_RULE, "no rule");
    expect_options((peel_chart_options){.rules = &shift, .rule_count = 1}, PEEL_OK, "a shift");
    expect_options((peel_chart_options){.rules = &shift}, PEEL_OK, "no rules at all");
    expect_options((peel_chart_options){.rules = many, .rule_count = PEEL_RULES_MAX}, PEEL_OK, "32 rules");
    expect_options((peel_chart_options){.rules = many, .rule_count = PEEL_RULES_MAX + 1}, PEEL_ERROR_TOO_LARGE,
                   "33 rules");
}

/* A run chart has no limits; the points of CUSUM and EWMA carry the past with them. */
Test(chart_status, rule_kind) {
    static const int32_t with_past[] = {PEEL_CHART_CUSUM, PEEL_CHART_EWMA};
    const peel_rule far = {.counts = PEEL_RULE_BEYOND, .needed = 1, .zone = 1};
    const peel_rule near = {.counts = PEEL_RULE_WITHIN, .needed = 15, .zone = 1.0 / 3.0};
    const peel_rule on = {.counts = PEEL_RULE_WITHIN, .needed = 3};
    const peel_rule shift = {.counts = PEEL_RULE_BEYOND, .needed = 7};
    const peel_rule bounded = {.counts = PEEL_RULE_BEYOND, .needed = 7, .without_beyond = 1};
    const peel_rule steps = {.counts = PEEL_RULE_STEPS, .needed = 7};
    const peel_rule upper = {.counts = PEEL_RULE_BEYOND, .needed = 1, .of = 1, .side = PEEL_RULE_ABOVE, .zone = 1};
    const peel_rule farther = {.counts = PEEL_RULE_BEYOND, .needed = 1, .zone = 2};
    const peel_rule twice = {.counts = PEEL_RULE_BEYOND, .needed = 2, .zone = 1};
    const peel_rule one_of_two = {.counts = PEEL_RULE_BEYOND, .needed = 1, .of = 2, .zone = 1};
    const struct {
        const peel_rule *rule;
        peel_status of_run, with_past;
    } rules[] = {{&far, PEEL_ERROR_RULE_KIND, PEEL_OK},
                 {&upper, PEEL_ERROR_RULE_KIND, PEEL_OK},
                 {&near, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&on, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&bounded, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&farther, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&twice, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&one_of_two, PEEL_ERROR_RULE_KIND, PEEL_ERROR_RULE_KIND},
                 {&shift, PEEL_OK, PEEL_ERROR_RULE_KIND},
                 {&steps, PEEL_OK, PEEL_ERROR_RULE_KIND}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        peel_chart_options options = {.kind = PEEL_CHART_RUN, .rules = rules[i].rule, .rule_count = 1};
        expect_options(options, rules[i].of_run, "of a run chart");
        expect_values(options, rules[i].of_run, "of a run chart of values");
        for (size_t k = 0; k < 2; k++) {
            peel_chart_options past = {
                .kind = with_past[k], .rules = rules[i].rule, .rule_count = 1, .accept = 0.9, .reject = 0.8};
            expect_options(past, rules[i].with_past, "of a chart that carries the past");
        }
        options.kind = PEEL_CHART_XMR;
        expect_values(options, PEEL_OK, "of an XmR chart");
    }
    expect_options((peel_chart_options){.kind = PEEL_CHART_RUN, .rule_set = PEEL_RULES_NHS}, PEEL_ERROR_RULE_KIND,
                   "nhs");
    expect_options((peel_chart_options){.kind = PEEL_CHART_EWMA, .rule_set = PEEL_RULES_NHS}, PEEL_ERROR_RULE_KIND,
                   "nhs");
}

Test(chart_status, baseline) {
    static const uint32_t parted[] = {PEEL_MARK_REBASE, 0, PEEL_MARK_REBASE, 0};
    static const struct {
        size_t first, end;
        peel_status whole, parted;
    } baselines[] = {{0, 1, PEEL_OK, PEEL_OK},
                     {0, 2, PEEL_OK, PEEL_OK},
                     {0, 3, PEEL_OK, PEEL_ERROR_BASELINE},
                     {0, 4, PEEL_OK, PEEL_ERROR_BASELINE},
                     {2, 4, PEEL_OK, PEEL_OK},
                     {1, 3, PEEL_OK, PEEL_ERROR_BASELINE},
                     {3, 4, PEEL_OK, PEEL_OK},
                     {0, 5, PEEL_ERROR_BASELINE, PEEL_ERROR_BASELINE},
                     {1, 0, PEEL_ERROR_BASELINE, PEEL_ERROR_BASELINE},
                     {2, 2, PEEL_ERROR_BASELINE, PEEL_ERROR_BASELINE},
                     {3, SIZE_MAX, PEEL_ERROR_BASELINE, PEEL_ERROR_BASELINE}};
    for (size_t i = 0; i < sizeof baselines / sizeof *baselines; i++) {
        const peel_chart_options options = {
            .size = sizeof options, .baseline_first = baselines[i].first, .baseline_end = baselines[i].end};
        struct question q = {.n = 4, .points = good, .options = &options};
        expect(q, baselines[i].whole, "one segment");
        q.marks = parted;
        expect(q, baselines[i].parted, "two segments");
        q.points = NULL;
        q.value = values;
        expect(q, baselines[i].parted, "two segments of values");
    }
}

Test(chart_status, marks) {
    uint32_t marks[] = {0, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE, 0, 0};
    expect((struct question){.n = 4, .points = good, .marks = marks}, PEEL_OK, "both marks");
    marks[3] = 4;
    expect((struct question){.n = 4, .points = good, .marks = marks}, PEEL_ERROR_MARK, "4");
    expect((struct question){.n = 4, .value = values, .marks = marks}, PEEL_ERROR_MARK, "4");
    expect((struct question){.n = 3, .points = good, .marks = marks}, PEEL_OK, "beyond the last");
    marks[0] = UINT32_MAX;
    expect((struct question){.n = 1, .points = good, .marks = marks}, PEEL_ERROR_MARK, "all");
}

static void expect_middle(peel_point middle, peel_status expected, const char *what) {
    const peel_point points[] = {good[0], middle, good[2]};
    expect((struct question){.n = 3, .points = points}, expected, what);
}

Test(chart_status, points) {
    expect((struct question){.points = good}, PEEL_ERROR_TOO_FEW_SAMPLES, "no point");
    expect((struct question){.n = 1, .points = good}, PEEL_OK, "one point");
    expect_middle((peel_point){3, {1, 2, 0}}, PEEL_ERROR_PERIOD_REPEATED, "3 twice");
    expect_middle((peel_point){1, {1, 2, 0}}, PEEL_ERROR_PERIOD_REPEATED, "1 twice");
    expect_middle((peel_point){0, {1, 2, 0}}, PEEL_ERROR_PERIOD_ORDER, "0 after 1");
    expect_middle((peel_point){1000000001, {1, 2, 0}}, PEEL_ERROR_RANGE, "1e9 + 1");
    expect_middle((peel_point){INT64_MIN, {1, 2, 0}}, PEEL_ERROR_RANGE, "the smallest period");
    expect_middle((peel_point){INT64_MAX, {1, 2, 0}}, PEEL_ERROR_RANGE, "the largest");
    expect_middle((peel_point){2, {-1, 2, 0}}, PEEL_ERROR_NEGATIVE, "-1 met");
    expect_middle((peel_point){2, {0, -2, 0}}, PEEL_ERROR_NEGATIVE, "-2 assessed");
    expect_middle((peel_point){2, {1, 2, -1}}, PEEL_ERROR_NEGATIVE, "a population of -1");
    expect_middle((peel_point){2, {3, 2, 0}}, PEEL_ERROR_MET_ABOVE_ASSESSED, "3 of 2");
    expect_middle((peel_point){2, {1, 2, 1}}, PEEL_ERROR_ASSESSED_ABOVE_POPULATION, "2 of 1");
    expect_middle((peel_point){2, {1, PEEL_COUNT_MAX + 1, 0}}, PEEL_ERROR_COUNT_TOO_LARGE, "2^53 + 1");
    expect_middle((peel_point){2, {1, INT64_MAX, 0}}, PEEL_ERROR_COUNT_TOO_LARGE, "2^63 - 1");
    expect_middle((peel_point){2, {1, 2, INT64_MAX}}, PEEL_ERROR_COUNT_TOO_LARGE, "of 2^63 - 1");
    expect_middle((peel_point){2, {1, PEEL_COUNT_MAX - 79, 0}}, PEEL_ERROR_COUNT_TOO_LARGE, "2^53 + 1 in all");
    expect_middle((peel_point){2, {1, PEEL_COUNT_MAX - 80, 0}}, PEEL_OK, "2^53 in all");
    const peel_point wide[] = {{-1000000000, {20, 40, 0}}, {1000000000, {30, 40, 0}}};
    expect((struct question){.n = 2, .points = wide}, PEEL_OK, "the widest");
    const peel_point known[] = {{1, {1, 2, PEEL_COUNT_MAX - 1}}, {2, {1, 2, 2}}};
    expect((struct question){.n = 2, .points = known}, PEEL_ERROR_COUNT_TOO_LARGE, "populations of 2^53 + 1 in all");
    const peel_chart_options census = {.size = sizeof census, .design = PEEL_DESIGN_CENSUS};
    peel_point points[] = {good[0], {2, {1, 2, 3}}};
    expect((struct question){.n = 2, .points = points, .options = &census}, PEEL_ERROR_CENSUS_INCOMPLETE, "2 of 3");
    points[1].sample.population = 2;
    expect((struct question){.n = 2, .points = points, .options = &census}, PEEL_OK, "2 of 2");
}

/* Sums of 10,000 points at the largest count would not fit an int64_t. */
Test(chart_status, too_large) {
    static peel_point many[PEEL_POINTS_MAX + 1];
    static double some[PEEL_POINTS_MAX + 1];
    peel_chart_result result;
    for (int64_t i = 0; i <= PEEL_POINTS_MAX; i++)
        many[i] = (peel_point){i, {PEEL_COUNT_MAX, PEEL_COUNT_MAX, PEEL_COUNT_MAX}};
    cr_expect(peel_chart(PEEL_POINTS_MAX, many, NULL, NULL, work, sizeof work, NULL, &result) ==
              PEEL_ERROR_COUNT_TOO_LARGE);
    for (int64_t i = 0; i <= PEEL_POINTS_MAX; i++)
        many[i].sample = (peel_sample){i % 2, 2, 0};
    cr_expect(peel_chart(PEEL_POINTS_MAX + 1, many, NULL, NULL, work, sizeof work, NULL, &result) ==
              PEEL_ERROR_TOO_LARGE);
    cr_expect(peel_chart(PEEL_POINTS_MAX, many, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_OK);
    cr_expect(peel_chart_values(PEEL_POINTS_MAX + 1, NULL, some, NULL, NULL, work, sizeof work, NULL, &result) ==
              PEEL_ERROR_TOO_LARGE);
    cr_expect(peel_chart_values(PEEL_POINTS_MAX, NULL, some, NULL, NULL, work, sizeof work, NULL, &result) == PEEL_OK);
    cr_expect(peel_chart_work_size(PEEL_POINTS_MAX) < sizeof work && peel_chart_work_size(PEEL_POINTS_MAX + 1) == 0);
    cr_expect(peel_chart_work_size(SIZE_MAX) == 0);
}

static void expect_value(int32_t kind, double value, peel_status expected, const char *what) {
    const double of[] = {3, value, 5};
    const peel_chart_options options = {.size = sizeof options, .kind = kind};
    expect((struct question){.n = 3, .value = of, .options = &options}, expected, what);
}

Test(chart_status, values) {
    static const int32_t kinds[] = {PEEL_CHART_XMR, PEEL_CHART_RUN, PEEL_CHART_G, PEEL_CHART_T};
    for (size_t i = 0; i < 4; i++) {
        expect_value(kinds[i], NAN, PEEL_OK, "nothing assessed");
        expect_value(kinds[i], INFINITY, PEEL_ERROR_NOT_FINITE, "infinite");
        expect_value(kinds[i], -INFINITY, PEEL_ERROR_NOT_FINITE, "infinite");
        expect_value(kinds[i], 1.1e300, PEEL_ERROR_NOT_FINITE, "1.1e300");
        expect_value(kinds[i], -1, i < 2 ? PEEL_OK : PEEL_ERROR_NEGATIVE, "-1");
        expect_value(kinds[i], 0.5, kinds[i] == PEEL_CHART_G ? PEEL_ERROR_NOT_WHOLE : PEEL_OK, "0.5");
        expect_value(kinds[i], 1e300, kinds[i] == PEEL_CHART_G ? PEEL_ERROR_NOT_WHOLE : PEEL_OK, "1e300");
        expect_value(kinds[i], 0x1p53, PEEL_OK, "2^53");
    }
    expect_value(PEEL_CHART_G, 0x1p53 + 2, PEEL_ERROR_NOT_WHOLE, "2^53 + 2");
    const int64_t repeated[] = {1, 2, 2, 3}, falling[] = {1, 3, 2, 4}, far[] = {1, 2, 3, 1000000001};
    expect((struct question){.n = 4, .value = values, .period = repeated}, PEEL_ERROR_PERIOD_REPEATED, "2 twice");
    expect((struct question){.n = 4, .value = values, .period = falling}, PEEL_ERROR_PERIOD_ORDER, "2 after 3");
    expect((struct question){.n = 4, .value = values, .period = far}, PEEL_ERROR_RANGE, "1e9 + 1");
    expect((struct question){.n = 3, .value = values, .period = far}, PEEL_OK, "not so far");
}

/* Just enough memory, wherever it begins, and a byte less; nothing beyond it is touched. */
Test(chart_status, work) {
    static peel_point points[most];
    static double some[most];
    for (int64_t i = 0; i < most; i++) {
        points[i] = (peel_point){i, {20 + i % 7, 40, 0}};
        some[i] = (double)(i * i % 11);
    }
    for (size_t n = 1; n <= most; n += 13)
        for (size_t shift = 0; shift < 16; shift++) {
            static struct out out, other;
            const size_t needed = peel_chart_work_size(n);
            for (size_t i = 0; i < peel_method_count(); i++) {
                peel_method kind;
                cr_assert(peel_method_at(i, &kind) == PEEL_OK);
                if (kind.number / 100 != PEEL_CONCEPT_CHART) continue;
                const peel_chart_options options = {
                    .size = sizeof options, .kind = kind.number, .accept = 0.9, .reject = 0.8};
                const struct question q = {.n = n,
                                           .points = kind.offers & PEEL_OFFERS_SAMPLES ? points : NULL,
                                           .value = some,
                                           .options = &options};
                memset(work, 0x5A, needed + 64);
                cr_expect(ask(&q, work + shift, needed, &out) == PEEL_OK, "%s", kind.name);
                cr_expect(work[needed + shift] == 0x5A && (shift == 0 || work[shift - 1] == 0x5A), "%s", kind.name);
                memset(&out, 0x5A, sizeof out);
                size_t skipped = (16 - ((uintptr_t)work + shift) % 16) % 16;
                cr_expect(ask(&q, work + shift, needed - 17 + skipped, &out) == PEEL_ERROR_WORK, "%s", kind.name);
                cr_expect(ask(&q, work + shift, needed - 16 + skipped, &other) == PEEL_OK, "%s", kind.name);
                cr_expect(ask(&q, NULL, needed, &out) == PEEL_ERROR_WORK, "%s", kind.name);
                cr_expect(ask(&q, work + shift, 0, &out) == PEEL_ERROR_WORK, "%s", kind.name);
                for (size_t b = 0; b < sizeof out; b++)
                    cr_assert(((unsigned char *)&out)[b] == 0x5A, "%s: output touched", kind.name);
            }
        }
}
