/*
 * Every row of tests/reference/cases.txt that cases-coverage.txt gives to this file: published differences and ratios. The
 * rows are group 1 minus (or over) group 2, so group 2 is before and group 1 after; T254 alone is the other way about.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

/* Of cases.txt: id | method | inputs | expected | tolerance | source | check. */
enum { id, method_field, inputs, expected, tolerance, source, check, case_fields };

static int is_ours(const char *case_id) {
    struct table table;
    int ours = 0;
    cr_assert(table_open(&table, "tests/reference/cases-coverage.txt"));
    while (table_next(&table, '|'))
        if (strcmp(table.field[0], case_id) == 0) ours += strcmp(table.field[1], "test_difference_cases") == 0;
    table_close(&table);
    return ours;
}

static double value_of(const char *text, const char *key) {
    const char *at = strstr(text, key);
    cr_assert(at, "no %s in \"%s\"", key, text);
    return strtod(at + strlen(key), NULL);
}

/* The file's words for the methods, the longer of two that begin alike first. */
static int32_t method_of(const char *text) {
    static const struct {
        const char *word;
        int32_t method;
    } words[] = {{"diff newcombe_wilson_cc", PEEL_DIFFERENCE_NEWCOMBE_CC},
                 {"diff newcombe", PEEL_DIFFERENCE_NEWCOMBE},
                 {"diff miettinen_nurminen", PEEL_DIFFERENCE_MIETTINEN_NURMINEN},
                 {"diff mee", PEEL_DIFFERENCE_MEE},
                 {"diff score bcf=F skew=F", PEEL_DIFFERENCE_MEE},
                 {"diff agresti_caffo", PEEL_DIFFERENCE_AGRESTI_CAFFO},
                 {"diff wald", PEEL_DIFFERENCE_WALD},
                 {"ratio koopman", PEEL_RATIO_KOOPMAN},
                 {"ratio miettinen_nurminen", PEEL_RATIO_MIETTINEN_NURMINEN},
                 {"ratio MOVER-R Wilson", PEEL_RATIO_MOVER},
                 {"ratio katz_log", PEEL_RATIO_KATZ},
                 {"ratio adjusted_log", PEEL_RATIO_ADJUSTED_LOG}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strncmp(text, words[i].word, strlen(words[i].word)) == 0) return words[i].method;
    cr_assert_fail("method %s", text);
    return 0;
}

static peel_interval answer(const struct table *row) {
    const char *text = row->field[inputs];
    peel_sample first = {(int64_t)value_of(text, "x1="), (int64_t)value_of(text, "n1="), 0};
    peel_sample second = {(int64_t)value_of(text, "x2="), (int64_t)value_of(text, "n2="), 0};
    int turned = strcmp(row->field[id], "T254") == 0;
    peel_compare_options options = {.size = sizeof options, .method = method_of(row->field[method_field])};
    const peel_sample *before = turned ? &first : &second, *after = turned ? &second : &first;
    peel_interval got;
    peel_status status = options.method / 100 == PEEL_CONCEPT_RATIO ? peel_ratio(before, after, &options, &got)
                                                                    : peel_difference(before, after, &options, &got);
    cr_assert(status == PEEL_OK, "%s: %s", row->field[id], peel_status_name(status));
    return got;
}

/* Published limits of a difference may lie outside [-1, 1]; the library cuts them there. */
static void compare(const struct table *row, double got, double published) {
    double limit = strstr(row->field[method_field], "unclipped") ? fmin(fmax(published, -1), 1) : published;
    double allowed = strtod(row->field[tolerance], NULL);
    cr_assert(allowed > 0 && allowed <= 5e-3);
    cr_expect(fabs(got - limit) <= allowed, "%s: %.12g, published %.12g", row->field[id], got, limit);
}

static void run(const struct table *row) {
    peel_interval got = answer(row);
    char *rest;
    if (strstr(row->field[method_field], "NEGATIVE")) { /* T252: what another package gives must not appear */
        double wrong = value_of(row->field[expected], "gives ");
        cr_expect(fabs(got.lower - wrong) > 1e-4 && fabs(got.upper - 0.34404) > 1e-3, "%s", row->field[id]);
        return;
    }
    cr_assert(strncmp(row->field[expected], "lo,hi=", 6) == 0, "%s", row->field[expected]);
    compare(row, got.lower, strtod(row->field[expected] + 6, &rest));
    cr_assert(*rest == ',');
    compare(row, got.upper, strtod(rest + 1, NULL));
}

Test(difference_cases, published) {
    struct table row;
    int rows = 0;
    cr_assert(table_open(&row, "tests/reference/cases.txt"));
    while (table_next(&row, '|')) {
        if (!is_ours(row.field[id])) continue;
        cr_assert(row.fields == case_fields);
        run(&row);
        rows++;
    }
    table_close(&row);
    cr_expect(rows == 57, "%d rows were run", rows);
}

/* No case met on either side: the angle of the cubic leaves the range of acos by its last digit, and other packages give up. */
Test(difference_cases, where_peers_fail) {
    peel_compare_options options = {.size = sizeof options, .method = PEEL_DIFFERENCE_MIETTINEN_NURMINEN};
    const peel_sample group_1 = {0, 10, 0}, group_2 = {0, 20, 0};
    peel_interval got;
    cr_assert(peel_difference(&group_2, &group_1, &options, &got) == PEEL_OK);
    cr_expect(fabs(got.lower - -0.165760) < 5e-7 && fabs(got.upper - 0.284381) < 5e-7);
}
