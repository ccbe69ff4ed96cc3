/*
 * The records of examples/data: the grid's tallies are the figures that were printed; the counts of the month of cases and of the stops
 * were had with Python's csv, datetime and zoneinfo.
 */
#include <criterion/criterion.h>
#include <peel.h>
#include <stdlib.h>
#include <string.h>

#include "support/reading.h"

#define PRINTED_CSV "examples/data/cambridgeshire-peel-2021-22.csv"
#define GRID_CSV    "examples/data/grid-cambridgeshire-2021-22.csv"
#define CASES_CSV   "examples/data/cases-2024-03.csv"
#define STOPS_CSV   "examples/data/stop-and-search-2024-03.csv"

static peel_cases_reader *counted(const char *path, const peel_cases_plan *plan) {
    peel_cases_reader *reader;
    peel_error error;
    size_t size;
    char *const bytes = file_bytes(path, &size);
    cr_assert_eq(peel_cases_open(plan, &reader, &error), PEEL_OK, "%s", error.message);
    cr_assert_eq(peel_cases_feed(reader, bytes, size, &error), PEEL_OK, "%s", error.message);
    cr_assert_eq(peel_cases_finish(reader, &error), PEEL_OK, "%s", error.message);
    free(bytes);
    return reader;
}

static peel_cases_summary summary_of(const peel_cases_reader *reader) {
    peel_cases_summary summary;
    cr_assert_eq(peel_cases_count(reader, &summary), PEEL_OK);
    cr_expect_eq(summary.rows, summary.used + summary.filtered + summary.set_aside);
    return summary;
}

/* Not applicable and blank as examples/data/README.md has them; met and assessed are looked up in the printed figures. */
static const struct filled_up {
    const char *criterion;
    int64_t not_applicable, blank;
} filled_up[] = {
    {"attended within the published time", 48, 3},         {"crime prevention advice given", 77, 5},
    {"advice on preserving evidence given", 90, 4},        {"repeat-victim check made", 47, 2},
    {"repeat victim recorded by the call handler", 96, 1}, {"investigation plan created", 68, 2},
    {"supervisor's advice and direction given", 62, 0},    {"evidence of a victim needs assessment", 65, 6},
};
enum { criteria_n = sizeof filled_up / sizeof filled_up[0] };

static peel_sample printed_sample(const char *criterion) {
    size_t size;
    char *const bytes = file_bytes(PRINTED_CSV, &size);
    struct reading reading = reading_of(bytes, size, size, NULL);
    peel_sample sample = {0, 0, 0};
    for (int64_t i = 0; i < reading.summary.rows; i++) {
        const peel_tally row = reading_row(&reading, (size_t)i);
        if (strcmp(row.criterion, criterion) == 0) sample = row.sample;
    }
    reading_close(&reading);
    free(bytes);
    return sample;
}

Test(cases_data, the_grid_has_the_samples_that_were_printed) {
    peel_criterion criteria[criteria_n] = {{0}};
    for (size_t i = 0; i < criteria_n; i++)
        criteria[i].column = filled_up[i].criterion;
    const peel_cases_plan plan = {.size = sizeof plan, .criteria = criteria, .criteria_n = criteria_n};
    peel_cases_reader *const reader = counted(GRID_CSV, &plan);
    const peel_cases_summary summary = summary_of(reader);
    cr_expect_eq(summary.rows, 130);
    cr_expect_eq(summary.used, 130);
    cr_expect_eq(summary.groups, 1);
    for (size_t i = 0; i < criteria_n; i++) {
        peel_case_tally tally;
        const peel_sample printed = printed_sample(filled_up[i].criterion);
        cr_assert_eq(peel_cases_tally(reader, i, &tally), PEEL_OK);
        cr_expect_str_eq(tally.criterion, filled_up[i].criterion);
        cr_expect_gt(printed.assessed, 0, "%s", tally.criterion);
        cr_expect_eq(tally.sample.met, printed.met, "%s: %lld", tally.criterion, (long long)tally.sample.met);
        cr_expect_eq(tally.sample.assessed, printed.assessed, "%s: %lld", tally.criterion,
                     (long long)tally.sample.assessed);
        cr_expect_eq(tally.not_applicable, filled_up[i].not_applicable, "%s", tally.criterion);
        cr_expect_eq(tally.missing, filled_up[i].blank, "%s", tally.criterion);
    }
    peel_cases_close(reader);
}

