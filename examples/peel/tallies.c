/*
 * A file of tallies, read into the report.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void set_file_aside(struct report *report, const char *source, const char *message, const char *advice) {
    peel_error error = {.status = PEEL_OK};
    snprintf(error.message, sizeof error.message, "%s%s", message, advice);
    report_add_fault(report, source, &error, exit_file);
}

/* A text that cannot be read on. The library's advice on its limits is for programs: here there is no option for them. */
static void set_text_aside(struct report *report, const char *source, peel_error *error) {
    const char *much = error->status == PEEL_ERROR_FIELD_TOO_LONG    ? "The field is longer"
                       : error->status == PEEL_ERROR_TOO_MANY_FIELDS ? "The row has more fields"
                                                                     : NULL;
    if (much)
        snprintf(error->message, sizeof error->message,
                 "%s than this program reads: is a quotation mark missing, or is this no text in CSV?", much);
    report_add_fault(report, source, error, exit_file);
}

static peel_status feed_file(FILE *file, peel_tally_reader *reader, peel_error *error) {
    char bytes[65536];
    size_t size;
    while ((size = fread(bytes, 1, sizeof bytes, file)) > 0) {
        peel_status status = peel_tally_feed(reader, bytes, size, error);
        if (status != PEEL_OK) return status;
    }
    return PEEL_OK;
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

static void read_stream(struct report *report, const char *source, FILE *file, int32_t encoding) {
    const peel_tally_options options = {.size = sizeof options, .encoding = encoding};
    peel_tally_reader *reader = NULL;
    peel_error error = {.status = PEEL_OK};
    peel_status status = peel_tally_open(&options, &reader, &error);
    errno = 0;
    if (status == PEEL_OK) status = feed_file(file, reader, &error);
    if (ferror(file)) {
        int directory = errno == EISDIR;
        set_file_aside(report, source, strerror(errno), directory ? ": name a file of tallies in it" : "");
        peel_tally_close(reader);
        return;
    }
    if (status == PEEL_OK) status = peel_tally_finish(reader, &error);
    if (status == PEEL_OK)
        add_rows(report, source, reader);
    else
        set_text_aside(report, source, &error);
    peel_tally_close(reader);
}

void read_tallies(struct report *report, const char *path, int32_t encoding) {
    if (strcmp(path, "-") == 0) {
        if (report->input_read)
            set_file_aside(report, "standard input", "it was read already: name - once", "");
        else
            read_stream(report, "standard input", stdin, encoding);
        report->input_read = 1;
        return;
    }
    FILE *file = fopen(path, "rb");
    if (file) {
        read_stream(report, path, file, encoding);
        fclose(file);
    } else if (errno == ENOENT || errno == ENOTDIR) {
        set_file_aside(report, path, "neither a sample, as in 41/79, nor a file: ", strerror(errno));
    } else {
        set_file_aside(report, path, strerror(errno), "");
    }
}
