/*
 * What was counted, as JSON: {"version": ..., "files": [...], "results": [...], "faults": [...]}.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tally.h"

#include <stdio.h>

static json_t *reason_object(const peel_cases_reason *reason) {
    json_t *object = json_object();
    json_object_set_new(object, "status", json_string(peel_status_name(reason->first.status)));
    json_object_set_new(object, "field", reason->first.name[0] == '\0' ? json_null() : value_exact(reason->first.name));
    json_object_set_new(object, "rows", json_integer(reason->rows));
    json_object_set_new(object, "line", value_count(reason->first.line, reason->first.line > 0));
    json_object_set_new(object, "column", value_count(reason->first.column, reason->first.column > 0));
    json_object_set_new(object, "message", value_clean(reason->first.message));
    return object;
}

static json_t *word_object(const struct strange_word *word) {
    json_t *object = json_object();
    json_object_set_new(object, "word", value_exact(word->word));
    json_object_set_new(object, "criterion", value_exact(word->criterion));
    json_object_set_new(object, "cells", json_integer(word->cells));
    json_object_set_new(object, "line", json_integer(word->line));
    json_object_set_new(object, "column", json_integer(word->column));
    return object;
}

static json_t *file_object(const struct counted_file *file) {
    const peel_cases_summary *summary = &file->summary;
    json_t *object = json_object(), *reasons = json_array(), *words = json_array();
    for (size_t i = 0; i < file->reason_count; i++)
        json_array_append_new(reasons, reason_object(&file->reasons[i]));
    for (size_t i = 0; i < file->word_count; i++)
        json_array_append_new(words, word_object(&file->words[i]));
    json_object_set_new(object, "file", value_clean(file->source));
    json_object_set_new(object, "rows", json_integer(summary->rows));
    json_object_set_new(object, "used", json_integer(summary->used));
    json_object_set_new(object, "filtered", json_integer(summary->filtered));
    json_object_set_new(object, "set_aside", json_integer(summary->set_aside));
    json_object_set_new(object, "blank_lines", json_integer(summary->blank_lines));
    json_object_set_new(object, "repeated_headers", json_integer(summary->repeated_headers));
    json_object_set_new(object, "reasons", reasons);
    json_object_set_new(object, "unknown", json_integer(summary->unknown));
    json_object_set_new(object, "unknown_words", words);
    return object;
}

static json_t *keys_object(const struct counted *counted, size_t group) {
    json_t *keys = json_object();
    for (size_t key = 0; key < counted->keys; key++)
        json_object_set_new(keys, key_name(counted, key), value_exact(key_text(counted, group, key)));
    return keys;
}

static json_t *rate_object(const struct counted *counted, const struct group_rate *rate) {
    const peel_case_tally *tally = &rate->tally;
    const peel_interval *interval = &rate->interval;
    peel_method method = {.name = ""};
    json_t *object = json_object();
    peel_method_get(interval->method, &method);
    json_object_set_new(object, "keys", keys_object(counted, tally->group));
    json_object_set_new(object, "criterion", value_exact(tally->criterion));
    json_object_set_new(object, "met", json_integer(tally->sample.met));
    json_object_set_new(object, "assessed", json_integer(tally->sample.assessed));
    json_object_set_new(object, "estimate", value_number(interval->estimate));
    json_object_set_new(object, "lower", value_number(interval->lower));
    json_object_set_new(object, "upper", value_number(interval->upper));
    json_object_set_new(object, "missing", json_integer(tally->missing));
    json_object_set_new(object, "lowest", value_number(tally->lowest));
    json_object_set_new(object, "highest", value_number(tally->highest));
    json_object_set_new(object, "seen_met", json_integer(tally->met));
    json_object_set_new(object, "not_met", json_integer(tally->not_met));
    json_object_set_new(object, "not_applicable", json_integer(tally->not_applicable));
    json_object_set_new(object, "unknown", json_integer(tally->unknown));
    json_object_set_new(object, "open", json_integer(tally->open));
    json_object_set_new(object, "method", json_string(method.name));
    json_object_set_new(object, "side", value_text(peel_side_name(interval->side)));
    json_object_set_new(object, "confidence", value_number(interval->confidence));
    json_object_set_new(object, "notes", value_notes(interval->notes));
    json_object_set_new(object, "status", json_string(peel_status_name(rate->status)));
    return object;
}

/* Where an error stopped it there are no results, and the faults say why. */
void show_tally_json(const struct counted *counted) {
    struct group_rate rate;
    size_t count = counted->stopped ? 0 : counted->rates;
    printf("{\n  \"version\": \"%s\",\n  \"files\": ", peel_version());
    for (size_t i = 0; i < counted->file_count; i++)
        json_show_item(file_object(&counted->files[i]), i);
    json_end_items(counted->file_count);
    printf(",\n  \"missing_as\": \"%s\",\n  \"results\": ", peel_missing_name(counted->request->missing));
    for (size_t i = 0; i < count; i++) {
        counted_rate(counted, i, &rate);
        json_show_item(rate_object(counted, &rate), i);
    }
    json_end_items(count);
    show_json_faults(counted->request->report);
}
