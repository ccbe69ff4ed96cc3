/* Every line of a chart against tests/reference/chart-truth.csv: fractions, 50 digits and plain sums (make_chart.py). */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

#define SERIES_CSV "tests/reference/chart-series.csv"
#define TRUTH_CSV  "tests/reference/chart-truth.csv"

enum { points_max = 64 };

/* A series of the file, and what the library draws of it. */
struct drawn {
    size_t n;
    int32_t kind;
    int values;
    peel_point points[points_max];
    double given[points_max];
    uint32_t marks[points_max];
    peel_chart_options options;
    double value[points_max], centre[points_max], lower[points_max], upper[points_max], other[points_max],
        score[points_max];
    int32_t segment[points_max];
    uint32_t rules[points_max], notes[points_max];
    peel_chart_result result;
};

/* The largest error of a number, in units of its last digit or of the digit that its rounding leaves. */
struct worst {
    const char *what;
    double ulp;
    char id[64];
    int compared;
};

static void option(struct drawn *d, const char *word) {
    double x = strtod(strchr(word, '=') + 1, NULL);
    size_t length = strcspn(word, "=");
#define IS(name) (length == strlen(name) && memcmp(word, name, length) == 0)
    if (IS("sigmas"))
        d->options.sigmas = x;
    else if (IS("confidence"))
        d->options.confidence = x;
    else if (IS("alpha"))
        d->options.alpha = x;
    else if (IS("screening"))
        d->options.screening = (int32_t)x;
    else if (IS("floor"))
        d->options.floor = (int32_t)x;
    else if (IS("one_sided"))
        d->options.one_sided = (int32_t)x;
    else if (IS("weight"))
        d->options.weight = x;
    else if (IS("accept"))
        d->options.accept = x;
    else if (IS("reject"))
        d->options.reject = x;
    else if (IS("threshold"))
        d->options.threshold = x;
    else if (IS("better"))
        d->options.better = strstr(word, "=down") ? PEEL_BETTER_DOWN : PEEL_BETTER_UP;
    else if (IS("target")) {
        d->options.target = x;
        d->options.has_target = 1;
    } else if (IS("base")) {
        d->options.baseline_first = (size_t)x;
        d->options.baseline_end = (size_t)strtol(strchr(word, ':') + 1, NULL, 10);
    } else
        cr_assert(0, "option %s", word);
#undef IS
}

static void point(struct drawn *d, const char *word) {
    cr_assert(d->n < points_max);
    size_t i = d->n++;
    char *at = (char *)(uintptr_t)word;
    d->points[i] = (peel_point){(int64_t)i + 1, {0, 0, 0}};
    d->given[i] = NAN;
    d->marks[i] = 0;
    if (*at == 'n') {
        at++;
    } else if (strchr(word, ':')) {
        d->points[i].sample.met = strtoll(at, &at, 10);
        d->points[i].sample.assessed = strtoll(at + 1, &at, 10);
    } else {
        d->given[i] = strtod(at, &at);
        d->values = 1;
    }
    for (; *at; at++)
        d->marks[i] |= *at == 'x' ? PEEL_MARK_EXCLUDED : PEEL_MARK_REBASE;
}

/* The zones of 1/3, which no set of rules holds as they are wanted here: above, then below. */
static void zone_rules(peel_rule rules[6]) {
    memset(rules, 0, 6 * sizeof *rules);
    for (int i = 0; i < 6; i++)
        rules[i] = (peel_rule){.counts = PEEL_RULE_BEYOND,
                               .needed = 1,
                               .side = i < 3 ? PEEL_RULE_ABOVE : PEEL_RULE_BELOW,
                               .zone = (i % 3 + 1) / 3.0,
                               .tolerance = 1e-12};
}

static void draw(struct drawn *d, struct table *table) {
    static _Alignas(16) char work[64 * 1024 * 2];
    static peel_rule rules[6];
    memset(d, 0, sizeof *d);
    d->options.size = sizeof d->options;
    cr_assert(table->fields == 4, SERIES_CSV ":%zu", table->line);
    cr_assert(peel_method_parse(PEEL_CONCEPT_CHART, table->field[1], &d->kind, NULL) == PEEL_OK);
    d->options.kind = d->kind;
    for (char *word = strtok(table->field[2], " "); word; word = strtok(NULL, " "))
        option(d, word);
    for (char *word = strtok(table->field[3], " "); word; word = strtok(NULL, " "))
        point(d, word);
    if (d->kind == PEEL_CHART_EXACT) {
        zone_rules(rules);
        d->options.rules = rules;
        d->options.rule_count = 6;
    }
    peel_chart_columns columns = {.value = d->value,
                                  .centre = d->centre,
                                  .lower = d->lower,
                                  .upper = d->upper,
                                  .other = d->other,
                                  .score = d->score,
                                  .rules = d->rules,
                                  .segment = d->segment,
                                  .notes = d->notes};
    cr_assert(peel_chart_work_size(d->n) <= sizeof work);
    peel_status status =
        d->values
            ? peel_chart_values(d->n, NULL, d->given, d->marks, &d->options, work, sizeof work, &columns, &d->result)
            : peel_chart(d->n, d->points, d->marks, &d->options, work, sizeof work, &columns, &d->result);
    cr_assert(status == PEEL_OK, SERIES_CSV ":%zu: %s", table->line, peel_status_name(status));
}

