/* Every row of tests/reference/cases.txt that tests/reference/cases-coverage.txt gives to this file, and that no row is lost. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/binomial_oracle.h"
#include "support/call.h"
#include "support/table.h"

#define CASES_TXT    "tests/reference/cases.txt"
#define COVERAGE_TXT "tests/reference/cases-coverage.txt"

/* Of cases.txt: id | method | inputs | expected | tolerance | source | check. */
enum { id, method_field, inputs, expected, tolerance, source, check, case_fields };

enum { rows_max = 400, name_max = 200 };

static struct coverage {
    char id[16];
    char test[name_max];
    int seen;
} covered[rows_max];
static size_t covered_count;

static void read_coverage(void) {
    struct table table;
    cr_assert(table_open(&table, COVERAGE_TXT), "cannot open " COVERAGE_TXT);
    while (table_next(&table, '|')) {
        struct coverage *row = &covered[covered_count++];
        cr_assert(covered_count < rows_max && table.fields == 2, COVERAGE_TXT ":%zu", table.line);
        cr_assert(strlen(table.field[0]) < sizeof row->id && strlen(table.field[1]) < sizeof row->test);
        strcpy(row->id, table.field[0]);
        strcpy(row->test, table.field[1]);
    }
    table_close(&table);
}

static struct coverage *coverage_of(const char *case_id) {
    for (size_t i = 0; i < covered_count; i++)
        if (strcmp(covered[i].id, case_id) == 0) return &covered[i];
    return NULL;
}

/* The number after a key as in "n=", or `otherwise` where the key is not there. */
static double value_of(const char *text, const char *key, double otherwise) {
    const char *at = strstr(text, key);
    return at ? strtod(at + strlen(key), NULL) : otherwise;
}

/* The file writes midp for mid-p, and explains a method in brackets or after a blank. */
static int32_t method_of(const char *text) {
    char name[64];
    int32_t number = 0;
    size_t length = strcspn(text, "( ");
    cr_assert(length < sizeof name);
    memcpy(name, text, length);
    name[length] = '\0';
    if (strcmp(name, "midp") == 0) return PEEL_RATE_MID_P;
    cr_assert(peel_method_parse(PEEL_CONCEPT_RATE, name, &number, NULL) == PEEL_OK, "method %s", text);
    return number;
}

static int32_t side_of(const char *text) {
    if (strstr(text, "upper") == NULL && strstr(text, "lower") == NULL) return PEEL_SIDE_TWO_SIDED;
    if (strstr(text, "UPPER bound") || strstr(text, " upper")) return PEEL_SIDE_UPPER;
    return PEEL_SIDE_LOWER;
}

static peel_interval answer(const struct table *row) {
    const char *text = row->field[inputs];
    peel_rate_options options =
        rate_options(method_of(row->field[method_field]), side_of(text), value_of(text, "conf=", 0.95));
    double met = value_of(text, "k=", -1), assessed = value_of(text, "n=", -1);
    cr_assert(met >= 0 && assessed >= met, "%s: no sample in \"%s\"", row->field[id], text);
    return rate_of((int64_t)met, (int64_t)assessed, &options);
}

/* Published limits may lie outside [0, 1]; the library cuts them there. */
static void compare(const struct table *row, const char *which, double got, double published) {
    double limit = strstr(row->field[method_field], "unclipped") ? fmin(fmax(published, 0), 1) : published;
    double allowed = strtod(row->field[tolerance], NULL);
    cr_assert(allowed > 0, "%s: tolerance \"%s\"", row->field[id], row->field[tolerance]);
    if (strstr(row->field[tolerance], "rel")) allowed *= fabs(limit);
    cr_expect(fabs(got - limit) <= allowed, "%s: %s limit %.12g, published %.12g", row->field[id], which, got, limit);
}

