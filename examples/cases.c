/*
 * We keep a row a case. Of a month of them: how many were attended in time, in each unit and grade?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc cases.c $(pkg-config --cflags --libs peel) -o cases
 * ./cases FILE.csv; without a file: examples/data/cases-2024-03.csv
 */
#include <peel.h>
#include <stdio.h>

/* In time: within four hours of being received where the grade is prompt, within one where it is priority. */
static peel_status open_reader(peel_cases_reader **reader, peel_error *error) {
    const peel_time_limit limits[] = {{"prompt", INT64_C(4) * 3600}, {"priority", 3600}};
    const peel_criterion in_time = {
        .name = "attended in time",
        .measure = PEEL_MEASURE_TIME,
        .since = "received",
        .column = "attended",
        .grade = "grade",
        .limits = limits,
        .limits_n = 2,
    };
    const peel_group_by by[] = {{.column = "unit"}, {.column = "grade"}};
    const char *const published[] = {"prompt", "priority"}; /* the grades that have a limit */
    const peel_filter graded = {.column = "grade", .test = PEEL_FILTER_IS, .words = published, .words_n = 2};
    const peel_cases_plan plan = {
        .size = sizeof plan,
        .by = by,
        .by_n = 2,
        .criteria = &in_time,
        .criteria_n = 1,
        .filters = &graded,
        .filters_n = 1,
        .zone = PEEL_ZONE_LONDON, /* an hour is an hour on the night when clocks change */
        .sorted = 1,
    };
    return peel_cases_open(&plan, reader, error);
}

static peel_status read_file(peel_cases_reader *reader, FILE *file, peel_error *error) {
    char bytes[65536];
    size_t size;
    peel_status status = PEEL_OK;
    while (status == PEEL_OK && (size = fread(bytes, 1, sizeof bytes, file)) > 0)
        status = peel_cases_feed(reader, bytes, size, error);
    return status == PEEL_OK && !ferror(file) ? peel_cases_finish(reader, error) : status;
}

static void say_groups(const peel_cases_reader *reader) {
    peel_case_tally tally;
    for (size_t i = 0; peel_cases_tally(reader, i, &tally) == PEEL_OK; i++) {
        const char *unit, *grade;
        peel_interval ci;
        if (peel_cases_key(reader, tally.group, 0, &unit) != PEEL_OK ||
            peel_cases_key(reader, tally.group, 1, &grade) != PEEL_OK || peel_rate(&tally.sample, NULL, &ci) != PEEL_OK)
            return;
        printf("%s, %s: %lld of %lld %s (%.1f%%, %.1f%% to %.1f%%); open: %lld, missing: %lld\n", unit, grade,
               (long long)tally.sample.met, (long long)tally.sample.assessed, tally.criterion, 100 * ci.estimate,
               100 * ci.lower, 100 * ci.upper, (long long)tally.open, (long long)tally.missing);
    }
}

/* Nothing is lost: what is not in the rates is counted here, and rows set aside are listed, the first 1,000 of them. */
static void say_rest(const peel_cases_reader *reader) {
    peel_cases_summary summary;
    peel_error fault;
    if (peel_cases_count(reader, &summary) != PEEL_OK) return;
    printf("%lld rows: %lld used, %lld of other grades or none, %lld set aside\n", (long long)summary.rows,
           (long long)summary.used, (long long)summary.filtered, (long long)summary.set_aside);
    for (size_t i = 0; peel_cases_set_aside(reader, i, &fault) == PEEL_OK; i++)
        printf("line %lld%s%s: %s\n", (long long)fault.line, *fault.name ? ", " : "", fault.name, fault.message);
    if (summary.set_aside > summary.faults) printf("and %lld more\n", (long long)(summary.set_aside - summary.faults));
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "examples/data/cases-2024-03.csv";
    peel_cases_reader *reader;
    peel_error error;
    int broken = 0;
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    peel_status status = open_reader(&reader, &error);
    if (status == PEEL_OK) {
        status = read_file(reader, file, &error);
        broken = ferror(file);
        if (broken) perror(path);
        if (status == PEEL_OK && !broken) {
            say_groups(reader);
            say_rest(reader);
        }
        peel_cases_close(reader);
    }
    fclose(file);
    if (status != PEEL_OK) fprintf(stderr, "%s:%lld: %s\n", path, (long long)error.line, error.message);
    return status != PEEL_OK || broken;
}
