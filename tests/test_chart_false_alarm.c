/* False alarms of charts: against exact probabilities of small series, and against another simulation of larger ones. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

enum { points_max = 40 };

static _Alignas(16) unsigned char work[16 + points_max * 1024];

static peel_rule rule_of(const char *text) {
    peel_rule rule;
    cr_assert(peel_rule_parse(text, &rule, NULL) == PEEL_OK, "%s", text);
    return rule;
}

static peel_false_alarm alarm_of(size_t n, const peel_point *points, const uint32_t *marks,
                                 const peel_chart_options *options, double *by_rule) {
    peel_false_alarm answer;
    size_t size = peel_chart_work_size(n);
    cr_assert(size > 0 && size <= sizeof work);
    peel_status status = peel_chart_false_alarm(n, points, marks, options, work, size, by_rule, &answer);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return answer;
}

static peel_false_alarm values_alarm_of(size_t n, const double *value, const uint32_t *marks,
                                        const peel_chart_options *options, double *by_rule) {
    peel_false_alarm answer;
    peel_status status =
        peel_chart_values_false_alarm(n, NULL, value, marks, options, work, peel_chart_work_size(n), by_rule, &answer);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return answer;
}

/* Within 4.5 standard errors of so many draws, and of those behind the expected share, if it is one of draws. */
static void expect_share(const char *what, double got, double expected, double draws, double their_draws) {
    double error = sqrt(expected * (1 - expected) * (1 / draws + 1 / their_draws));
    cr_expect(fabs(got - expected) <= 4.5 * error + 1e-12, "%s: %.6f, expected %.6f +- %.6f", what, got, expected,
              error);
}

/* --- all arrangements of a few cases ---------------------------------------------------------------------------- */

/* Up to 6 points, whose signals are told in whole numbers: sigmas are 3/2. */
struct small {
    int n;
    int size[6];
    int all_met;
    int all;
    double total;      /* of the weights */
    double signals;    /* of those with a signal */
    double by_rule[3]; /* 1 beyond 1; 2 beyond 0; 3 steps */
};

static double choose(int n, int k) {
    double ways = 1;
    for (int i = 0; i < k; i++)
        ways = ways * (n - i) / (i + 1);
    return ways;
}

static int sign(long x) {
    return (x > 0) - (x < 0);
}

/* (k / n - c)^2 > (3/2)^2 c (1 - c) / n, times 4 n^2 N^2. */
static void judge(struct small *of, const int met[6], double weight) {
    int signal[3] = {0, 0, 0};
    for (int i = 0; i < of->n; i++) {
        long above = (long)met[i] * of->all - (long)of->size[i] * of->all_met;
        signal[0] |= 4 * above * above > 9L * of->size[i] * of->all_met * (of->all - of->all_met);
        if (i == 0) continue;
        long before = (long)met[i - 1] * of->all - (long)of->size[i - 1] * of->all_met;
        signal[1] |= sign(above) != 0 && sign(above) == sign(before);
        if (i == 1) continue;
        int first = sign((long)met[i - 1] * of->size[i - 2] - (long)met[i - 2] * of->size[i - 1]);
        int second = sign((long)met[i] * of->size[i - 1] - (long)met[i - 1] * of->size[i]);
        signal[2] |= first != 0 && first == second;
    }
    of->total += weight;
    of->signals += signal[0] || signal[1] || signal[2] ? weight : 0;
    for (int i = 0; i < 3; i++)
        of->by_rule[i] += signal[i] ? weight : 0;
}

static void arrange(struct small *of, int at, int left, double weight, int met[6]) {
    if (at == of->n) {
        if (left == 0) judge(of, met, weight);
        return;
    }
    for (met[at] = 0; met[at] <= of->size[at] && met[at] <= left; met[at]++) {
        int here = met[at];
        arrange(of, at + 1, left - here, weight * choose(of->size[at], here), met);
    }
}

static void expect_small(int n, const int size[6], int all_met) {
    const peel_rule rules[3] = {rule_of("1 beyond 1"), rule_of("2 beyond 0"), rule_of("3 steps")};
    const peel_chart_options options = {
        .size = sizeof options, .sigmas = 1.5, .rules = rules, .rule_count = 3, .draws = 40000, .seed = (uint64_t)n};
    struct small of = {.n = n, .all_met = all_met};
    peel_point points[6];
    double by_rule[3];
    int met[6], left = all_met;
    memcpy(of.size, size, sizeof of.size);
    for (int i = 0; i < n; i++) {
        int here = left < size[i] ? left : size[i];
        left -= here;
        of.all += size[i];
        points[i] = (peel_point){i, {here, size[i], 0}};
    }
    arrange(&of, 0, all_met, 1, met);
    peel_false_alarm answer = alarm_of((size_t)n, points, NULL, &options, by_rule);
    expect_share("small", answer.rate, of.signals / of.total, 40000, INFINITY);
    for (int i = 0; i < 3; i++)
        expect_share("small, a rule", by_rule[i], of.by_rule[i] / of.total, 40000, INFINITY);
    cr_expect(answer.draws == 40000 && (answer.notes & ~(uint32_t)PEEL_NOTE_OVERDISPERSED) == PEEL_NOTE_MONTE_CARLO);
    cr_expect(answer.reserved == 0 && answer.reserved2 == 0);
    cr_expect(answer.error == sqrt(answer.rate * (1 - answer.rate) / 40000));
}

