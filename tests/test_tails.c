/* The upper tails of the normal, chi-squared and Student's t distributions, against tests/reference/tails.csv. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/chi_squared.h"
#include "numeric/normal.h"
#include "numeric/student.h"
#include "support/table.h"

/* What each promises, relative: an exponent of -700 alone costs 700 times 1e-16. */
static const struct {
    const char *kind;
    double tolerance;
    size_t rows;
} kinds[] = {{"normal", 4e-16, 15}, {"chi-squared", 4e-14, 149}, {"student", 4e-14, 177}, {"quantile", 2e-14, 97}};

static double ours(size_t kind, double x, double df) {
    switch (kind) {
    case 0: return normal_upper_area(x);
    case 1: return chi_squared_upper(x, df);
    case 2: return student_upper(x, df);
    default: return student_quantile(normal_upper_tail(x), df);
    }
}

Test(tails, reference) {
    struct table table;
    size_t seen[4] = {0};
    cr_assert(table_open(&table, "tests/reference/tails.csv"));
    cr_assert(table_next(&table, ',') && strcmp(table.field[0], "kind") == 0);
    while (table_next(&table, ',')) {
        size_t kind = 0;
        while (kind < 4 && strcmp(table.field[0], kinds[kind].kind) != 0)
            kind++;
        cr_assert(kind < 4 && table.fields == 4, "line %zu", table.line);
        double wanted = strtod(table.field[3], NULL);
        double got = ours(kind, strtod(table.field[1], NULL), strtod(table.field[2], NULL));
        cr_expect(fabs(got - wanted) <= kinds[kind].tolerance * wanted, "line %zu, %s(%s; %s): %.17g, not %.17g",
                  table.line, table.field[0], table.field[1], table.field[2], got, wanted);
        seen[kind]++;
    }
    table_close(&table);
    for (size_t kind = 0; kind < 4; kind++)
        cr_expect(seen[kind] == kinds[kind].rows, "%s: %zu rows", kinds[kind].kind, seen[kind]);
}

/* exp and erfc set errno where their result is below the range of doubles: they are not asked then. */
Test(tails, errno_untouched) {
    errno = 0;
    for (double df = 1.0; df < 3000.0; df = 2.0 * df + 1.0)
        for (double x = 0.5; x < 1e6; x *= 1.5) {
            double area =
                chi_squared_upper(x, df) + student_upper(x, df) + normal_upper_area(x) + normal_upper_area(-x);
            cr_expect(area >= 1.0 && area <= 3.0 && errno == 0, "%g with %g: %g", x, df, area);
        }
}

Test(tails, ends) {
    cr_expect(chi_squared_upper(0.0, 3.0) == 1.0);
    cr_expect(chi_squared_upper(-1.0, 3.0) == 1.0);
    cr_expect(chi_squared_upper(INFINITY, 3.0) == 0.0);
    cr_expect(chi_squared_upper(INFINITY, 4.0) == 0.0);
    cr_expect(isnan(chi_squared_upper(NAN, 3.0)));
    cr_expect(student_upper(0.0, 7.0) == 0.5);
    cr_expect(student_upper(INFINITY, 7.0) == 0.0);
    cr_expect(student_upper(-INFINITY, 7.0) == 1.0);
    cr_expect(isnan(student_upper(NAN, 7.0)));
    cr_expect(normal_upper_area(INFINITY) == 0.0);
    cr_expect(normal_upper_area(-INFINITY) == 1.0);
}
