/*
 * What was compared: sentences first, then a table, then the notes; or records.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare.h"

#include <math.h>
#include <stdio.h>

static const char *const names[] = {"file",
                                    "line",
                                    "kind",
                                    "force",
                                    "area",
                                    "criterion",
                                    "before_line",
                                    "before_period",
                                    "before_met",
                                    "before_assessed",
                                    "before_population",
                                    "before_reported",
                                    "before_rate",
                                    "before_lower",
                                    "before_upper",
                                    "after_period",
                                    "after_met",
                                    "after_assessed",
                                    "after_population",
                                    "after_reported",
                                    "after_rate",
                                    "after_lower",
                                    "after_upper",
                                    "measure",
                                    "estimate",
                                    "lower",
                                    "upper",
                                    "method",
                                    "side",
                                    "confidence",
                                    "test",
                                    "statistic",
                                    "p_value",
                                    "adjusted_p",
                                    "smallest_p",
                                    "p_value_lower",
                                    "p_value_upper",
                                    "margin",
                                    "verdict",
                                    "notes",
                                    "status"};

const struct records compare_records = {.names = names, .name_count = sizeof names / sizeof names[0]};

static void set_side(json_t *record, const struct row *row, const char *const side[5]) {
    int sample = row->kind == PEEL_TALLY_SAMPLE;
    record_text(record, side[0], row->period);
    record_count(record, side[1], row->sample.met, sample);
    record_count(record, side[2], row->sample.assessed, sample);
    record_count(record, side[3], row->sample.population, row->sample.population > 0);
    record_text(record, side[4], row->reported);
}

/* A record of two rows; either may be NULL. */
json_t *compare_record(struct records *records, const struct row *before, const struct row *after, const char *kind) {
    static const char *const before_names[] = {"before_period", "before_met", "before_assessed", "before_population",
                                               "before_reported"};
    static const char *const after_names[] = {"after_period", "after_met", "after_assessed", "after_population",
                                              "after_reported"};
    json_t *record = records_add(records);
    record_text(record, "kind", kind);
    record_set(record, "notes", json_array());
    record_text(record, "status", peel_status_name(PEEL_OK));
    if (before) {
        set_side(record, before, before_names);
        record_count(record, "before_line", before->line, before->line > 0);
    }
    if (!after) return record;
    set_side(record, after, after_names);
    record_text(record, "file", after->source);
    record_count(record, "line", after->line, after->line > 0);
    record_text(record, "force", after->force);
    record_text(record, "area", after->area);
    record_text(record, "criterion", after->criterion);
    return record;
}

static void set_rates(json_t *record, const peel_comparison *answer) {
    record_number(record, "before_rate", answer->before.estimate);
    record_number(record, "before_lower", answer->before.lower);
    record_number(record, "before_upper", answer->before.upper);
    record_number(record, "after_rate", answer->after.estimate);
    record_number(record, "after_lower", answer->after.lower);
    record_number(record, "after_upper", answer->after.upper);
}

static void add_interval_record(struct records *records, const struct compared *compared,
                                const peel_interval *interval) {
    json_t *record = compare_record(records, compared->before, compared->after, "change");
    set_rates(record, &compared->answer);
    record_text(record, "measure", peel_concept_name(interval->method / 100));
    record_interval(record, interval);
    record_test(record, &compared->answer.test);
    record_number(record, "smallest_p", compared->answer.smallest_p);
    record_text(record, "verdict", peel_verdict_name(compared->answer.verdict));
    record_set(record, "notes", value_notes(interval->notes | compared->answer.test.notes));
}

static void add_test_record(struct records *records, const struct compared *compared, const peel_test *test) {
    json_t *record = compare_record(records, compared->before, compared->after, "test");
    set_rates(record, &compared->answer);
    record_test(record, test);
    record_text(record, "side", peel_side_name(test->side));
    record_set(record, "notes", value_notes(test->notes));
}

static void add_margin_record(const struct compare_request *request, struct records *records,
                              const struct compared *compared) {
    const peel_margin *margin = &compared->margin;
    json_t *record = compare_record(records, compared->before, compared->after, "margin");
    set_rates(record, &compared->answer);
    record_text(record, "measure", "difference");
    record_interval(record, &margin->change);
    record_number(record, "p_value", margin->p_value);
    record_number(record, "p_value_lower", margin->p_lower);
    record_number(record, "p_value_upper", margin->p_upper);
    record_number(record, "margin", request->margin);
    record_text(record, "verdict", margin->shown ? "within" : "not-shown");
    record_set(record, "notes", value_notes(margin->notes));
}