/* Holds a number to a truth: the error is counted in DBL_EPSILON of `size`, what the number was reckoned from. */
static void hold(struct worst *worst, const char *id, double got, double truth, double size) {
    worst->compared++;
    double error = INFINITY;
    if (isnan(got) || isnan(truth))
        error = isnan(got) == isnan(truth) ? 0 : INFINITY;
    else if (!(got < truth || got > truth))
        error = 0;
    else if (isfinite(got) && isfinite(truth))
        error = fabs(got - truth) / (DBL_EPSILON * fmax(fabs(truth), size));
    if (error <= worst->ulp) return;
    worst->ulp = error;
    strcpy(worst->id, id);
}

static void expect_within(const struct worst *worst, double allowed, int compared) {
    cr_expect(worst->ulp <= allowed, "%s: %.3g ulp at series %s", worst->what, worst->ulp, worst->id);
    cr_expect(worst->compared == compared, "%s: %d compared", worst->what, worst->compared);
}

static double number(const struct table *table, size_t field, double above[]) {
    const char *text = table->field[field];
    if (strcmp(text, "=") != 0) above[field] = strtod(text, NULL);
    return above[field];
}

static int stated(const char *text) {
    return strcmp(text, "?") != 0;
}

enum kind_index { p_row, exact_row, laney_row, ewma_row, xmr_row, run_row, g_row, t_row, cusum_row, kinds };

static enum kind_index index_of(int32_t kind) {
    static const int32_t order[kinds] = {PEEL_CHART_P,    PEEL_CHART_EXACT, PEEL_CHART_LANEY,
                                         PEEL_CHART_EWMA, PEEL_CHART_XMR,   PEEL_CHART_RUN,
                                         PEEL_CHART_G,    PEEL_CHART_T,     PEEL_CHART_CUSUM};
    int i = 0;
    while (order[i] != kind)
        i++;
    return (enum kind_index)i;
}

struct worsts {
    struct worst value, centre, lower, upper, score, scatter, reach;
};

/* The largest terms that a cusum adds up to a point: what its rounding is counted in. */
static double cusum_size(const struct drawn *d, size_t end) {
    double accept = d->options.accept, reject = d->options.reject, size = 0;
    double odds = accept / (1 - accept) * (accept / (1 - accept)) / (reject / (1 - reject)),
           mirrored = odds / (1 + odds);
    double up = fmax(reject, mirrored), down = fmin(reject, mirrored);
    for (size_t i = 0; i <= end; i++) {
        double met = (double)d->points[i].sample.met, failed = (double)d->points[i].sample.assessed - met;
        size += met * fmax(fabs(log(up / accept)), fabs(log(down / accept))) +
                failed * fmax(fabs(log((1 - up) / (1 - accept))), fabs(log((1 - down) / (1 - accept))));
    }
    return size;
}

/* The zone that the own tail of an exact chart's point is beyond: 0 to 3 thirds, with its sign. */
static int zone_of(const struct drawn *d, size_t i) {
    static const int zone[64] = {[0] = 0, [1] = 1, [3] = 2, [7] = 3, [8] = -1, [24] = -2, [56] = -3};
    cr_assert(d->rules[i] < 64 && (d->rules[i] == 0 || zone[d->rules[i]] != 0), "bits %x", (unsigned)d->rules[i]);
    return zone[d->rules[i]];
}

static void hold_score(const struct drawn *d, size_t i, const char *id, double truth, struct worst *worst) {
    if (isnan(d->value[i])) {
        hold(worst, id, d->score[i], truth, 0);
    } else if (d->kind == PEEL_CHART_EXACT) {
        hold(worst, id, zone_of(d, i), truth, 1);
        cr_expect((fabs(d->score[i]) > 1) == (fabs(truth) > 2.5), "exact score %.17g of %s", d->score[i], id);
    } else if (d->kind == PEEL_CHART_CUSUM) {
        hold(worst, id, d->other[i], truth, cusum_size(d, i));
    } else {
        /* value - centre has lost the digits that both have in common; the rest is divided by the way to the limit */
        double size = fmax(fabs(d->value[i]), fabs(d->centre[i])), way = fabs((d->value[i] - d->centre[i]) / truth);
        if (d->kind == PEEL_CHART_T) {
            size = pow(d->centre[i], 1 / 3.6);
            way = fabs(pow(d->upper[i], 1 / 3.6) - size);
        }
        double sigma = sqrt(d->centre[i] * (1 - d->centre[i]) / (double)d->points[i].sample.assessed);
        size /= way;
        if (d->kind == PEEL_CHART_P || d->kind == PEEL_CHART_LANEY) size = fmin(size, 64 * sigma / way);
        hold(worst, id, d->score[i], truth, isfinite(truth) && way > 0 ? fmax(1e-3, size) : 1e-3);
    }
}

