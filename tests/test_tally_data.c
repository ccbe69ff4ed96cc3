/* What must come of every file in tests/data and examples/data, in whatever pieces it is read. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/reading.h"

struct outcome {
    const char *path;
    peel_status status;
    int64_t line, column; /* of the fatal fault, or of the first row set aside */
    int64_t samples, reported, unmeasured, set_aside, blank_lines;
    int32_t encoding;
};

static const struct outcome outcomes[] = {
    {"examples/data/cambridgeshire-peel-2021-22.csv", PEEL_OK, 0, 0, 8, 2, 7, 0, 0, 0},
    {"examples/data/chart-audits.csv", PEEL_OK, 0, 0, 108, 0, 0, 0, 0, 0},
    {"examples/data/rare-failures.csv", PEEL_OK, 0, 0, 27, 0, 0, 0, 0, 0},
    {"examples/data/cases-2024-03.csv", PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, 0, 0, 0, 0, 0},
    {"examples/data/grid-cambridgeshire-2021-22.csv", PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, 0, 0, 0, 0, 0},
    {"examples/data/stop-and-search-2024-03.csv", PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, 0, 0, 0, 0, 0},
    {"examples/data/monthly-audits.csv", PEEL_OK, 0, 0, 48, 0, 0, 0, 0, 0},
    {"examples/data/steady-audits.csv", PEEL_OK, 0, 0, 24, 0, 0, 0, 0, 0},
    {"tests/data/blank-lines.csv", PEEL_OK, 0, 0, 2, 0, 0, 0, 7, 0},
    {"tests/data/byte-order-mark-alone.csv", PEEL_ERROR_NO_HEADER, 0, 0, 0, 0, 0, 0, 0, 0},
    {"tests/data/byte-order-mark-crlf.csv", PEEL_OK, 0, 0, 2, 0, 0, 0, 0, 0},
    {"tests/data/carriage-returns.csv", PEEL_OK, 3, 0, 2, 0, 0, 1, 0, 0},
    {"tests/data/counts.csv", PEEL_OK, 2, 11, 1, 0, 0, 8, 0, 0},
    {"tests/data/empty.csv", PEEL_ERROR_NO_HEADER, 0, 0, 0, 0, 0, 0, 0, 0},
    {"tests/data/excel-dates.csv", PEEL_OK, 2, 3, 0, 0, 0, 3, 0, 0},
    {"tests/data/invalid-utf-8-header.csv", PEEL_ERROR_ENCODING, 1, 1, 0, 0, 0, 0, 0, 0},
    {"tests/data/invalid-utf-8-header.csv", PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, 0, 0, 0, 0, 1},
    {"tests/data/marks-for-nothing.csv", PEEL_OK, 2, 3, 0, 0, 1, 7, 0, 0},
    {"tests/data/missing-assessed.csv", PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, 0, 0, 0, 0, 0},
    {"tests/data/missing-criterion.csv", PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, 0, 0, 0, 0, 0},
    {"tests/data/no-break-spaces.csv", PEEL_OK, 3, 1, 1, 0, 0, 1, 3, 0},
    {"tests/data/nul-bytes.csv", PEEL_OK, 3, 1, 2, 0, 0, 1, 0, 0},
    {"tests/data/percentages.csv", PEEL_OK, 3, 14, 0, 2, 0, 5, 0, 0},
    {"tests/data/quote-never-ends.csv", PEEL_ERROR_QUOTE, 3, 1, 0, 0, 0, 0, 0, 0},
    {"tests/data/quote-swallows-rows.csv", PEEL_ERROR_QUOTE, 3, 1, 0, 0, 0, 0, 0, 0},
    {"tests/data/quotes-and-line-breaks.csv", PEEL_OK, 5, 6, 1, 0, 0, 2, 0, 0},
    {"tests/data/ragged.csv", PEEL_OK, 3, 0, 2, 0, 0, 3, 0, 0},
    {"tests/data/repeated-column.csv", PEEL_ERROR_REPEATED_COLUMN, 1, 24, 0, 0, 0, 0, 0, 0},
    {"tests/data/semicolons.csv", PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, 0, 0, 0, 0, 0},
    {"tests/data/stray-quotes.csv", PEEL_OK, 2, 1, 1, 0, 0, 4, 0, 0},
    {"tests/data/tabs.csv", PEEL_ERROR_MISSING_COLUMN, 1, 0, 0, 0, 0, 0, 0, 0},
    {"tests/data/totals-below.csv", PEEL_OK, 5, 1, 2, 0, 0, 1, 1, 0},
    {"tests/data/utf-16-without-mark.csv", PEEL_ERROR_NUL_BYTE, 1, 1, 0, 0, 0, 0, 0, 0},
    {"tests/data/utf-16.csv", PEEL_ERROR_ENCODING, 1, 1, 0, 0, 0, 0, 0, 0},
    {"tests/data/windows-1252.csv", PEEL_OK, 2, 1, 0, 0, 0, 2, 0, 0},
    {"tests/data/windows-1252.csv", PEEL_OK, 0, 0, 2, 0, 0, 0, 0, 1},
};