/* "lo,hi=a,b", "lo=a" or "hi=b"; in a row marked NEGATIVE "must NOT be a,b". */
static void run(const struct table *row) {
    const char *text = row->field[expected];
    peel_interval got = answer(row);
    char *rest;
    if (strstr(row->field[method_field], "NEGATIVE")) {
        double lower = value_of(text, "must NOT be ", NAN);
        cr_expect(fabs(got.lower - lower) > 1e-4, "%s: %.12g appears", row->field[id], lower);
    } else if (strncmp(text, "lo,hi=", 6) == 0) {
        compare(row, "lower", got.lower, strtod(text + 6, &rest));
        cr_assert(*rest == ',', "%s: \"%s\"", row->field[id], text);
        compare(row, "upper", got.upper, strtod(rest + 1, NULL));
    } else if (strncmp(text, "lo=", 3) == 0) {
        compare(row, "lower", got.lower, strtod(text + 3, NULL));
        cr_expect(got.upper == 1);
    } else {
        cr_assert(strncmp(text, "hi=", 3) == 0, "%s: \"%s\"", row->field[id], text);
        compare(row, "upper", got.upper, strtod(text + 3, NULL));
        cr_expect(got.lower == 0);
    }
}

/* AICPA's table A-3: one-sided Clopper-Pearson, in percent, rounded up to a tenth; a group for each of met = 0, 1, 2, 3. */
static void run_aicpa(const struct table *row) {
    static const int assessed[] = {20, 25, 30, 40, 50, 60, 80, 100};
    peel_rate_options options = rate_options(PEEL_RATE_CLOPPER_PEARSON, PEEL_SIDE_UPPER, 0.95);
    char *at = row->field[expected];
    for (int met = 0; met < 4; met++)
        for (int i = 0; i < 8; i++) {
            double printed = strtod(at, &at);
            double percent = ceil(1000 * rate_of(met, assessed[i], &options).upper) / 10;
            cr_expect(fabs(percent - printed) < 1e-9, "T445: %d/%d: %.1f, printed %.1f", met, assessed[i], percent,
                      printed);
            at += strspn(at, " ,;");
        }
    cr_expect(*at == '\0');
}

/* The test file that a row names is there, and names the row or takes its rows from the coverage list. */
static void expect_elsewhere(const struct coverage *by) {
    char path[256];
    snprintf(path, sizeof path, "tests/%s.c", by->test);
    cr_expect(file_mentions(path, by->id) || file_mentions(path, "cases-coverage.txt"), "%s: %s does not run it",
              by->id, path);
}

Test(rate_cases, every_row_is_run_or_says_why_not) {
    struct table row;
    size_t rows = 0, run_here = 0;
    read_coverage();
    cr_assert(table_open(&row, CASES_TXT), "cannot open " CASES_TXT);
    while (table_next(&row, '|')) {
        struct coverage *by = coverage_of(row.field[id]);
        rows++;
        cr_assert(row.fields == case_fields, CASES_TXT ":%zu has %zu fields", row.line, row.fields);
        cr_expect(by, "%s is missing from " COVERAGE_TXT, row.field[id]);
        if (!by) continue;
        cr_expect(by->seen++ == 0, "%s stands twice in " CASES_TXT, by->id);
        if (strncmp(by->test, "none: ", 6) == 0) continue;
        if (strcmp(by->test, "test_rate_cases") != 0) {
            expect_elsewhere(by);
            continue;
        }
        run_here++;
        if (strcmp(by->id, "T445") == 0)
            run_aicpa(&row);
        else
            run(&row);
    }
    table_close(&row);
    for (size_t i = 0; i < covered_count; i++)
        cr_expect(covered[i].seen == 1, "%s is unknown, or stands twice in " COVERAGE_TXT, covered[i].id);
    cr_expect(rows == 262 && covered_count == 262, "%zu rows, %zu covered", rows, covered_count);
    cr_expect(run_here >= 67, "%zu rows were run", run_here);
}

/* The probability of more than met, and half of that of met; tail_to: of fewer. */
static double tail_from(int met, int assessed, double rate) {
    long double sum = oracle_probability(met, assessed, (long double)rate) / 2;
    for (int k = met + 1; k <= assessed; k++)
        sum += oracle_probability(k, assessed, (long double)rate);
    return (double)sum;
}

static double tail_to(int met, int assessed, double rate) {
    return 1 - tail_from(met, assessed, rate);
}

