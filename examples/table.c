/*
 * Our auditors keep a row a criterion in a CSV file. What is the rate of each?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc table.c $(pkg-config --cflags --libs peel) -o table
 * ./table FILE.csv; without a file: examples/data/cambridgeshire-peel-2021-22.csv
 */
#include <peel.h>
#include <stdio.h>

/* Hands the reader a whole file in pieces. Returns 0 when all of it was read. */
static int read_file(const char *path, peel_tally_reader *reader) {
    char bytes[4096];
    size_t size;
    peel_error error;
    peel_status status = PEEL_OK;
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    while (status == PEEL_OK && (size = fread(bytes, 1, sizeof bytes, file)) > 0)
        status = peel_tally_feed(reader, bytes, size, &error);
    if (status == PEEL_OK) status = peel_tally_finish(reader, &error);
    int broken = ferror(file);
    if (broken)
        perror(path);
    else if (status != PEEL_OK)
        fprintf(stderr, "%s:%lld: %s\n", path, (long long)error.line, error.message);
    fclose(file);
    return broken || status != PEEL_OK;
}

static void say_row(const peel_tally *row) {
    peel_interval ci;
    printf("%s %s: ", row->area, row->criterion);
    if (row->kind == PEEL_TALLY_REPORTED) {
        printf("%s as printed\n", row->reported);
    } else if (row->kind == PEEL_TALLY_UNMEASURED) {
        printf("no figure\n");
    } else {
        peel_status status = peel_rate(&row->sample, NULL, &ci);
        if (status == PEEL_OK)
            printf("%.4f%% (%.4f%% to %.4f%%)\n", 100 * ci.estimate, 100 * ci.lower, 100 * ci.upper);
        else
            printf("%s\n", peel_status_sentence(status));
    }
}

/* The kept rows on standard output, those that were set aside on standard error: nothing is lost. */
static int say_rows(const peel_tally_reader *reader) {
    peel_tally row;
    peel_error fault;
    peel_tally_summary summary;
    if (peel_tally_count(reader, &summary) != PEEL_OK) return 1;
    for (size_t i = 0; peel_tally_row(reader, i, &row) == PEEL_OK; i++)
        say_row(&row);
    for (size_t i = 0; peel_tally_set_aside(reader, i, &fault) == PEEL_OK; i++)
        fprintf(stderr, "line %lld%s%s: %s\n", (long long)fault.line, *fault.name ? ", " : "", fault.name,
                fault.message);
    printf("%lld rows: %lld samples, %lld reported rates, %lld without a figure, %lld set aside\n",
           (long long)summary.rows, (long long)summary.samples, (long long)summary.reported,
           (long long)summary.unmeasured, (long long)summary.set_aside);
    return summary.set_aside > 0;
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "examples/data/cambridgeshire-peel-2021-22.csv";
    peel_tally_reader *reader;
    peel_error error;
    if (peel_tally_open(NULL, &reader, &error) != PEEL_OK) {
        fprintf(stderr, "table: %s\n", error.message);
        return 1;
    }
    int failed = read_file(path, reader);
    if (!failed) failed = say_rows(reader);
    peel_tally_close(reader);
    return failed;
}