static void show_records(const struct compare_request *request, const struct compared *compared, size_t count,
                         const struct strata *strata) {
    struct records records = compare_records;
    for (size_t i = 0; i < count; i++) {
        add_interval_record(&records, &compared[i], &compared[i].answer.change);
        for (size_t k = 0; k < compared[i].other_count; k++)
            add_interval_record(&records, &compared[i], &compared[i].others[k]);
        for (size_t k = 0; k < compared[i].test_count; k++)
            add_test_record(&records, &compared[i], &compared[i].tests[k]);
        if (request->margin > 0) add_margin_record(request, &records, &compared[i]);
    }
    if (strata && strata->count > 0) {
        json_t *record = compare_record(&records, NULL, NULL, "strata");
        record_text(record, "measure", "difference");
        record_interval(record, &strata->change);
        record_test(record, &strata->test);
        record_text(record, "verdict", peel_verdict_name(strata_verdict(strata)));
        record_set(record, "notes", value_notes(strata->change.notes | strata->test.notes));
    }
    records_show(&records, request->report, &request->settings);
}

int32_t strata_verdict(const struct strata *strata) {
    if ((strata->test.notes & PEEL_NOTE_DIP) != 0) return PEEL_VERDICT_NO_EVIDENCE;
    if (isnan(strata->change.estimate) || !(strata->test.p_value <= strata->change.alpha))
        return PEEL_VERDICT_NO_EVIDENCE;
    return strata->change.estimate < 0 ? PEEL_VERDICT_FALLING : PEEL_VERDICT_RISING;
}

static void put_sample(struct grid *grid, const struct row *row, const peel_interval *rate, int decimals) {
    char text[number_size] = "no rate";
    if (!isnan(rate->estimate)) percent(text, rate->estimate, decimals, "%", 0);
    grid_put(grid, "%lld/%lld", (long long)row->sample.met, (long long)row->sample.assessed);
    grid_put(grid, "%s", text);
}

/* Whether more than one method was asked for. */
static int has_several(const struct compare_request *request) {
    return request->ratio || request->odds_ratio || request->all_methods || request->all_tests;
}

/* A line of the table; what has no method is left blank, and so is a method that is the same in every line. */
static void put_line(struct grid *grid, const struct compare_request *request, const struct compared *compared,
                     const peel_interval *interval, const peel_test *test) {
    int several = has_several(request);
    int decimals = request->settings.decimals;
    int32_t concept_number = interval->method / 100;
    int ratio = concept_number == PEEL_CONCEPT_RATIO || concept_number == PEEL_CONCEPT_ODDS_RATIO;
    char p_value[number_size] = "";
    peel_method method = {.title = ""}, test_method = {.title = ""};
    peel_method_get(interval->method, &method);
    int inferred = is_inferred(&compared->answer.change);
    if (peel_method_get(test->method, &test_method) == PEEL_OK && inferred)
        p_value_cell(p_value, test->p_value, compared->answer.change.alpha);
    grid_put(grid, "%s", compared->name);
    grid_put(grid, "%s", compared->before_period);
    put_sample(grid, compared->before, &compared->answer.before, decimals);
    grid_put(grid, "%s", compared->after_period);
    put_sample(grid, compared->after, &compared->answer.after, decimals);
    grid_put(grid, "%s", several && interval->method != 0 ? peel_concept_name(concept_number) : "");
    put_limits(grid, interval, ratio ? ratio_text : points, decimals);
    grid_put(grid, "%s", several ? method.title : "");
    grid_put(grid, "%s", several ? test_method.title : "");
    grid_put(grid, "%s", p_value);
    grid_put(grid, "%s", test == &compared->answer.test && inferred ? peel_verdict_name(compared->answer.verdict) : "");
    if (test == &compared->answer.test && !isnan(compared->margin.p_value) && request->margin > 0 && inferred) {
        p_value_text(p_value, compared->margin.p_value, compared->answer.change.alpha);
        grid_put(grid, "%s, %s", compared->margin.shown ? "within" : "not-shown", p_value);
    } else {
        grid_put(grid, "%s", "");
    }
}