/* T052 gives 37 of 43 mid-P limits that are right to 4 decimals only: at a limit the tail is 0.025, half of met counted. */
Test(rate_cases, t052_is_wrong) {
    peel_rate_options options = rate_options(PEEL_RATE_MID_P, PEEL_SIDE_TWO_SIDED, 0.95);
    peel_interval got = rate_of(37, 43, &options);
    cr_expect(fabs(tail_from(37, 43, 0.7321815) - 0.025) > 2e-5 && fabs(tail_from(37, 43, got.lower) - 0.025) < 1e-15);
    cr_expect(fabs(tail_to(37, 43, 0.9414281) - 0.025) > 2e-5 && fabs(tail_to(37, 43, got.upper) - 0.025) < 1e-15);
}

/*
 * T175: Wald of 2 of 100 of 300 with samplingbook's variance, p (1 - p) / (n - 1) times 1 - n / N. The one that the library takes
 * is Cochran's for a known rate, p (1 - p) / n times (N - n) / (N - 1): at n = 100 they are 1 in 200 apart. Both lower limits lie
 * below 2/300, which is certain, and are cut there.
 */
Test(rate_cases, t175_has_another_variance) {
    const peel_sample sample = {2, 100, 300};
    peel_rate_options options = rate_options(PEEL_RATE_WALD, PEEL_SIDE_TWO_SIDED, 0.95);
    peel_interval got = rate_of_sample(&sample, &options);
    const double z = 1.9599639845400542;
    cr_expect(fabs(0.02 + z * sqrt(0.02 * 0.98 / 99 * (1 - 100.0 / 300)) - 0.04251712) < 1e-8);
    cr_expect(fabs(0.02 - z * sqrt(0.02 * 0.98 / 99 * (1 - 100.0 / 300)) + 0.002517123) < 1e-8);
    cr_expect(fabs(got.upper - (0.02 + z * sqrt(0.02 * 0.98 / 100 * 200 / 299))) < 1e-16, "%.17g", got.upper);
    cr_expect(got.lower == 2.0 / 300 && got.notes == (PEEL_NOTE_FINITE | PEEL_NOTE_CLIPPED));
}

/* Newcombe 1998, table I: where 10 of 20 met, R's prop.test corrects nothing (its cap at p0 = 1/2), the paper does. */
Test(rate_cases, wilson_cc_is_not_capped) {
    peel_rate_options options = rate_options(PEEL_RATE_WILSON_CC, PEEL_SIDE_TWO_SIDED, 0.95);
    peel_interval got = rate_of(10, 20, &options);
    cr_expect(fabs(got.lower - 0.2785) < 5e-5 && fabs(got.upper - 0.7215) < 5e-5);
}

/* The Cambridgeshire Constabulary samples, Wilson and Clopper-Pearson, in percent to 4 decimals. */
Test(rate_cases, cambridgeshire) {
    static const struct {
        int64_t met, assessed;
        double wilson_lower, wilson_upper, exact_lower, exact_upper;
    } rows[] = {
        {41, 79, 41.0511, 62.5703, 40.3646, 63.2863}, {40, 48, 70.4222, 91.3045, 69.7778, 92.5189},
        {27, 36, 58.9295, 86.2495, 57.7970, 87.8797}, {57, 81, 59.6880, 79.2080, 59.1912, 80.0071},
        {30, 33, 76.4274, 96.8596, 75.6684, 98.0845}, {47, 60, 66.3800, 86.8770, 65.8044, 87.9284},
        {43, 68, 51.3556, 73.6995, 50.6679, 74.6102}, {15, 59, 16.0560, 37.7961, 14.9821, 38.4424},
    };
    peel_rate_options exact = rate_options(PEEL_RATE_CLOPPER_PEARSON, PEEL_SIDE_TWO_SIDED, 0.95);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        peel_interval w = rate_of(rows[i].met, rows[i].assessed, NULL);
        peel_interval e = rate_of(rows[i].met, rows[i].assessed, &exact);
        cr_expect(fabs(100 * w.lower - rows[i].wilson_lower) < 5e-5 &&
                  fabs(100 * w.upper - rows[i].wilson_upper) < 5e-5);
        cr_expect(fabs(100 * e.lower - rows[i].exact_lower) < 5e-5 && fabs(100 * e.upper - rows[i].exact_upper) < 5e-5);
    }
}
