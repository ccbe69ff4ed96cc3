/*
 * Case records through the C API, beside libcsv alone, over a file of make_cases.c that is in memory:
 *     cases FILE          times of a row, in turns
 *     cases count FILE    the job of bench_cases.py as a whole process: every group's counts and Wilson limits as CSV
 *     cases libcsv FILE   libcsv with empty callbacks as a whole process
 */
#include <csv.h>
#include <peel.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "timing.h"

enum { piece = 65536 }; /* bytes that are handed over at once */

/* What is asked of the text, which is in memory or comes from a file. */
struct work {
    const char *text;
    size_t size;
    FILE *file; /* NULL: it is in memory */
    size_t by_n;
    int every;      /* of the second column that groups */
    int32_t method; /* 0: no intervals */
};

static void stop(const char *what) {
    fprintf(stderr, "cases: %s\n", what);
    exit(1);
}

static void *needed(size_t size) {
    void *memory = malloc(size + 1);
    if (!memory) stop("not enough memory");
    return memory;
}

/* --- libpeel ---------------------------------------------------------------------------------------------------------- */

struct answer {
    peel_cases_reader *reader;
    size_t groups;
    int64_t *counts[6]; /* met, assessed, not met, not applicable, missing; kept for all groups */
    double *limits[2];
};

static void feed(peel_cases_reader *reader, const char *bytes, size_t size) {
    peel_error error;
    if (peel_cases_feed(reader, bytes, size, &error) != PEEL_OK) stop(error.message);
}

static void read_all(peel_cases_reader *reader, const struct work *work) {
    static char bytes[piece];
    peel_error error;
    size_t size;
    if (work->file) {
        while ((size = fread(bytes, 1, sizeof bytes, work->file)) > 0)
            feed(reader, bytes, size);
    } else {
        for (size_t at = 0; at < work->size; at += size) {
            size = work->size - at < piece ? work->size - at : piece;
            feed(reader, work->text + at, size);
        }
    }
    if (peel_cases_finish(reader, &error) != PEEL_OK) stop(error.message);
}

static peel_cases_reader *open_reader(const struct work *work) {
    const peel_group_by by[] = {
        {.column = "force"}, {.column = "month", .every = work->every}, {.column = "criterion"}};
    const peel_criterion outcome = {.column = "outcome"};
    const peel_cases_plan plan = {
        .size = sizeof plan, .by = by, .by_n = work->by_n, .criteria = &outcome, .criteria_n = 1};
    peel_cases_reader *reader;
    peel_error error;
    if (peel_cases_open(&plan, &reader, &error) != PEEL_OK) stop(error.message);
    return reader;
}

static struct answer answer(const struct work *work) {
    struct answer made = {.reader = open_reader(work)};
    peel_cases_summary summary;
    read_all(made.reader, work);
    if (peel_cases_count(made.reader, &summary) != PEEL_OK) stop("no counts");
    made.groups = (size_t)summary.groups;
    for (size_t i = 0; i < 5; i++)
        made.counts[i] = needed(made.groups * sizeof *made.counts[i]);
    for (size_t i = 0; i < 2; i++)
        made.limits[i] = needed(made.groups * sizeof *made.limits[i]);
    const peel_case_columns columns = {.sample_met = made.counts[0],
                                       .assessed = made.counts[1],
                                       .not_met = made.counts[2],
                                       .not_applicable = made.counts[3],
                                       .missing = made.counts[4]};
    if (peel_cases_columns(made.reader, &columns) != PEEL_OK) stop("no columns");
    const peel_samples samples = {.met = made.counts[0], .assessed = made.counts[1]};
    const peel_rate_options options = {.size = sizeof options, .method = work->method};
    const peel_intervals intervals = {.lower = made.limits[0], .upper = made.limits[1]};
    size_t bad;
    if (work->method && (peel_rate_many(made.groups, &samples, &options, &intervals, &bad) != PEEL_OK || bad > 0))
        stop("no intervals");
    return made;
}

static void answer_close(struct answer *of) {
    for (size_t i = 0; i < 5; i++)
        free(of->counts[i]);
    for (size_t i = 0; i < 2; i++)
        free(of->limits[i]);
    peel_cases_close(of->reader);
}

static void pass(const void *work) {
    struct answer made = answer(work);
    keep((double)made.counts[0][0]);
    answer_close(&made);
}

