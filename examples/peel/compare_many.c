/*
 * More than two samples: do their rates differ, and which of them?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { most_samples = 2000 }; /* as peel_compare_pairs takes */

struct many {
    struct row *rows; /* those with cases; their texts are the report's */
    size_t count;
    size_t empty; /* those without, which were left out */
    peel_several several;
    peel_pair *pairs;
    size_t pair_count;
    double alpha;
};

/* The rates of a dip say nothing of others, and those of a census are what they are: neither is tested. */
static int is_tested(const struct compare_request *request) {
    return request->settings.design != PEEL_DESIGN_DIP && request->settings.design != PEEL_DESIGN_CENSUS;
}

static int32_t verdict_of(const peel_pair *pair, double alpha) {
    if ((pair->change.notes & PEEL_NOTE_DIP) != 0) return PEEL_VERDICT_NO_EVIDENCE;
    if (!(pair->adjusted <= alpha) || isnan(pair->change.estimate)) return PEEL_VERDICT_NO_EVIDENCE;
    return pair->change.estimate < 0 ? PEEL_VERDICT_FALLING : PEEL_VERDICT_RISING;
}

static void show_records(const struct compare_request *request, const struct many *many) {
    struct records records = compare_records;
    const peel_several *several = &many->several;
    for (size_t i = 0; i < many->pair_count; i++) {
        const peel_pair *pair = &many->pairs[i];
        json_t *record = compare_record(&records, &many->rows[pair->first], &many->rows[pair->second], "pair");
        record_text(record, "measure", "difference");
        record_interval(record, &pair->change);
        record_test(record, &pair->test);
        record_number(record, "adjusted_p", pair->adjusted);
        record_text(record, "verdict", peel_verdict_name(verdict_of(pair, many->alpha)));
        record_set(record, "notes", value_notes(pair->change.notes | pair->test.notes));
    }
    if (many->pair_count > 0) {
        json_t *record = compare_record(&records, NULL, NULL, "pooled");
        record_count(record, "after_met", several->pooled.met, 1);
        record_count(record, "after_assessed", several->pooled.assessed, 1);
        record_text(record, "measure", "rate");
        record_interval(record, &several->rate);
        record_test(record, &several->homogeneity);
        record_text(record, "verdict", several->agree ? "agree" : "differ");
        record_set(record, "notes", value_notes(several->notes));
    }
    records_show(&records, request->report, &request->settings);
}

static void say_pooled(const char *words, const struct compare_request *request, const peel_several *several) {
    printf("%s%lld of %lld", words, (long long)several->pooled.met, (long long)several->pooled.assessed);
    say_rate(&several->pooled, &several->rate, request->settings.decimals);
    putchar('\n');
}

static void say_several(const struct compare_request *request, const struct many *many) {
    const peel_several *several = &many->several;
    printf("The rates of %lld samples ", (long long)several->used);
    if (!is_tested(request)) {
        int alike = 1;
        for (size_t i = 0; i < many->pair_count; i++)
            alike = alike && many->pairs[i].change.estimate == 0;
        printf(alike ? "are the same" : "differ");
        printf(request->settings.design == PEEL_DESIGN_DIP ? "; nothing follows for other cases\n"
                                                           : "; nothing is left to chance\n");
        say_pooled("All cases together: ", request, several);
        return;
    }
    printf(several->agree ? "differ no more than chance can explain (" : "differ more than chance allows (");
    say_test(&several->homogeneity, many->alpha);
    if (!isnan(several->homogeneity.statistic))
        printf(", chi-squared %.2f with %.0f degree%s of freedom", several->homogeneity.statistic,
               several->homogeneity.df, several->homogeneity.df == 1 ? "" : "s");
    printf(")\n");
    say_pooled(several->agree ? "Pooled: " : "They are not one rate; all cases together: ", request, several);
}

