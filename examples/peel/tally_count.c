/*
 * The files of peel tally, read one after the other and merged.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a text is read with, and whether its first row has names beside one, which a blank line is read by. */
struct feeding {
    peel_cases_reader *reader;
    char delimiter;
    int begun, quoted, ended; /* of the first row */
    int several;
};

static void look_for_delimiter(struct feeding *feeding, const char *bytes, size_t size) {
    for (size_t i = 0; i < size && !feeding->ended; i++) {
        if (bytes[i] == '"') feeding->quoted = !feeding->quoted;
        if (feeding->quoted) continue;
        int line_end = bytes[i] == '\n' || bytes[i] == '\r';
        feeding->several |= bytes[i] == feeding->delimiter;
        feeding->ended = feeding->several || (line_end && feeding->begun);
        feeding->begun |= !line_end && bytes[i] != ' ';
    }
}

static peel_status feed_cases(void *reader, const void *bytes, size_t size, peel_error *error) {
    struct feeding *feeding = reader;
    look_for_delimiter(feeding, bytes, size);
    return peel_cases_feed(feeding->reader, bytes, size, error);
}

/* The library knows the delimiter that was meant, but not the option for it. */
static void name_delimiter(peel_error *error) {
    static const char before[] = "separated by ";
    char *advice = strstr(error->message, "Say that this is its delimiter");
    char *between = strstr(error->message, before);
    const char *typed = advice && between ? delimiter_in(between + strlen(before)) : NULL;
    if (typed)
        snprintf(advice, sizeof error->message - (size_t)(advice - error->message), "Add --delimiter %s.", typed);
}

/* What stops the text, in the words of the program. */
static void set_cases_aside(const struct counted *counted, const char *source, peel_error *error) {
    const struct tally_request *request = counted->request;
    if (error->status == PEEL_ERROR_TOO_MANY_GROUPS)
        snprintf(
            error->message, sizeof error->message,
            "There are more than %lld groups: does a column of --by hold something different in every row? If so many "
            "are meant, add --max-groups.",
            (long long)(request->max_groups > 0 ? request->max_groups : 100000));
    if (error->status == PEEL_ERROR_MISSING_COLUMN || error->status == PEEL_ERROR_QUOTE) name_delimiter(error);
    if (error->status == PEEL_ERROR_MISSING_ANSWER)
        snprintf(
            error->message, sizeof error->message,
            "The answer is missing, which --missing refused does not allow: fill the cells, or choose excluded, failed or "
            "met.");
    set_text_aside(request->report, source, error);
}

static void keep_words(const peel_cases_reader *reader, struct counted_file *file) {
    peel_unknown_word word;
    file->words = needed(calloc((size_t)file->summary.words + 1, sizeof *file->words));
    while (peel_cases_word(reader, file->word_count, &word) == PEEL_OK)
        file->words[file->word_count++] = (struct strange_word){.word = needed(strdup(word.word)),
                                                                .criterion = needed(strdup(word.criterion)),
                                                                .cells = word.cells,
                                                                .line = word.line,
                                                                .column = word.column};
}

/* What is of this file alone, before it is merged. */
static void keep_file(struct report *report, const peel_cases_reader *reader, struct counted_file *file) {
    peel_error error;
    if (peel_cases_count(reader, &file->summary) != PEEL_OK) return;
    file->reasons = needed(calloc((size_t)file->summary.reasons + 1, sizeof *file->reasons));
    while (peel_cases_reason_of(reader, file->reason_count, &file->reasons[file->reason_count]) == PEEL_OK)
        name_options(&file->reasons[file->reason_count++].first);
    for (size_t i = 0; peel_cases_set_aside(reader, i, &error) == PEEL_OK; i++)
        report_add_fault(report, file->source, &error, exit_set_aside);
    keep_words(reader, file);
}

