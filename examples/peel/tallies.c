/*
 * Files of tallies, read into the report.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <string.h>

static peel_status feed_tallies(void *reader, const void *bytes, size_t size, peel_error *error) {
    return peel_tally_feed(reader, bytes, size, error);
}

static void add_rows(struct report *report, const char *source, const peel_tally_reader *reader) {
    peel_tally tally;
    peel_error error;
    peel_tally_summary summary;
    if (peel_tally_count(reader, &summary) == PEEL_OK && summary.rows == 0) complain("%s: no rows", source);
    for (size_t i = 0; peel_tally_row(reader, i, &tally) == PEEL_OK; i++)
        report_add_row(report, source, &tally);
    for (size_t i = 0; peel_tally_set_aside(reader, i, &error) == PEEL_OK; i++)
        report_add_fault(report, source, &error, exit_set_aside);
}

/* Who has cases meant another command. */
static void set_tallies_aside(struct report *report, const char *source, peel_error *error) {
    static const char advice[] = " Is a row of it a case? Then count them: peel tally --look shows how.";
    size_t used = strlen(error->message);
    if (error->status == PEEL_ERROR_MISSING_COLUMN && used + sizeof advice <= sizeof error->message)
        memcpy(error->message + used, advice, sizeof advice);
    set_text_aside(report, source, error);
}

void read_tallies(struct report *report, const char *path, int32_t encoding) {
    const peel_tally_options options = {.size = sizeof options, .encoding = encoding};
    peel_tally_reader *reader = NULL;
    peel_error error = {.status = PEEL_OK};
    if (peel_tally_open(&options, &reader, &error) != PEEL_OK) {
        set_tallies_aside(report, source_name(path), &error);
        return;
    }
    const struct reading reading = {reader, feed_tallies, "neither a sample, as in 41/79, nor a file: "};
    if (read_file(report, path, &reading, &error)) {
        if (error.status == PEEL_OK && peel_tally_finish(reader, &error) == PEEL_OK)
            add_rows(report, source_name(path), reader);
        else
            set_tallies_aside(report, source_name(path), &error);
    }
    peel_tally_close(reader);
}