static void show_pairs(const struct compare_request *request, const struct many *many) {
    static const struct column columns[] = {{"before", 0, 1}, {"after", 0, 1}, {"change", 0, 1}, {"lower", 0, 1},
                                            {"upper", 0, 1},  {"p", 0, 1},     {"Holm", 0, 1},   {"verdict", 0, 0}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    char p_value[number_size];
    for (size_t i = 0; i < many->pair_count; i++) {
        const peel_pair *pair = &many->pairs[i];
        const peel_sample *first = &many->rows[pair->first].sample, *second = &many->rows[pair->second].sample;
        grid_put(&grid, "%lld/%lld", (long long)first->met, (long long)first->assessed);
        grid_put(&grid, "%lld/%lld", (long long)second->met, (long long)second->assessed);
        put_limits(&grid, &pair->change, points, request->settings.decimals);
        int tested = is_tested(request);
        p_value_cell(p_value, pair->test.p_value, many->alpha);
        grid_put(&grid, "%s", tested ? p_value : "");
        p_value_cell(p_value, pair->adjusted, many->alpha);
        grid_put(&grid, "%s", tested ? p_value : "");
        grid_put(&grid, "%s", tested ? peel_verdict_name(verdict_of(pair, many->alpha)) : "");
    }
    grid_show(&grid);
}

/* What the columns are. */
static void say_caption(const struct compare_request *request, const struct many *many) {
    char confidence[number_size];
    if (!is_tested(request)) {
        printf("\nChange: after - before, in percentage points.\n");
        return;
    }
    peel_method method = {.title = ""}, test = {.title = ""};
    peel_method_get(many->pairs[0].change.method, &method);
    peel_method_get(many->pairs[0].test.method, &test);
    confidence_percent(confidence, many->pairs[0].change.confidence);
    printf(
        "\nChange: after - before, in percentage points. Lower to upper: %s confidence interval, %s. p: %s; Holm: of all "
        "pairs together, which the verdict goes by.\n",
        confidence, method.title, test.title);
}

static void show(const struct compare_request *request, const struct many *many) {
    int format = request->settings.format;
    struct note_counts counts = {.total = many->pair_count};
    if (format == format_csv || format == format_json) {
        show_records(request, many);
        return;
    }
    if (many->pair_count == 0) {
        if (many->count < 2 && many->count + many->empty > 1)
            printf("Fewer than two of the samples have cases: nothing to compare\n");
        return;
    }
    if (format == format_sentences) {
        say_several(request, many);
        putchar('\n');
    }
    show_pairs(request, many);
    say_caption(request, many);
    uint32_t of_pairs = 0;
    for (size_t i = 0; i < many->pair_count; i++) {
        uint32_t notes = many->pairs[i].change.notes | many->pairs[i].test.notes;
        if ((notes & PEEL_NOTE_FINITE) != 0) notes &= ~(uint32_t)PEEL_NOTE_POPULATION_UNUSED;
        of_pairs |= notes;
        count_notes(&counts, notes);
    }
    if ((of_pairs & PEEL_NOTE_FINITE) != 0) of_pairs |= PEEL_NOTE_POPULATION_UNUSED;
    const char *before = say_notes(many->several.notes & ~of_pairs, "\n");
    before = say_note_counts(&counts, "pairs", before);
    if (many->empty > 0) printf("%sNote: Samples without cases, which are left out: %zu.\n", before, many->empty);
}

/* The two largest samples decide how much room the tests need. */
static peel_status compare(const struct compare_request *request, const peel_sample *samples, struct many *many) {
    int64_t largest = 0, second = 0;
    size_t size = 0, count = many->count;
    for (size_t i = 0; i < count; i++) {
        int64_t assessed = samples[i].assessed;
        if (assessed > largest) {
            second = largest;
            largest = assessed;
        } else if (assessed > second) {
            second = assessed;
        }
    }
    peel_compare_options any = request->options;
    any.method = 0; /* what was typed is of the pairs */
    peel_status status = peel_homogeneity(count, samples, &any, &many->several);
    if (status != PEEL_OK) return status;
    many->pairs = needed(calloc(count * (count - 1) / 2, sizeof *many->pairs));
    void *work = compare_work(request->options.test, largest, second, &size);
    status = peel_compare_pairs(count, samples, &request->options, work, size, many->pairs);
    free(work);
    if (status == PEEL_OK) many->pair_count = count * (count - 1) / 2;
    return status;
}

int compare_many(const struct compare_request *request) {
    struct report *report = request->report;
    if (request->settings.side != PEEL_SIDE_TWO_SIDED)
        return usage_error("--side goes with two samples: of several, all pairs are compared on both sides");
    int fault = compare_read_samples(request);
    if (fault != exit_answered) return fault;
    if (report->row_count > most_samples)
        return usage_error("%zu samples: up to 2,000 are compared in pairs; peel rate takes any number",
                           report->row_count);
    struct many many = {.rows = needed(calloc(report->row_count + 1, sizeof *many.rows)),
                        .alpha = 1 - request->settings.confidence};
    peel_sample *samples = needed(calloc(report->row_count + 1, sizeof *samples));
    for (size_t i = 0; i < report->row_count; i++) {
        if (report->rows[i].sample.assessed == 0) continue;
        samples[many.count] = report->rows[i].sample;
        many.rows[many.count++] = report->rows[i];
    }
    many.empty = report->row_count - many.count;
    peel_status status = many.count > 1 ? compare(request, samples, &many) : PEEL_OK;
    if (status != PEEL_OK && report->fault_count == 0)
        report_add_typed_message(report, "the samples", status, compare_advice(status));
    show(request, &many);
    free(many.rows);
    free(many.pairs);
    free(samples);
    return exit_answered;
}