enum { outcomes_n = sizeof outcomes / sizeof outcomes[0] };

static peel_tally_options options_of(const struct outcome *outcome) {
    return (peel_tally_options){.size = sizeof(peel_tally_options), .encoding = outcome->encoding};
}

Test(tally_data, every_file_has_its_outcome) {
    for (size_t i = 0; i < outcomes_n; i++) {
        const struct outcome *const expected = &outcomes[i];
        const peel_tally_options options = options_of(expected);
        size_t size;
        char *const bytes = file_bytes(expected->path, &size);
        struct reading reading = reading_of(bytes, size, size + 1, &options);
        cr_expect_eq(reading.status, expected->status, "%s: %s", expected->path, reading.error.message);
        const peel_error fault = expected->set_aside > 0 ? reading_fault(&reading, 0) : reading.error;
        cr_expect_eq(fault.line, expected->line, "%s: line %lld", expected->path, (long long)fault.line);
        cr_expect_eq(fault.column, expected->column, "%s: column %lld", expected->path, (long long)fault.column);
        const peel_tally_summary *const got = &reading.summary;
        cr_expect_eq(got->samples, expected->samples, "%s: %lld", expected->path, (long long)got->samples);
        cr_expect_eq(got->reported, expected->reported, "%s: %lld", expected->path, (long long)got->reported);
        cr_expect_eq(got->unmeasured, expected->unmeasured, "%s: %lld", expected->path, (long long)got->unmeasured);
        cr_expect_eq(got->set_aside, expected->set_aside, "%s: %lld", expected->path, (long long)got->set_aside);
        cr_expect_eq(got->blank_lines, expected->blank_lines, "%s: %lld", expected->path, (long long)got->blank_lines);
        cr_expect_eq(got->rows, got->samples + got->reported + got->unmeasured + got->set_aside, "%s", expected->path);
        reading_close(&reading);
        free(bytes);
    }
}

Test(tally_data, the_outcome_is_the_same_in_pieces_of_every_size) {
    for (size_t i = 0; i < outcomes_n; i++) {
        const peel_tally_options options = options_of(&outcomes[i]);
        size_t size;
        char *const bytes = file_bytes(outcomes[i].path, &size);
        struct reading whole = reading_of(bytes, size, size + 1, &options);
        for (size_t piece = 1; piece <= size; piece++) {
            struct reading cut = reading_of(bytes, size, piece, &options);
            cr_expect(reading_equal(&whole, &cut), "%s in pieces of %zu", outcomes[i].path, piece);
            reading_close(&cut);
        }
        reading_close(&whole);
        free(bytes);
    }
}

