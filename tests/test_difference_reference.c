/*
 * Every row of tests/reference/pairs.csv, differences and ratios. A difference is right within 4 units in the last place of the
 * largest of limit, change and the distance between them, for it is the difference of those; a ratio within 8 roundings, to which the
 * methods by logarithms add those of their exponent.
 */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

/* Of pairs.csv: concept, method, before, after, side, given, level, lower, upper. */
enum { concept, method, before, after = before + 3, side = after + 3, given, level, lower, upper, fields };

static peel_sample sample_at(const struct table *row, int field) {
    return (peel_sample){atoll(row->field[field]), atoll(row->field[field + 1]), atoll(row->field[field + 2])};
}

static peel_interval answer(const struct table *row, int is_ratio) {
    const peel_sample first = sample_at(row, before), second = sample_at(row, after);
    peel_compare_options options = {.size = sizeof options};
    peel_interval got;
    cr_assert(row->fields == fields, "line %zu", row->line);
    cr_assert(peel_method_parse(is_ratio ? PEEL_CONCEPT_RATIO : PEEL_CONCEPT_DIFFERENCE, row->field[method],
                                &options.method, NULL) == PEEL_OK);
    cr_assert(peel_side_parse(row->field[side], &options.side, NULL) == PEEL_OK);
    *(strcmp(row->field[given], "alpha") == 0 ? &options.alpha : &options.confidence) = strtod(row->field[level], NULL);
    peel_status status =
        is_ratio ? peel_ratio(&first, &second, &options, &got) : peel_difference(&first, &second, &options, &got);
    cr_assert(status == PEEL_OK, "line %zu: %s", row->line, peel_status_name(status));
    return got;
}

static double allowed_of_difference(const peel_interval *got, double limit) {
    double distance = fabs(limit - got->estimate);
    return 4 * DBL_EPSILON * fmax(fabs(limit), fmax(fabs(got->estimate), distance));
}

/* The middle of the limits by logarithms; 0 or infinity where they have none. */
static double middle_of(const struct table *row, const peel_interval *got) {
    const peel_sample first = sample_at(row, before), second = sample_at(row, after);
    double more = got->method == PEEL_RATIO_ADJUSTED_LOG ? 0.5 : 0;
    return ((double)second.met + more) / ((double)second.assessed + more) /
           (((double)first.met + more) / ((double)first.assessed + more));
}

/* exp(-t) turns roundings of t = z s into t of them: 2 of z, 1.5 of the variance below the root, 1 of root and product. */
static double allowed_of_ratio(const struct table *row, const peel_interval *got, double limit) {
    int by_logarithm = got->method == PEEL_RATIO_KATZ || got->method == PEEL_RATIO_ADJUSTED_LOG;
    double t = by_logarithm && limit > 0 ? fabs(log(limit / middle_of(row, got))) : 0;
    return (8 + 4.5 * t) * DBL_EPSILON / 2 * fabs(limit);
}

static void compare(const struct table *row, const peel_interval *got, double limit, double expected, int is_ratio) {
    double allowed = is_ratio ? allowed_of_ratio(row, got, expected) : allowed_of_difference(got, expected);
    cr_expect(limit == expected || fabs(limit - expected) <= allowed, "line %zu, %s: %.17g, not %.17g: %.2g of allowed",
              row->line, row->field[method], limit, expected, fabs(limit - expected) / allowed);
}

static size_t run_all(int is_ratio) {
    struct table row;
    size_t rows = 0;
    cr_assert(table_open(&row, "tests/reference/pairs.csv"));
    cr_assert(table_next(&row, ',') && strcmp(row.field[concept], "concept") == 0);
    while (table_next(&row, ',')) {
        if ((strcmp(row.field[concept], "ratio") == 0) != is_ratio) continue;
        peel_interval got = answer(&row, is_ratio);
        compare(&row, &got, got.lower, strtod(row.field[lower], NULL), is_ratio);
        compare(&row, &got, got.upper, strtod(row.field[upper], NULL), is_ratio);
        rows++;
    }
    table_close(&row);
    return rows;
}

Test(difference_reference, differences) {
    cr_expect(run_all(0) == 1806);
}

Test(difference_reference, ratios) {
    cr_expect(run_all(1) == 1120);
}
