/* False alarms: how often the chart of a steady series raises a signal, by seeded draws. */
#include "stats/chart/false_alarm.h"

#include <math.h>

/* How many of the draws raised a signal, by any rule and by each. */
struct alarms {
    int64_t any;
    int64_t by_rule[PEEL_RULES_MAX];
};

static void add(struct alarms *alarms, uint32_t rules) {
    alarms->any += rules != 0;
    for (size_t i = 0; rules != 0; i++, rules >>= 1)
        alarms->by_rule[i] += (int64_t)(rules & 1U);
}

/* Why nothing is to be drawn; 0 where there is something. */
static uint32_t hindrance_of(const struct alarms_question *question) {
    if (question->chart_notes & PEEL_NOTE_DIP) return PEEL_NOTE_DIP;
    if (question->chart_notes & PEEL_NOTE_NOTHING_ASSESSED) return PEEL_NOTE_NOTHING_ASSESSED;
    return question->varies ? 0 : PEEL_NOTE_NO_VARIATION;
}

void alarms_answer(const struct alarms_question *question, double *by_rule, peel_false_alarm *answer) {
    const struct chart_plan *plan = question->plan;
    const uint32_t hindrance = hindrance_of(question);
    const int64_t count = hindrance == 0 ? plan->draws : 0;
    const double none = hindrance == PEEL_NOTE_DIP ? NAN : 0.0;
    struct draws draws = draws_seeded(plan->seed);
    struct alarms alarms = {0};
    for (int64_t i = 0; i < count; i++) {
        question->draw(&draws, question->series);
        add(&alarms, chart_rules_made(plan, question->data, question->rest));
    }
    peel_false_alarm made = {.rate = none, .error = none, .draws = count, .notes = hindrance};
    if (hindrance == 0) {
        made.rate = (double)alarms.any / (double)count;
        made.error = sqrt(made.rate * (1.0 - made.rate) / (double)count);
        made.notes = PEEL_NOTE_MONTE_CARLO;
    }
    made.notes |= question->chart_notes & (PEEL_NOTE_NO_LIMITS | PEEL_NOTE_NO_COUNTS | PEEL_NOTE_OVERDISPERSED);
    for (size_t i = 0; by_rule && i < plan->rule_count; i++)
        by_rule[i] = hindrance == 0 ? (double)alarms.by_rule[i] / (double)count : none;
    *answer = made;
}

/* A series whose cases met are to be drawn: n numbers in each. */
struct steady {
    size_t n;
    const struct chart_plan *plan;
    const uint32_t *marks;
    double *value;
    double *met;
    double *size;
    int64_t *end;   /* cases of the segment up to and with each point */
    int64_t *all;   /* at the first point of a segment: the cases met of all of it */
    int64_t *dealt; /* cases met, as drawn */
    void *rest;     /* of the work memory */
};

static struct steady steady_of(size_t n, const struct chart_plan *plan, const uint32_t *marks, void *work) {
    struct steady steady = {.n = n, .plan = plan, .marks = marks, .value = work};
    steady.met = steady.value + n;
    steady.size = steady.met + n;
    steady.end = (void *)(steady.size + n);
    steady.all = steady.end + n;
    steady.dealt = steady.all + n;
    steady.rest = steady.dealt + n; /* 48 bytes a point: a multiple of 16 */
    return steady;
}

/* Reads the sizes and the segments. Returns: whether the cases of any segment are neither all met nor all not met. */
static int steady_read(struct steady *steady, const peel_point *points) {
    int varies = 0;
    for (size_t first = 0; first < steady->n;) {
        size_t end = chart_segment_end(steady->n, steady->marks, first);
        int64_t met = 0, assessed = 0;
        for (size_t i = first; i < end; i++) {
            met += points[i].sample.met;
            assessed += points[i].sample.assessed;
            steady->size[i] = (double)points[i].sample.assessed;
            steady->end[i] = assessed;
        }
        steady->all[first] = met;
        varies |= met > 0 && met < assessed;
        first = end;
    }
    return varies;
}

/* One series more: dealt out segment by segment, or of a cusum drawn at the rate to be accepted. */
static void steady_draw(struct draws *draws, const void *series) {
    const struct steady *steady = series;
    const size_t n = steady->n;
    if (steady->plan->kind == PEEL_CHART_CUSUM) {
        for (size_t i = 0; i < n; i++)
            steady->dealt[i] = draws_binomial(draws, (int64_t)steady->size[i], steady->plan->accept);
    } else {
        for (size_t first = 0, end; first < n; first = end) {
            end = chart_segment_end(n, steady->marks, first);
            draws_deal(draws, end - first, steady->end + first, steady->all[first], steady->dealt + first);
        }
    }
    for (size_t i = 0; i < n; i++) {
        steady->met[i] = (double)steady->dealt[i];
        steady->value[i] = steady->size[i] > 0.0 ? steady->met[i] / steady->size[i] : NAN;
    }
}

static int too_many(size_t n, const peel_point *points) {
    int64_t assessed = 0;
    for (size_t i = 0; i < n; i++)
        assessed += points[i].sample.assessed;
    return assessed > DRAWS_CASES_MAX;
}

peel_status peel_chart_false_alarm(size_t n, const peel_point *points, const uint32_t *marks,
                                   const peel_chart_options *options, void *work, size_t work_size, double *by_rule,
                                   peel_false_alarm *answer) {
    struct chart_plan plan;
    peel_chart_result chart;
    if (!answer) return PEEL_ERROR_NULL;
    peel_status status = peel_chart(n, points, marks, options, work, work_size, NULL, &chart); /* checks it all */
    if (status == PEEL_OK) status = chart_plan_make(options, PEEL_OFFERS_SAMPLES, &plan);
    if (status != PEEL_OK) return status;
    if (too_many(n, points)) return PEEL_ERROR_TOO_LARGE;
    struct steady steady = steady_of(n, &plan, marks, series_work(work, work_size, 0));
    const int varies = steady_read(&steady, points) || plan.kind == PEEL_CHART_CUSUM;
    const struct chart_data data = {n, steady.value, steady.met, steady.size, marks};
    const struct alarms_question question = {&plan, &data, chart.notes, varies, steady_draw, &steady, steady.rest};
    alarms_answer(&question, by_rule, answer);
    return PEEL_OK;
}
