/*
 * Two printed percentages without counts: from how many cases in each audit on do they differ?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "reported.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each test with each convention of which counts stand behind the figures. */
static const struct question {
    int32_t test, convention;
} questions[] = {{PEEL_TEST_FISHER, PEEL_CONVENTION_NEAREST},     {PEEL_TEST_FISHER, PEEL_CONVENTION_EVERY},
                 {PEEL_TEST_FISHER, PEEL_CONVENTION_POSSIBLE},    {PEEL_TEST_FISHER_MID_P, PEEL_CONVENTION_NEAREST},
                 {PEEL_TEST_FISHER_MID_P, PEEL_CONVENTION_EVERY}, {PEEL_TEST_PEARSON, PEEL_CONVENTION_NEAREST},
                 {PEEL_TEST_PEARSON, PEEL_CONVENTION_EVERY},      {PEEL_TEST_PEARSON, PEEL_CONVENTION_FRACTIONAL},
                 {PEEL_TEST_N_MINUS_1, PEEL_CONVENTION_NEAREST},  {PEEL_TEST_N_MINUS_1, PEEL_CONVENTION_EVERY}};
enum { question_count = sizeof questions / sizeof questions[0], listed_denominators = 8 };

struct two {
    const struct figure *before, *after;
    peel_differ differ;                 /* by the test that was asked for, with the nearest counts */
    peel_differ every, possible;        /* by the same test, over all counts that the figures leave */
    peel_differ each[question_count];   /* always 0 and first 0 where the library has no answer */
    int64_t size, size_by_formula;      /* cases for the power; 0: no answer */
    int64_t joint[listed_denominators]; /* the first numbers of cases that both figures can be of */
    peel_denominators denominators;
};

static double power_of(const struct reported_request *request) {
    return request->power > 0 ? request->power : 0.8;
}

static peel_status ask(const struct reported_request *request, struct two *two) {
    peel_differ_options options = {.size = sizeof options,
                                   .confidence = request->settings.confidence,
                                   .test = request->options.test,
                                   .largest = request->largest};
    const peel_reported *before = &two->before->reported, *after = &two->after->reported;
    const peel_reported both[] = {*before, *after};
    const peel_bounds range = {1, 300};
    peel_status status = peel_reported_differ(before, after, &options, &two->differ);
    options.convention = PEEL_CONVENTION_EVERY;
    if (status == PEEL_OK) status = peel_reported_differ(before, after, &options, &two->every);
    options.convention = PEEL_CONVENTION_POSSIBLE;
    if (status == PEEL_OK) status = peel_reported_differ(before, after, &options, &two->possible);
    for (size_t i = 0; status == PEEL_OK && i < question_count; i++) {
        options.test = questions[i].test;
        options.convention = questions[i].convention;
        status = peel_reported_differ(before, after, &options, &two->each[i]);
    }
    if (status == PEEL_OK)
        status = peel_reported_denominators(2, both, &range, listed_denominators, two->joint, &two->denominators);
    return status;
}

/* What the next pair of audits would need, if these were the true rates. */
static void ask_sizes(const struct reported_request *request, struct two *two) {
    peel_compare_options options = {.size = sizeof options, .confidence = request->settings.confidence};
    peel_compare_size(two->before->rate, two->after->rate, power_of(request), &options, &two->size);
    options.method = PEEL_TEST_PEARSON;
    peel_compare_size(two->before->rate, two->after->rate, power_of(request), &options, &two->size_by_formula);
}

static int32_t direction(const struct two *two) {
    if (two->before->rate == two->after->rate) return PEEL_VERDICT_NO_EVIDENCE;
    return two->before->rate < two->after->rate ? PEEL_VERDICT_RISING : PEEL_VERDICT_FALLING;
}

static void say_level(const struct two *two) {
    char name[number_size], level[number_size];
    short_title(name, two->differ.test);
    level_percent(level, two->differ.alpha);
    printf("(%s, %s)", name, level);
}

/* "65 or more", but of a number that few were looked at above, up to which. */
static void say_from(int64_t always, int64_t largest) {
    if (2 * always > largest)
        printf("in each audit from %lld up to %lld, the largest looked at,", (long long)always, (long long)largest);
    else
        printf("of %lld or more in each audit", (long long)always);
}

