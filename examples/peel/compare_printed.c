/*
 * A printed percentage on one side of a comparison, or on both.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare.h"
#include "printed.h"

#include <stdio.h>

/* The same question with before and after swapped: what rose then falls now. */
static void swap(peel_reported_test *answer) {
    peel_interval change = answer->change;
    peel_range z = answer->statistic;
    static const int32_t sides[] = {PEEL_SIDE_TWO_SIDED, PEEL_SIDE_UPPER, PEEL_SIDE_LOWER};
    answer->change.estimate = 0 - change.estimate; /* of no change, 0 and not -0 */
    answer->change.lower = 0 - change.upper;
    answer->change.upper = 0 - change.lower;
    answer->change.side = sides[change.side];
    answer->test.side = sides[answer->test.side];
    answer->test.statistic = 0 - answer->test.statistic;
    answer->statistic = (peel_range){0 - z.upper, 0 - z.estimate, 0 - z.lower};
    if (answer->verdict == PEEL_VERDICT_RISING)
        answer->verdict = PEEL_VERDICT_FALLING;
    else if (answer->verdict == PEEL_VERDICT_FALLING)
        answer->verdict = PEEL_VERDICT_RISING;
}

/* The library takes the printed figure as before: of the other order it is asked the mirrored question. */
static peel_status ask(const struct compare_request *request, const struct side *before, const struct side *after,
                       peel_reported_test *answer) {
    peel_compare_options options = request->options;
    options.method = 0;
    if (!before->row && !after->row)
        return peel_reported_compare(&before->figure.reported, &after->figure.reported, &options, answer);
    if (!before->row) return peel_reported_against(&before->figure.reported, &after->row->sample, &options, answer);
    if (options.side == PEEL_SIDE_LOWER)
        options.side = PEEL_SIDE_UPPER;
    else if (options.side == PEEL_SIDE_UPPER)
        options.side = PEEL_SIDE_LOWER;
    peel_status status = peel_reported_against(&after->figure.reported, &before->row->sample, &options, answer);
    if (status == PEEL_OK) swap(answer);
    return status;
}

/* The figure in its own words, as it stands in a file. */
static void set_figure(json_t *record, const char *name, const char *rate, const struct side *side) {
    char text[number_size];
    if (side->row) return;
    figure_text(text, &side->figure);
    record_text(record, name, text);
    record_number(record, rate, side->figure.rate);
}

static void show_record(const struct compare_request *request, const struct side *before, const struct side *after,
                        const peel_reported_test *answer) {
    struct records records = compare_records;
    if (answer) {
        json_t *record = compare_record(&records, before->row, after->row, "printed");
        set_figure(record, "before_reported", "before_rate", before);
        set_figure(record, "after_reported", "after_rate", after);
        record_text(record, "measure", "difference");
        record_interval(record, &answer->change);
        record_test(record, &answer->test);
        record_number(record, "p_value_lower", answer->p_value.lower);
        record_number(record, "p_value_upper", answer->p_value.upper);
        record_text(record, "verdict", peel_verdict_name(answer->verdict));
        record_set(record, "notes", value_notes(answer->notes));
    }
    records_show(&records, request->report, &request->settings);
}

/* Returns the exit code: 2 for a figure that is none. */
static int read_side(const struct compare_request *request, size_t index, struct side *side) {
    const struct item *item = &request->settings.items[index];
    if (!is_sample(item) && !item->failures) return read_figure(item->typed, &side->figure);
    size_t before = request->report->row_count;
    request->report->item = index;
    int fault = read_item(request->report, item, 0, request->settings.encoding);
    if (request->report->row_count > before) side->row = &request->report->rows[before];
    return fault;
}

static int refuse_without_counts(void) {
    return usage_error("percentages alone have no interval of their change: type their +/-, as in '87.8 +/- 1.66', or "
                       "ask peel reported from how many cases on they differ");
}

/* A sample against a figure without +/- takes the figure for the truth. */
static void say_own_error_unknown(const struct side *before, const struct side *after, const char *between) {
    const struct side *printed = before->row ? after : before;
    const struct side *sample = before->row ? before : after;
    if (sample->row && sample->row->sample.assessed > 0 && printed->figure.reported.plus_minus == 0)
        printf("%sNote: The printed figure's own sampling error is not known, and not counted.\n", between);
}

int compare_printed(const struct compare_request *request) {
    struct side before = {.row = NULL}, after = {.row = NULL};
    peel_reported_test answer;
    int format = request->settings.format;
    if (request->method_typed || request->test_typed || request->populations)
        return usage_error("a printed figure has a test of its own: leave out --method, --test and --population");
    if (request->settings.design == PEEL_DESIGN_CENSUS)
        return usage_error("--design census: a printed figure is none as far as is known: type both as samples");
    int fault = read_side(request, 0, &before);
    if (fault == exit_answered) fault = read_side(request, 1, &after);
    if (fault != exit_answered) return fault;
    if (!before.row && !after.row && request->settings.design != PEEL_DESIGN_RANDOM)
        return usage_error("--design goes with a sample: a printed +/- says that its cases were chosen by chance");
    int answered = request->report->fault_count == 0;
    if (answered) {
        peel_status status = ask(request, &before, &after, &answer);
        if (status == PEEL_ERROR_DENOMINATOR_NEEDED) return refuse_without_counts();
        if (status != PEEL_OK && peel_status_family(status) == PEEL_FAMILY_ARGUMENT) return option_status(status);
        if (status != PEEL_OK)
            report_add_typed_message(request->report, request->settings.items[0].typed, status,
                                     status == PEEL_ERROR_TOO_LARGE
                                         ? "The sample is larger than the test against a printed figure takes."
                                         : peel_status_sentence(status));
        answered = status == PEEL_OK;
    }
    if (format == format_csv || format == format_json)
        show_record(request, &before, &after, answered ? &answer : NULL);
    else if (answered && format == format_table)
        show_printed_table(&answer, request->settings.decimals);
    else if (answered)
        say_printed(&before, &after, &answer, request->settings.decimals);
    if (answered && format != format_csv && format != format_json)
        say_own_error_unknown(&before, &after, say_notes(answer.notes, "\n"));
    return exit_answered;
}