/* Takes over what was counted; the first reader is the one that the others are merged into. */
static void merge_file(struct counted *counted, const char *source, peel_cases_reader *reader) {
    peel_error error;
    if (!counted->reader) {
        counted->reader = reader;
        return;
    }
    peel_status status = peel_cases_merge(counted->reader, reader, &error);
    peel_cases_close(reader);
    if (status == PEEL_OK) return;
    set_cases_aside(counted, source, &error);
    counted->stopped = 1;
}

/*
 * Words without a meaning and answers that must not be missing stop the numbers, not the reading: who mends the one wants to know
 * of the others. All else stops here.
 */
static void count_file(struct counted *counted, const char *path, struct counted_file *file) {
    struct report *report = counted->request->report;
    peel_cases_reader *reader = NULL;
    peel_error error = {.status = PEEL_OK};
    file->source = source_name(path);
    file->first_fault = report->fault_count;
    if (peel_cases_open(&counted->request->plan, &reader, &error) != PEEL_OK) {
        set_cases_aside(counted, file->source, &error);
        counted->stopped = 1;
        return;
    }
    int32_t delimiter = counted->request->plan.delimiter;
    struct feeding feeding = {.reader = reader, .delimiter = delimiter == 0 ? ',' : (char)delimiter};
    const struct reading reading = {&feeding, feed_cases, ""};
    peel_status status = PEEL_ERROR_STATE;
    if (read_file(report, path, &reading, &error)) {
        status = error.status == PEEL_OK ? peel_cases_finish(reader, &error) : error.status;
        if (status != PEEL_OK) set_cases_aside(counted, file->source, &error);
    }
    counted->stopped = counted->stopped || status != PEEL_OK;
    if (status != PEEL_OK && status != PEEL_ERROR_UNKNOWN_WORD && status != PEEL_ERROR_MISSING_ANSWER) {
        peel_cases_close(reader);
        return;
    }
    keep_file(report, reader, file);
    file->one_column = !feeding.several;
    merge_file(counted, file->source, reader);
}

void count_files(const struct tally_request *request, struct counted *counted) {
    static const struct item input = {.typed = "-"};
    const struct settings *settings = &request->settings;
    const struct item *items = settings->item_count > 0 ? settings->items : &input;
    peel_cases_summary summary = {.texts = 0};
    size_t count = settings->item_count > 0 ? settings->item_count : 1;
    *counted = (struct counted){.request = request, .files = needed(calloc(count, sizeof *counted->files))};
    for (; counted->file_count < count; counted->file_count++) {
        request->report->item = counted->file_count;
        count_file(counted, items[counted->file_count].typed, &counted->files[counted->file_count]);
    }
    if (!counted->reader || peel_cases_count(counted->reader, &summary) != PEEL_OK) return;
    counted->keys = (size_t)summary.keys;
    counted->rates = (size_t)(summary.groups * summary.criteria);
    counted->criteria = (size_t)summary.criteria;
}

void counted_rate(const struct counted *counted, size_t index, struct group_rate *rate) {
    struct report *report = counted->request->report;
    const peel_rate_options *options = &report->options;
    rate->status = peel_cases_tally(counted->reader, index, &rate->tally);
    if (rate->status == PEEL_OK) rate->status = peel_rate(&rate->tally.sample, options, &rate->interval);
    if (rate->status == PEEL_OK) return;
    if (report->exit_code < exit_set_aside) report->exit_code = exit_set_aside;
    rate->interval = (peel_interval){.estimate = NAN,
                                     .lower = NAN,
                                     .upper = NAN,
                                     .confidence = options->confidence,
                                     .alpha = 1 - options->confidence,
                                     .method = options->method,
                                     .side = options->side};
}

void counted_free(struct counted *counted) {
    for (size_t i = 0; i < counted->file_count; i++) {
        struct counted_file *file = &counted->files[i];
        for (size_t w = 0; w < file->word_count; w++) {
            free(file->words[w].word);
            free(file->words[w].criterion);
        }
        free(file->words);
        free(file->reasons);
    }
    free(counted->files);
    peel_cases_close(counted->reader);
}