/* One rate may round to both figures: then no number of cases tells them apart. */
static int overlap(const struct two *two) {
    peel_range before = {0, 0, 0}, after = {0, 0, 0};
    peel_reported_range(&two->before->reported, &before);
    peel_reported_range(&two->after->reported, &after);
    return before.lower <= after.upper && after.lower <= before.upper;
}

/* Whether the change may be claimed: the counts nearest to the figures are a guess, and the least sure ones decide. */
static int is_claimed(const struct two *two) {
    return two->differ.always > 0 && two->every.always > 0;
}

static void say_when(const struct two *two) {
    const peel_differ *differ = &two->differ;
    if (overlap(two)) {
        printf("rounding alone could explain the difference, whatever the number of cases\n");
        return;
    }
    if (differ->always == 0 && differ->first == 0) {
        printf("with equal samples of up to %lld in each audit this is no more than chance can explain ",
               (long long)differ->largest);
    } else if (differ->always == 0) {
        printf(
            "with equal samples of some sizes from %lld on this is more than chance, but not of all of them up to %lld ",
            (long long)differ->first, (long long)differ->largest);
    } else if (!is_claimed(two)) {
        printf(
            "with equal samples of up to %lld, the largest looked at, rounding decides whether this is more than chance ",
            (long long)differ->largest);
    } else {
        printf("with equal samples ");
        say_from(differ->always, differ->largest);
        printf(" this is more than chance ");
    }
    say_level(two);
    putchar('\n');
}

static void say_convention(const char *over, const peel_differ *differ) {
    printf("%s ", over);
    if (differ->always == 0)
        printf("at no number up to %lld", (long long)differ->largest);
    else
        printf("from %lld on", (long long)differ->always);
}

/* Which counts were taken, what others say, and what lies below. */
static void say_counts_taken(const struct two *two) {
    const peel_differ *differ = &two->differ;
    if (overlap(two) || differ->always == 0) return;
    printf("That takes the whole number nearest to each figure (from %lld on)", (long long)differ->always);
    say_convention("; over every count that rounds so it is", &two->every);
    say_convention(", over the possible ones alone", &two->possible);
    putchar('\n');
    if (differ->always > 1 && differ->first == differ->always)
        printf("With fewer it is no more than chance can explain\n");
    else if (differ->always > 1 && differ->first > 1)
        printf(
            "With fewer than %lld it is no more than chance can explain; from %lld to %lld it depends on the number\n",
            (long long)differ->first, (long long)differ->first, (long long)differ->always - 1);
}

/* "93.5% to 94.5%" */
static void say_rounding(const struct figure *figure) {
    char lower[number_size], upper[number_size];
    peel_range range = {0, 0, 0};
    int decimals = figure->reported.decimals < most_decimals ? figure->reported.decimals + 1 : most_decimals;
    peel_reported_range(&figure->reported, &range);
    percent(lower, range.lower, decimals, "%", 1);
    percent(upper, range.upper, decimals, "%", 1);
    printf("%s to %s", lower, upper);
}

static void say_sizes(const struct reported_request *request, const struct two *two) {
    char power[number_size];
    confidence_percent(power, power_of(request));
    if (two->size == 0 && two->size_by_formula == 0) return;
    printf("To show such a change with %s power, each audit needs", power);
    if (two->size > 0) printf(" %lld cases (Fisher, exact)", (long long)two->size);
    if (two->size_by_formula > 0)
        printf("%s %lld%s (Pearson, normal formula)", two->size > 0 ? "," : "", (long long)two->size_by_formula,
               two->size > 0 ? "" : " cases");
    putchar('\n');
}

static void say_joint(const struct two *two) {
    int64_t possible = two->denominators.possible;
    if (possible == 0) {
        printf("No number of cases up to 300 gives both figures: they are of different numbers of cases, or of more\n");
        return;
    }
    printf("Both figures can be of the same number of cases where that is ");
    for (int64_t i = 0; i < possible && i < listed_denominators; i++)
        printf("%s%lld", i > 0 ? ", " : "", (long long)two->joint[i]);
    printf(possible > listed_denominators ? ", ...\n" : "\n");
}