Test(chart_false_alarm, all_arrangements) {
    expect_small(3, (const int[6]){2, 2, 2}, 3);
    expect_small(3, (const int[6]){4, 4, 4}, 9);
    expect_small(4, (const int[6]){3, 5, 3, 4}, 11);
    expect_small(5, (const int[6]){6, 2, 6, 1, 5}, 7);
    expect_small(6, (const int[6]){4, 4, 4, 4, 4, 4}, 20);
    expect_small(6, (const int[6]){5, 3, 5, 3, 5, 3}, 2);
    expect_small(2, (const int[6]){5, 3}, 4);
    expect_small(1, (const int[6]){5}, 4);
}

/* Two segments are two series, whose false alarms are independent; each keeps its rate. */
Test(chart_false_alarm, segments) {
    const peel_rule rule = rule_of("1 beyond 1");
    const peel_chart_options options = {
        .size = sizeof options, .sigmas = 1.5, .rules = &rule, .rule_count = 1, .draws = 40000};
    const peel_point points[7] = {{1, {3, 4, 0}}, {2, {4, 4, 0}}, {3, {2, 4, 0}}, {4, {0, 0, 0}},
                                  {5, {0, 5, 0}}, {6, {1, 5, 0}}, {7, {0, 5, 0}}};
    const uint32_t marks[7] = {PEEL_MARK_REBASE, 0, 0, 0, PEEL_MARK_REBASE, 0, 0};
    struct small first = {.n = 3, .size = {4, 4, 4}, .all_met = 9, .all = 12};
    struct small second = {.n = 3, .size = {5, 5, 5}, .all_met = 1, .all = 15};
    int met[6];
    arrange(&first, 0, 9, 1, met);
    arrange(&second, 0, 1, 1, met);
    double none = (1 - first.by_rule[0] / first.total) * (1 - second.by_rule[0] / second.total);
    expect_share("segments", alarm_of(7, points, marks, &options, NULL).rate, 1 - none, 40000, INFINITY);
}

/* A cusum of two periods, drawn at `accept` whatever the series has: all outcomes of both, with their binomial chances. */
Test(chart_false_alarm, cusum) {
    const double accept = 0.8, reject = 0.6, threshold = 0.9;
    const peel_chart_options options = {.size = sizeof options,
                                        .kind = PEEL_CHART_CUSUM,
                                        .accept = accept,
                                        .reject = reject,
                                        .threshold = threshold,
                                        .one_sided = 1,
                                        .draws = 40000};
    const peel_point points[2] = {{1, {4, 4, 0}}, {2, {5, 5, 0}}};
    double expected = 0;
    for (int a = 0; a <= 4; a++)
        for (int b = 0; b <= 5; b++) {
            double chance = choose(4, a) * pow(accept, a) * pow(1 - accept, 4 - a) * choose(5, b) * pow(accept, b) *
                            pow(1 - accept, 5 - b);
            double one = fmax(0, a * log(reject / accept) + (4 - a) * log((1 - reject) / (1 - accept)));
            double two = fmax(0, one + b * log(reject / accept) + (5 - b) * log((1 - reject) / (1 - accept)));
            expected += one > threshold || two > threshold ? chance : 0;
        }
    peel_false_alarm answer = alarm_of(2, points, NULL, &options, NULL);
    expect_share("cusum", answer.rate, expected, 40000, INFINITY);
    cr_expect(expected > 0.1 && expected < 0.9 && answer.notes == PEEL_NOTE_MONTE_CARLO);
}

/* Of three independent values all six orders are as likely; about their mean two lie on one side, of which one is in the middle. */
Test(chart_false_alarm, orders_of_three) {
    static const struct {
        const char *rule;
        double expected;
    } of[] = {{"3 steps", 1.0 / 3}, {"3 alternating", 2.0 / 3}, {"2 beyond 0", 2.0 / 3}, {"3 steps above", 1.0 / 6}};
    const double value[5] = {10.5, NAN, 7, 12, NAN};
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++) {
        const peel_rule rule = rule_of(of[i].rule);
        double by_rule;
        peel_chart_options options = {.size = sizeof options, .rules = &rule, .rule_count = 1, .draws = 40000};
        peel_false_alarm answer = values_alarm_of(5, value, NULL, &options, &by_rule);
        expect_share(of[i].rule, answer.rate, of[i].expected, 40000, INFINITY);
        cr_expect(by_rule == answer.rate);
        options.kind = PEEL_CHART_T;
        expect_share(of[i].rule, values_alarm_of(5, value, NULL, &options, NULL).rate, of[i].expected, 40000, INFINITY);
    }
}