/* A repeat victim can have been recorded only where the check was made. */
Test(cases_data, the_grid_records_repeat_victims_where_the_check_was_made) {
    const char *const check = "repeat-victim check made";
    const char *const yes = "Y";
    const peel_criterion recorded = {.column = "repeat victim recorded by the call handler"};
    const peel_filter made = {.column = check, .words = &yes, .words_n = 1};
    const peel_cases_plan plan = {
        .size = sizeof plan, .criteria = &recorded, .criteria_n = 1, .filters = &made, .filters_n = 1};
    peel_cases_reader *const reader = counted(GRID_CSV, &plan);
    peel_case_tally tally;
    cr_assert_eq(peel_cases_tally(reader, 0, &tally), PEEL_OK);
    cr_expect_eq(tally.sample.met, 30);
    cr_expect_eq(tally.sample.assessed, 33);
    cr_expect_eq(summary_of(reader).filtered, 130 - 57);
    peel_cases_close(reader);
}

static const struct timed {
    const char *unit, *grade;
    int64_t met, assessed, open;
} timed[] = {
    {"City", "priority", 19, 28, 2}, {"City", "prompt", 40, 52, 1},    {"North", "priority", 18, 25, 0},
    {"North", "prompt", 30, 39, 1},  {"South", "priority", 13, 21, 0}, {"South", "prompt", 30, 37, 0},
};
enum { timed_n = sizeof timed / sizeof timed[0] };

static peel_cases_reader *times_counted(int32_t zone) {
    const peel_time_limit limits[] = {{"prompt", 14400}, {"priority", 3600}};
    const peel_criterion in_time = {.column = "attended",
                                    .since = "received",
                                    .grade = "grade",
                                    .limits = limits,
                                    .limits_n = 2,
                                    .measure = PEEL_MEASURE_TIME};
    const peel_group_by by[] = {{.column = "unit"}, {.column = "grade"}};
    const char *const grades[] = {"prompt", "priority"};
    const peel_filter graded = {.column = "grade", .words = grades, .words_n = 2};
    const peel_cases_plan plan = {.size = sizeof plan,
                                  .by = by,
                                  .by_n = 2,
                                  .criteria = &in_time,
                                  .criteria_n = 1,
                                  .filters = &graded,
                                  .filters_n = 1,
                                  .zone = zone,
                                  .sorted = 1};
    return counted(CASES_CSV, &plan);
}

Test(cases_data, a_month_of_cases_has_its_times) {
    peel_cases_reader *const reader = times_counted(PEEL_ZONE_LONDON);
    const peel_cases_summary summary = summary_of(reader);
    cr_expect_eq(summary.rows, 240);
    cr_expect_eq(summary.used, 206);
    cr_expect_eq(summary.filtered, 32);
    cr_expect_eq(summary.set_aside, 2);
    cr_assert_eq(summary.groups, timed_n);
    for (size_t i = 0; i < timed_n; i++) {
        peel_case_tally tally;
        const char *unit, *grade;
        cr_assert_eq(peel_cases_tally(reader, i, &tally), PEEL_OK);
        cr_assert_eq(peel_cases_key(reader, i, 0, &unit), PEEL_OK);
        cr_assert_eq(peel_cases_key(reader, i, 1, &grade), PEEL_OK);
        cr_expect_str_eq(unit, timed[i].unit);
        cr_expect_str_eq(grade, timed[i].grade);
        cr_expect_eq(tally.sample.met, timed[i].met, "%s, %s: %lld", unit, grade, (long long)tally.sample.met);
        cr_expect_eq(tally.sample.assessed, timed[i].assessed, "%s, %s", unit, grade);
        cr_expect_eq(tally.open, timed[i].open, "%s, %s", unit, grade);
        cr_expect_eq(tally.missing, 0);
    }
    peel_cases_close(reader);
}