static void say_two(const struct reported_request *request, const struct two *two) {
    char before[number_size], after[number_size];
    int32_t way = direction(two);
    figure_text(before, two->before);
    figure_text(after, two->after);
    if (way == PEEL_VERDICT_NO_EVIDENCE) {
        printf("%s and %s do not differ as printed: rounding leaves ", before, after);
        say_rounding(two->before);
        if (strcmp(before, after) != 0) {
            printf(" and ");
            say_rounding(two->after);
        }
        putchar('\n');
        return;
    }
    int claimed = is_claimed(two) && !overlap(two);
    printf("%s %s to %s: ", claimed ? verb_of(way, 0) : "From", before, after);
    say_when(two);
    say_counts_taken(two);
    say_sizes(request, two);
    say_joint(two);
    printf("Without the counts there is no interval of the change: ask for them, or for the +/- of each figure\n");
}

static void put_count(struct grid *grid, int64_t count) {
    if (count > 0)
        grid_put(grid, "%lld", (long long)count);
    else
        grid_put(grid, "none");
}

static void show_two_table(const struct two *two) {
    static const struct column columns[] = {{"test", 1, 0}, {"counts", 0, 0}, {"first", 0, 1}, {"always from", 0, 1}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    for (size_t i = 0; i < question_count; i++) {
        peel_method method = {.title = ""};
        peel_method_get(questions[i].test, &method);
        grid_put(&grid, "%s", method.title);
        grid_put(&grid, "%s", peel_convention_name(questions[i].convention));
        put_count(&grid, two->each[i].first);
        put_count(&grid, two->each[i].always);
    }
    grid_show(&grid);
    printf(
        "\nEqual numbers of cases in each audit, up to %lld. First: the smallest that differs; always from: from there on "
        "every one does. Counts: nearest, the whole number nearest to the percentage; every, all that round to it and the "
        "whole numbers on both sides, of which the least sure decides; possible, all that round to it, where both "
        "figures have such, likewise; fractional, the percentage itself, parts of cases and all.\n",
        (long long)two->differ.largest);
}

static void show_two_records(const struct reported_request *request, const struct two *two) {
    struct records records = reported_records;
    for (size_t i = 0; i < question_count; i++) {
        const peel_differ *differ = &two->each[i];
        json_t *record = reported_record(&records, "differ", two->before, two->after);
        peel_method method = {.name = ""};
        peel_method_get(questions[i].test, &method);
        record_text(record, "test", method.name);
        record_text(record, "convention", peel_convention_name(questions[i].convention));
        record_count(record, "first", differ->first, differ->first > 0);
        record_count(record, "always", differ->always, differ->always > 0);
        record_count(record, "largest", differ->largest, 1);
        record_count(record, "possible", differ->possible, 1);
        record_number(record, "confidence", request->settings.confidence);
        record_set(record, "notes", value_notes(differ->notes));
    }
    for (int exact = 1; exact >= 0; exact--) {
        int64_t size = exact ? two->size : two->size_by_formula;
        json_t *record = reported_record(&records, "size", two->before, two->after);
        record_text(record, "test", exact ? "fisher" : "pearson");
        record_number(record, "power", power_of(request));
        record_count(record, "assessed", size, size > 0);
        record_number(record, "confidence", request->settings.confidence);
    }
    for (int64_t i = 0; i < two->denominators.possible && i < listed_denominators; i++) {
        json_t *record = reported_record(&records, "joint", two->before, two->after);
        record_count(record, "assessed", two->joint[i], 1);
    }
    records_show(&records, request->report, &request->settings);
}

int reported_two(const struct reported_request *request) {
    struct two two = {.before = &request->figures[0], .after = &request->figures[1]};
    int format = request->settings.format;
    peel_status status = ask(request, &two);
    if (status != PEEL_OK) return option_status(status);
    ask_sizes(request, &two);
    if (format == format_csv || format == format_json) {
        show_two_records(request, &two);
        return exit_answered;
    }
    if (format == format_sentences) {
        say_two(request, &two);
        if (direction(&two) == PEEL_VERDICT_NO_EVIDENCE) return exit_answered;
        putchar('\n');
    }
    show_two_table(&two);
    return exit_answered;
}