static void hold_row(const struct drawn *d, size_t i, const struct table *table, double above[], struct worsts *w) {
    char id[64];
    snprintf(id, sizeof id, "%.10s point %zu", table->field[0], i);
    double truth[5];
    for (size_t k = 0; k < 5; k++)
        truth[k] = number(table, 2 + k, above);
    const char *score = table->field[6];
    static int score_stated;
    if (strcmp(score, "=") != 0) score_stated = stated(score);
    double size = d->kind == PEEL_CHART_CUSUM ? cusum_size(d, i) : 0;
    if (stated(table->field[2])) hold(&w->value, id, d->value[i], truth[0], size);
    hold(&w->centre, id, d->centre[i], truth[1], 0);
    hold(&w->lower, id, d->lower[i], truth[2], fabs(truth[1] - truth[2]));
    hold(&w->upper, id, d->upper[i], truth[3], fabs(truth[1] - truth[3]));
    if (score_stated) hold_score(d, i, id, truth[4], &w->score);
}

/* Moving ranges of rates are those of the rates as doubles; z keeps all but the 64 roundings of rates near to others. */
static double scatter_size(const struct drawn *d) {
    double size = 0;
    if (d->values) return 0;
    for (size_t i = 0; i < d->n && d->kind == PEEL_CHART_XMR; i++)
        if (d->points[i].sample.assessed) size = fmax(size, d->value[i]);
    return d->kind == PEEL_CHART_XMR ? size : 32;
}

static void hold_series(const struct drawn *d, struct table *truth, struct worsts *w) {
    double above[8] = {0};
    for (size_t i = 0; i < d->n; i++) {
        cr_assert(table_next(truth, '|') && truth->fields == 7, TRUTH_CSV ":%zu", truth->line);
        cr_assert((size_t)strtol(truth->field[1], NULL, 10) == i);
        hold_row(d, i, truth, above, w);
    }
    cr_assert(table_next(truth, '|') && truth->fields == 4 && strcmp(truth->field[1], "all") == 0);
    const char *id = truth->field[0];
    hold(&w->scatter, id, d->result.scatter, strtod(truth->field[2], NULL), scatter_size(d));
    if (stated(truth->field[3])) hold(&w->reach, id, d->result.reach, strtod(truth->field[3], NULL), 0);
}

Test(chart_oracle, lines) {
    static struct drawn d;
    static struct worsts w[kinds];
    struct table series, truth;
    for (int i = 0; i < kinds; i++)
        w[i] = (struct worsts){{.what = "value"}, {.what = "centre"},  {.what = "lower"}, {.what = "upper"},
                               {.what = "score"}, {.what = "scatter"}, {.what = "reach"}};
    cr_assert(table_open(&series, SERIES_CSV) && table_open(&truth, TRUTH_CSV));
    while (table_next(&series, '|')) {
        draw(&d, &series);
        hold_series(&d, &truth, &w[index_of(d.kind)]);
    }
    cr_expect(!table_next(&truth, '|'));
    table_close(&series);
    table_close(&truth);
    /* In the order of enum kind_index. A power of 3.6 multiplies the errors of t; a reach of 1e-282 has lost some. */
    static const struct {
        double value, centre, limits, score, scatter, reach;
        int points, scores, scatters, reaches;
    } allowed[kinds] = {{1, 1, 2, 2, 4, 512, 253, 253, 28, 28}, {1, 1, 0, 0, 4, 512, 289, 289, 36, 36},
                        {1, 1, 8, 2, 4, 0, 238, 227, 20, 20},   {1, 1, 2, 2, 4, 0, 228, 227, 27, 27},
                        {1, 1, 4, 4, 4, 0, 334, 310, 30, 30},   {1, 1, 0, 0, 0, 0, 250, 15, 24, 24},
                        {1, 1, 2, 2, 0, 0, 164, 163, 11, 11},   {1, 8, 8, 8, 4, 0, 166, 166, 11, 11},
                        {2, 0, 0, 2, 0, 0, 180, 167, 12, 12}};
    for (int i = 0; i < kinds; i++) {
        expect_within(&w[i].value, allowed[i].value, w[i].value.compared);
        expect_within(&w[i].centre, allowed[i].centre, allowed[i].points);
        expect_within(&w[i].lower, allowed[i].limits, allowed[i].points);
        expect_within(&w[i].upper, allowed[i].limits, allowed[i].points);
        expect_within(&w[i].score, allowed[i].score, allowed[i].scores);
        expect_within(&w[i].scatter, allowed[i].scatter, allowed[i].scatters);
        expect_within(&w[i].reach, allowed[i].reach, allowed[i].reaches);
    }
}