/* The call of 00:40 on 31 March is in time by the clock of London alone. The two that ended before they began are told by place. */
Test(cases_data, the_month_of_cases_knows_the_night_of_the_clocks) {
    peel_cases_reader *const printed = times_counted(PEEL_ZONE_PRINTED);
    peel_case_tally tally;
    peel_error fault;
    cr_assert_eq(peel_cases_tally(printed, 2, &tally), PEEL_OK);
    cr_expect_eq(tally.sample.met, 17);
    cr_expect_eq(tally.sample.assessed, 25);
    static const int64_t lines[] = {92, 153};
    for (size_t i = 0; i < 2; i++) {
        cr_assert_eq(peel_cases_set_aside(printed, i, &fault), PEEL_OK);
        cr_expect_eq(fault.status, PEEL_ERROR_NEGATIVE_DURATION);
        cr_expect_eq(fault.line, lines[i]);
    }
    peel_cases_close(printed);
}

Test(cases_data, stops_of_a_month_by_their_layout) {
    const peel_cases_plan plan = {.size = sizeof plan, .layout = PEEL_LAYOUT_STOP_SEARCH};
    /* found, an outcome recorded, ethnicity recorded by the person and by the officer: met, not met, missing */
    static const int64_t answers[][3] = {{49, 100, 51}, {193, 7, 0}, {143, 57, 0}, {173, 27, 0}};
    peel_cases_reader *const reader = counted(STOPS_CSV, &plan);
    const peel_cases_summary summary = summary_of(reader);
    cr_expect_eq(summary.used, 200);
    cr_assert_eq(summary.criteria, 4);
    for (size_t i = 0; i < 4; i++) {
        peel_case_tally tally;
        cr_assert_eq(peel_cases_tally(reader, i, &tally), PEEL_OK);
        cr_expect_eq(tally.met, answers[i][0], "%s: %lld", tally.criterion, (long long)tally.met);
        cr_expect_eq(tally.not_met, answers[i][1], "%s: %lld", tally.criterion, (long long)tally.not_met);
        cr_expect_eq(tally.missing, answers[i][2], "%s: %lld", tally.criterion, (long long)tally.missing);
    }
    peel_cases_close(reader);
}

/* Two stops are after midnight in London, and of another month and financial year than in print. */
Test(cases_data, stops_of_a_month_by_either_clock) {
    static const struct {
        int32_t zone, every;
        const char *period[2];
        int64_t stops[2];
        int64_t groups;
    } clocks[] = {
        {PEEL_ZONE_PRINTED, PEEL_EVERY_MONTH, {"2024-03", NULL}, {200, 0}, 1},
        {PEEL_ZONE_LONDON, PEEL_EVERY_MONTH, {"2024-03", "2024-04"}, {198, 2}, 2},
        {PEEL_ZONE_LONDON, PEEL_EVERY_FINANCIAL_YEAR, {"2023/24", "2024/25"}, {198, 2}, 2},
    };
    for (size_t i = 0; i < sizeof clocks / sizeof clocks[0]; i++) {
        const peel_group_by by = {.column = "Date", .every = clocks[i].every};
        const peel_criterion outcome = {.column = "Outcome", .measure = PEEL_MEASURE_FILLED};
        const peel_cases_plan plan = {.size = sizeof plan,
                                      .by = &by,
                                      .by_n = 1,
                                      .criteria = &outcome,
                                      .criteria_n = 1,
                                      .zone = clocks[i].zone,
                                      .sorted = 1};
        peel_cases_reader *const reader = counted(STOPS_CSV, &plan);
        cr_assert_eq(summary_of(reader).groups, clocks[i].groups);
        for (size_t group = 0; group < (size_t)clocks[i].groups; group++) {
            const char *period;
            peel_case_tally tally;
            cr_assert_eq(peel_cases_key(reader, group, 0, &period), PEEL_OK);
            cr_assert_eq(peel_cases_tally(reader, group, &tally), PEEL_OK);
            cr_expect_str_eq(period, clocks[i].period[group]);
            cr_expect_eq(tally.met + tally.not_met, clocks[i].stops[group], "%s", period);
        }
        peel_cases_close(reader);
    }
}
