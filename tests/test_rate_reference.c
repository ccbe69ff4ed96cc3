/* Every row of the two reference tables, within the tolerance that the library promises (tests/support/truth.c). */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/call.h"
#include "support/truth.h"

enum { numbers = 200 };

static void compare(const struct truth *row) {
    peel_interval got = rate_of_sample(&row->sample, &row->options);
    int64_t n = row->sample.assessed;
    int close =
        truth_close(row->method, n, got.lower, row->lower) && truth_close(row->method, n, got.upper, row->upper);
    cr_expect(close, "line %zu, %s%s %lld/%lld, %s: %.17g (%lld ulp) to %.17g (%lld ulp)", row->line,
              method_name(row->method), row->raw ? "-raw" : "", (long long)row->sample.met, (long long)n,
              peel_side_name(row->options.side), got.lower, (long long)ulp_distance(got.lower, row->lower), got.upper,
              (long long)ulp_distance(got.upper, row->upper));
    cr_expect(got.estimate == (double)row->sample.met / (double)n, "line %zu: estimate %.17g", row->line, got.estimate);
}

/*
 * The raw rows, made into what the library offers: Agresti-Coull is cut to [0, 1]; Jeffreys is 0 below at met = 0 and 1
 * above at met = assessed (Brown, Cai and DasGupta 2001).
 */
static void finish_raw(struct truth *row) {
    if (!row->raw) return;
    if (row->method == PEEL_RATE_AGRESTI_COULL) {
        row->lower = fmax(row->lower, 0);
        row->upper = fmin(row->upper, 1);
    } else {
        cr_assert(row->method == PEEL_RATE_JEFFREYS, "line %zu: raw is not of this method", row->line);
        if (row->sample.met == 0) row->lower = 0;
        if (row->sample.met == row->sample.assessed) row->upper = 1;
    }
}

Test(rate_reference, interval_csv) {
    static const int32_t methods[] = {PEEL_RATE_WILSON, PEEL_RATE_WILSON_CC, PEEL_RATE_CLOPPER_PEARSON,
                                      PEEL_RATE_MID_P,  PEEL_RATE_JEFFREYS,  PEEL_RATE_AGRESTI_COULL};
    struct table table;
    struct truth row;
    size_t plain[numbers] = {0}, raw[numbers] = {0};
    int more;
    cr_assert(table_open(&table, TRUTH_INTERVAL_CSV), "cannot open " TRUTH_INTERVAL_CSV);
    cr_assert(table_next(&table, ',') && strcmp(table.field[0], "method") == 0);
    while ((more = truth_next_interval(&table, &row)) == 1) {
        finish_raw(&row);
        compare(&row);
        (row.raw ? raw : plain)[row.method]++;
    }
    cr_expect(more == 0, "line %zu cannot be read", table.line);
    table_close(&table);
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        cr_expect(plain[methods[i]] == 1809, "%s: %zu rows", method_name(methods[i]), plain[methods[i]]);
    cr_expect(raw[PEEL_RATE_JEFFREYS] == 1809);
    cr_expect(raw[PEEL_RATE_AGRESTI_COULL] == 1809);
}

Test(rate_reference, truth_csv) {
    struct table table;
    struct truth row;
    size_t rows[numbers] = {0}, sides[3] = {0}, given_alpha = 0;
    int more;
    cr_assert(table_open(&table, TRUTH_CSV), "cannot open " TRUTH_CSV);
    cr_assert(table_next(&table, ',') && strcmp(table.field[0], "method") == 0);
    while ((more = truth_next(&table, &row)) == 1) {
        compare(&row);
        rows[row.method]++;
        sides[row.options.side]++;
        given_alpha += row.options.alpha > 0;
    }
    cr_expect(more == 0, "line %zu cannot be read", table.line);
    table_close(&table);
#define COUNTED(constant, function, number, name, ...) cr_expect(rows[number] > 500, name ": %zu rows", rows[number]);
    PEEL_RATE_METHODS(COUNTED)
#undef COUNTED
    cr_expect(sides[0] + sides[1] + sides[2] == 6076);
    cr_expect(sides[0] > 1500 && sides[1] > 1500 && sides[2] > 1500);
    cr_expect(given_alpha > 1500);
}

/* The measure itself: neighbours are one apart, across 0 too, and NaN is close to nothing. */
Test(rate_reference, ulp_distance) {
    cr_expect(ulp_distance(1, nextafter(1, 2)) == 1);
    cr_expect(ulp_distance(nextafter(1, 0), nextafter(1, 2)) == 2);
    cr_expect(ulp_distance(0.0, -0.0) == 0);
    cr_expect(ulp_distance(NAN, 1) == INT64_MAX);
    cr_expect(ulp_distance(-1, 1) == INT64_MAX);
    cr_expect(relative_error(1.5, 1) == 0.5 && relative_error(0, 0) == 0);
    cr_expect(!truth_close(PEEL_RATE_WILSON, 10, NAN, 0.5));
    cr_expect(!truth_close(PEEL_RATE_WALD, 10, 0.5 + 1e-14, 0.5));
}