/* No name of the file has a comma or a quotation mark. */
static void print(const struct answer *of) {
    puts("force,month,criterion,met,not_met,not_applicable,missing,lower,upper");
    for (size_t i = 0; i < of->groups; i++) {
        const char *keys[3];
        for (size_t key = 0; key < 3; key++)
            if (peel_cases_key(of->reader, i, key, &keys[key]) != PEEL_OK) stop("no key");
        printf("%s,%s,%s,%lld,%lld,%lld,%lld,%.17g,%.17g\n", keys[0], keys[1], keys[2], (long long)of->counts[0][i],
               (long long)of->counts[2][i], (long long)of->counts[3][i], (long long)of->counts[4][i], of->limits[0][i],
               of->limits[1][i]);
    }
}

/* --- libcsv alone ------------------------------------------------------------------------------------------------------ */

static void no_field(void *bytes, size_t length, void *context) {
    (void)bytes;
    (void)length;
    (void)context;
}

static void no_row(int byte, void *context) {
    (void)byte;
    (void)context;
}

static void pass_libcsv(const void *context) {
    static char bytes[piece];
    const struct work *work = context;
    struct csv_parser parser;
    size_t size;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    if (work->file) {
        while ((size = fread(bytes, 1, sizeof bytes, work->file)) > 0)
            if (csv_parse(&parser, bytes, size, no_field, no_row, NULL) != size) stop("libcsv");
    } else {
        for (size_t at = 0; at < work->size; at += size) {
            size = work->size - at < piece ? work->size - at : piece;
            if (csv_parse(&parser, work->text + at, size, no_field, no_row, NULL) != size) stop("libcsv");
        }
    }
    csv_fini(&parser, no_field, no_row, NULL);
    csv_free(&parser);
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

static void load(struct work *work, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) stop("the file cannot be read");
    const long size = ftell(file);
    rewind(file);
    char *text = needed((size_t)size);
    if (fread(text, 1, (size_t)size, file) != (size_t)size) stop("the file cannot be read");
    fclose(file);
    work->text = text;
    work->size = (size_t)size;
}

static int64_t rows_of(const struct work *file) {
    const struct work work = {.text = file->text, .size = file->size};
    peel_cases_summary summary;
    peel_cases_reader *reader = open_reader(&work);
    read_all(reader, &work);
    if (peel_cases_count(reader, &summary) != PEEL_OK) stop("no counts");
    peel_cases_close(reader);
    return summary.rows;
}

static void race(const char *path) {
    static const char *const titles[] = {
        "libpeel, by force, month, criterion, wilson of all groups", "libpeel, the same, months read as dates",
        "libpeel, the same with clopper-pearson", "libpeel, one group of all", "libcsv, empty callbacks"};
    struct work file = {.file = NULL};
    load(&file, path);
    const double rows = (double)rows_of(&file);
    struct work works[5] = {{.by_n = 3, .method = PEEL_RATE_WILSON},
                            {.by_n = 3, .method = PEEL_RATE_WILSON, .every = PEEL_EVERY_MONTH},
                            {.by_n = 3, .method = PEEL_RATE_CLOPPER_PEARSON},
                            {.by_n = 0, .method = PEEL_RATE_WILSON},
                            {.by_n = 0}};
    struct contestant contestants[5];
    for (size_t i = 0; i < 5; i++) {
        works[i].text = file.text;
        works[i].size = file.size;
        contestants[i] = (struct contestant){.pass = i < 4 ? pass : pass_libcsv, .work = &works[i], .calls = rows};
    }
    compete(contestants, 5);
    printf(
        "\n| Case records in memory, %.0f rows of %.0f bytes | ns a row | MB/s | times libcsv alone |\n|---|---|---|---|\n",
        rows, (double)file.size / rows);
    for (size_t i = 0; i < 5; i++)
        printf("| %s | %.0f | %.0f | %.2f |\n", titles[i], contestants[i].median,
               (double)file.size / rows / contestants[i].median * 1e3, contestants[i].median / contestants[4].median);
}

int main(int argc, char **argv) {
    struct work work = {.by_n = 3, .method = PEEL_RATE_WILSON};
    if (argc == 2) return race(argv[1]), 0;
    if (argc != 3) return fprintf(stderr, "usage: cases [count|libcsv] FILE\n"), 2;
    work.file = fopen(argv[2], "rb");
    if (!work.file) return perror(argv[2]), 1;
    if (strcmp(argv[1], "libcsv") == 0) {
        pass_libcsv(&work);
    } else {
        struct answer made = answer(&work);
        print(&made);
        answer_close(&made);
    }
    return ferror(work.file) || fflush(stdout) != 0;
}
