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
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_WALD_CC; method++)
        cr_expect(rows[method] > 500, "%s: %zu rows", method_name(method), rows[method]);
    cr_expect(sides[0] + sides[1] + sides[2] == 6076);
    cr_expect(sides[0] > 1500 && sides[1] > 1500 && sides[2] > 1500);
    cr_expect(given_alpha > 1500);
}

/* The methods of later tables, the table, and the test that runs every row of it. */
static const struct {
    int32_t first, last;
    const char *table, *test;
} elsewhere[] = {
    {PEEL_RATE_BETA, PEEL_RATE_BETA_HPD, "tests/reference/truth-beta.csv", "tests/test_rate_beta.c"},
    {PEEL_RATE_BLAKER, PEEL_RATE_LIKELIHOOD_RATIO, "tests/reference/truth-acceptance.csv", "tests/test_rate_blaker.c"},
    {PEEL_RATE_LOGIT, PEEL_RATE_SCAS, "tests/reference/truth-closed.csv", "tests/test_rate_closed.c"},
};

/* Every method has rows of truth: those above, or some 100 of a later table, which a test names. */
Test(rate_reference, every_method_has_truth) {
    for (int32_t method = PEEL_RATE_WALD_CC + 1; method <= PEEL_RATE_SCAS; method++) {
        size_t at = 0, rows = 0;
        struct table table;
        while (at < sizeof elsewhere / sizeof elsewhere[0] && elsewhere[at].last < method)
            at++;
        cr_assert(at < sizeof elsewhere / sizeof elsewhere[0] && elsewhere[at].first <= method);
        cr_assert(table_open(&table, elsewhere[at].table), "%s: cannot open %s", method_name(method),
                  elsewhere[at].table);
        while (table_next(&table, ','))
            rows += strcmp(table.field[0], method_name(method)) == 0;
        table_close(&table);
        cr_expect(rows > 100, "%s: %zu rows", method_name(method), rows);
        cr_expect(file_mentions(elsewhere[at].test, elsewhere[at].table), "%s does not read %s", elsewhere[at].test,
                  elsewhere[at].table);
    }
#define LISTED(constant, function, number, name, ...) cr_expect((number) <= PEEL_RATE_SCAS, name " has no truth");
    PEEL_RATE_METHODS(LISTED)
#undef LISTED
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