/* The change within the series as one figure, as the last line. */
static void put_strata(struct grid *grid, const struct compare_request *request, const struct strata *strata) {
    char p_value[number_size];
    peel_method method = {.title = ""}, test = {.title = ""};
    int several = has_several(request), inferred = is_inferred(&strata->change);
    peel_method_get(strata->change.method, &method);
    peel_method_get(strata->test.method, &test);
    p_value_cell(p_value, strata->test.p_value, strata->change.alpha);
    grid_put(grid, "within the %zu series", strata->count);
    for (int i = 0; i < 6; i++)
        grid_put(grid, "%s", "");
    grid_put(grid, "%s", several ? "difference" : "");
    put_limits(grid, &strata->change, points, request->settings.decimals);
    grid_put(grid, "%s", several ? method.title : "");
    grid_put(grid, "%s", several ? test.title : "");
    grid_put(grid, "%s", inferred ? p_value : "");
    grid_put(grid, "%s", inferred ? peel_verdict_name(strata_verdict(strata)) : "");
    grid_put(grid, "%s", "");
}

/* What the columns are; the methods where they are the same in every line. */
static void say_caption(const struct compare_request *request, const peel_comparison *answer) {
    char confidence[number_size];
    peel_method method = {.title = ""}, test = {.title = ""};
    int32_t side = request->settings.side;
    peel_method_get(answer->change.method, &method);
    peel_method_get(answer->test.method, &test);
    confidence_percent(confidence, request->settings.confidence);
    printf("\nDifferences: after - before, in percentage points.");
    if (!is_inferred(&answer->change)) {
        putchar('\n');
        return;
    }
    putchar(' ');
    if (side == PEEL_SIDE_TWO_SIDED)
        printf("Lower to upper: %s confidence interval", confidence);
    else
        printf("%s: one-sided %s bound", side == PEEL_SIDE_LOWER ? "Lower" : "Upper", confidence);
    if (has_several(request))
        printf(".\n");
    else
        printf(", %s. p: %s.\n", method.title, test.title);
}

static void show_compared_table(const struct compare_request *request, const struct compared *compared, size_t count,
                                const struct strata *strata) {
    static const struct column columns[] = {{"series", 1, 0},   {"from", 1, 0},  {"before", 0, 1},  {"rate", 0, 1},
                                            {"to", 1, 0},       {"after", 0, 1}, {"rate", 0, 1},    {"measure", 0, 0},
                                            {"estimate", 0, 1}, {"lower", 0, 1}, {"upper", 0, 1},   {"method", 1, 0},
                                            {"test", 1, 0},     {"p", 0, 1},     {"verdict", 0, 0}, {"margin", 1, 0}};
    const peel_interval no_interval = {.estimate = NAN, .lower = NAN, .upper = NAN};
    const peel_test no_test = {.p_value = NAN};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    for (size_t i = 0; i < count; i++) {
        put_line(&grid, request, &compared[i], &compared[i].answer.change, &compared[i].answer.test);
        for (size_t k = 0; k < compared[i].other_count; k++)
            put_line(&grid, request, &compared[i], &compared[i].others[k], &no_test);
        for (size_t k = 0; k < compared[i].test_count; k++)
            put_line(&grid, request, &compared[i], &no_interval, &compared[i].tests[k]);
    }
    if (strata) put_strata(&grid, request, strata);
    grid_show(&grid);
    if (count > 0) say_caption(request, &compared[0].answer);
    if (strata && !has_several(request) && is_inferred(&strata->change)) {
        peel_method method = {.title = ""}, test = {.title = ""};
        peel_method_get(strata->change.method, &method);
        peel_method_get(strata->test.method, &test);
        printf("Within the series: %s. p: %s.\n", method.title, test.title);
    }
}

void show_compared(const struct compare_request *request, const struct compared *compared, size_t count,
                   const struct strata *strata) {
    int format = request->settings.format, several = count > 1;
    if (format == format_csv || format == format_json) {
        show_records(request, compared, count, strata);
        return;
    }
    for (size_t i = 0; i < count && format == format_sentences; i++) {
        say_compared(request, &compared[i], count == 1);
        several = several || compared[i].other_count > 0 || compared[i].test_count > 0;
    }
    int within = strata && strata->count > 0;
    if (within && format == format_sentences) say_strata(request, strata);
    if (format == format_sentences && several) putchar('\n');
    if (format == format_table || several)
        show_compared_table(request, compared, count, within && format == format_table ? strata : NULL);
    if (count > 0) say_compared_notes(compared, count);
}