/* A file that nobody says anything of would be a test that cannot fail. */
static void expect_all_listed(const char *folder) {
    DIR *const files = opendir(folder);
    cr_assert_not_null(files, "%s", folder);
    for (const struct dirent *file = readdir(files); file; file = readdir(files)) {
        const char *const end = strrchr(file->d_name, '.');
        char path[512];
        size_t listed = 0;
        if (!end || strcmp(end, ".csv") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, file->d_name);
        for (size_t i = 0; i < outcomes_n; i++)
            listed += strcmp(outcomes[i].path, path) == 0;
        cr_expect_gt(listed, 0, "%s has no outcome", path);
    }
    closedir(files);
}

Test(tally_data, every_file_is_listed) {
    expect_all_listed("tests/data");
    expect_all_listed("examples/data");
}

struct printed {
    const char *area, *criterion, *period, *reported;
    int64_t met, assessed; /* as compliance: of 15 failures in 59, 44 */
};

/* The figures of the force's published response to HMICFRS's PEEL 2021/22 inspection. */
static const struct printed cambridgeshire[] = {
    {"AFI 1", "equality data recorded", "", "", -1, -1},
    {"AFI 2", "recorded grounds for stop and search reasonable", "2019 and 2020", "94 percent", -1, -1},
    {"AFI 2", "recorded grounds for stop and search reasonable", "2020 and 2021", "80.6 percent", -1, -1},
    {"AFI 3", "consistent neighbourhood policing", "", "", -1, -1},
    {"AFI 4", "problem-solving plans evaluated", "", "", -1, -1},
    {"AFI 5", "attended within the published time", "", "", 41, 79},
    {"AFI 6", "crime prevention advice given", "", "", 40, 48},
    {"AFI 6", "advice on preserving evidence given", "", "", 27, 36},
    {"AFI 7", "repeat-victim check made", "", "", 57, 81},
    {"AFI 7", "repeat victim recorded by the call handler", "", "", 30, 33},
    {"AFI 8", "investigation plan created", "", "", 47, 60},
    {"AFI 8", "supervisor's advice and direction given", "", "", 43, 68},
    {"AFI 9", "evidence of a victim needs assessment", "", "", 44, 59},
    {"AFI 10", "auditable record of the victim's decision", "", "", -1, -1},
    {"AFI 11", "supervisory reviews of registered sex offenders", "", "", -1, -1},
    {"AFI 12", "workforce skills information", "", "", -1, -1},
    {"AFI 13", "collaborated occupational health", "", "", -1, -1},
};

Test(tally_data, the_cambridgeshire_samples_are_as_printed) {
    size_t size;
    char *const bytes = file_bytes("examples/data/cambridgeshire-peel-2021-22.csv", &size);
    struct reading reading = reading_of(bytes, size, size, NULL);
    cr_assert_eq(reading.summary.rows, (int64_t)(sizeof cambridgeshire / sizeof cambridgeshire[0]));
    for (size_t i = 0; i < (size_t)reading.summary.rows; i++) {
        const struct printed *const printed = &cambridgeshire[i];
        const peel_tally row = reading_row(&reading, i);
        const int32_t without = printed->reported[0] ? PEEL_TALLY_REPORTED : PEEL_TALLY_UNMEASURED;
        cr_expect_str_eq(row.area, printed->area);
        cr_expect_str_eq(row.criterion, printed->criterion);
        cr_expect_str_eq(row.period, printed->period);
        cr_expect_str_eq(row.reported, printed->reported);
        cr_expect_eq(row.kind, printed->assessed < 0 ? without : PEEL_TALLY_SAMPLE, "%s", row.criterion);
        cr_expect_eq(row.sample.met, printed->assessed < 0 ? 0 : printed->met, "%s", row.criterion);
        cr_expect_eq(row.sample.assessed, printed->assessed < 0 ? 0 : printed->assessed, "%s", row.criterion);
        const int32_t counts = strcmp(row.area, "AFI 9") == 0 ? PEEL_COUNTS_FAILURES : PEEL_COUNTS_MET;
        cr_expect_eq(row.counts, counts, "%s", row.criterion);
    }
    reading_close(&reading);
    free(bytes);
}
