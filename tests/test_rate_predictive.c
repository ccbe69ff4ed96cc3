/* What is predicted for the cases of a known population that were not looked at, against exact rationals. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <math.h>
#include <peel.h>
#include <stdio.h>
#include <string.h>

struct row {
    size_t line;
    char method[16], side[16], given[16];
    peel_sample sample;
    peel_rate_options options;
    int64_t lower, upper;
};

/* The next row of the table; 0 at its end. */
static int next_row(FILE *file, struct row *row) {
    char text[256];
    double level;
    do {
        row->line++;
        if (!fgets(text, sizeof text, file)) return 0;
    } while (text[0] == '#' || strncmp(text, "method,", 7) == 0);
    row->options = (peel_rate_options){.size = sizeof row->options};
    int read =
        sscanf(text, "%15[^,],%lf,%lf,%" SCNd64 ",%" SCNd64 ",%" SCNd64 ",%15[^,],%15[^,],%lf,%" SCNd64 ",%" SCNd64,
               row->method, &row->options.prior_met, &row->options.prior_failed, &row->sample.met,
               &row->sample.assessed, &row->sample.population, row->side, row->given, &level, &row->lower, &row->upper);
    cr_assert(read == 11, "line %zu", row->line);
    cr_assert(peel_method_parse(PEEL_CONCEPT_RATE, row->method, &row->options.method, NULL) == PEEL_OK);
    cr_assert(peel_side_parse(row->side, &row->options.side, NULL) == PEEL_OK);
    if (strcmp(row->given, "alpha") == 0)
        row->options.alpha = level;
    else
        row->options.confidence = level;
    if (row->options.method == PEEL_RATE_JEFFREYS) row->options.prior_met = row->options.prior_failed = 0.0;
    return 1;
}

/* Whether a bound is right, or of more than 1e11 cases within the slack. */
static int is_near(int64_t got, int64_t want, int64_t population, int64_t slack) {
    return got == want || (population > INT64_C(100000000000) && got - want <= slack && want - got <= slack);
}

static void run_table(const char *name, size_t least_rows, int64_t slack) {
    FILE *file = fopen(name, "r");
    struct row row = {0};
    size_t rows = 0;
    cr_assert(file != NULL);
    for (; next_row(file, &row); rows++) {
        peel_bounds got = {-1, -1};
        peel_interval interval;
        peel_status status = peel_rate_bounds(&row.sample, &row.options, &got);
        cr_expect(status == PEEL_OK && is_near(got.lower, row.lower, row.sample.population, slack) &&
                      is_near(got.upper, row.upper, row.sample.population, slack),
                  "%s line %zu: status %d, %" PRId64 " to %" PRId64 ", not %" PRId64 " to %" PRId64, name, row.line,
                  (int)status, got.lower, got.upper, row.lower, row.upper);
        cr_assert(peel_rate(&row.sample, &row.options, &interval) == PEEL_OK);
        double population = (double)row.sample.population;
        if (row.options.side != PEEL_SIDE_UPPER) cr_expect(interval.lower == (double)got.lower / population);
        if (row.options.side != PEEL_SIDE_LOWER) cr_expect(interval.upper == (double)got.upper / population);
        cr_expect(interval.notes == PEEL_NOTE_FINITE);
    }
    fclose(file);
    cr_assert(rows >= least_rows, "%zu rows", rows);
}

Test(rate_predictive, exact_rationals) {
    run_table("tests/reference/predictive.csv", 700, 0);
}

Test(rate_predictive, large_populations) {
    run_table("tests/reference/predictive-large.csv", 150, 0);
}

/* To 2^53 cases: off by two at most, where it is up to 1e15 numbers that lie between. */
Test(rate_predictive, huge_populations) {
    run_table("tests/reference/predictive-huge.csv", 350, 2);
}