/* --- another simulation ----------------------------------------------------------------------------------------- */

/* A row of tests/reference/false-alarm.csv, by make_false_alarm.py. */
struct row {
    const char *name;
    int32_t kind;
    int32_t set;
    int counts;
    size_t months;
    int64_t size[2];
    size_t rebase;
    double met[2];
    size_t baseline_end;
    double draws;
    double rate;
    const char *by_rule;
};

static struct row row_of(const struct table *table) {
    int32_t kind, set;
    cr_assert(table->fields == 13);
    cr_assert(peel_method_parse(PEEL_CONCEPT_CHART, table->field[0], &kind, NULL) == PEEL_OK);
    cr_assert(peel_rule_set_parse(table->field[1], &set, NULL) == PEEL_OK);
    return (struct row){.name = table->field[0],
                        .kind = kind,
                        .set = set,
                        .counts = atoi(table->field[2]),
                        .months = (size_t)atoi(table->field[3]),
                        .size = {atoi(table->field[4]), atoi(table->field[5])},
                        .rebase = (size_t)atoi(table->field[6]),
                        .met = {strtod(table->field[7], NULL), strtod(table->field[8], NULL)},
                        .baseline_end = (size_t)atoi(table->field[9]),
                        .draws = strtod(table->field[10], NULL),
                        .rate = strtod(table->field[11], NULL),
                        .by_rule = table->field[12]};
}

/* Any series with the same sizes and cases met a segment has the same false alarms. */
static void fill_points(const struct row *row, peel_point *points) {
    int64_t left = (int64_t)row->met[0];
    for (size_t i = 0; i < row->months; i++) {
        int64_t size = row->size[i % 2];
        if (row->rebase > 0 && i == row->rebase) left = (int64_t)row->met[1];
        int64_t met = left < size ? left : size;
        left -= met;
        points[i] = (peel_point){(int64_t)i, {met, size, 0}};
    }
}

/* Values whose mean in a segment is that of the row, and which vary; of a run chart no two alike, whose order alone counts. */
static void fill_values(const struct row *row, double *value) {
    for (size_t i = 0; i < row->months; i++)
        value[i] = row->kind == PEEL_CHART_RUN ? (double)(i * 7 % 41)
                   : i % 2                     ? 2 * row->met[0] - (double)row->size[0]
                                               : (double)row->size[0];
}

static void expect_row(const struct row *row) {
    enum { draws = 10000 };
    peel_point points[points_max];
    double value[points_max], by_rule[PEEL_RULES_MAX];
    uint32_t marks[points_max] = {0};
    peel_chart_options options = {.size = sizeof options,
                                  .kind = row->kind,
                                  .rule_set = row->set,
                                  .baseline_end = row->baseline_end,
                                  .draws = draws,
                                  .seed = 2};
    if (row->kind == PEEL_CHART_CUSUM) {
        options.accept = 0.94;
        options.reject = 0.806;
        options.threshold = log(370); /* as make_false_alarm.py has it */
    }
    cr_assert(row->months <= points_max);
    if (row->rebase > 0) marks[row->rebase] = PEEL_MARK_REBASE;
    fill_points(row, points);
    fill_values(row, value);
    peel_false_alarm answer = row->counts ? alarm_of(row->months, points, marks, &options, by_rule)
                                          : values_alarm_of(row->months, value, marks, &options, by_rule);
    char what[64];
    snprintf(what, sizeof what, "%s of %s, %zu", peel_rule_set_name(row->set), row->name, row->months);
    expect_share(what, answer.rate, row->rate, draws, row->draws);
    char *next;
    const char *text = row->by_rule;
    for (size_t i = 0; *text; i++, text = next) {
        double expected = strtod(text, &next);
        cr_assert(next > text && i < 8);
        expect_share(what, by_rule[i], expected, draws, row->draws);
    }
}

Test(chart_false_alarm, another_simulation) {
    struct table table;
    int rows = 0;
    cr_assert(table_open(&table, "tests/reference/false-alarm.csv"));
    cr_assert(table_next(&table, ','));
    while (table_next(&table, ',')) {
        const struct row row = row_of(&table);
        expect_row(&row);
        rows++;
    }
    table_close(&table);
    cr_expect(rows == 35, "%d rows", rows);
}
