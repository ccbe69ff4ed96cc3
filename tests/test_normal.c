/* The normal quantile and its rest, against tests/reference/quantiles.csv. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "numeric/normal.h"
#include "support/table.h"

enum { tails = 1470 };

/* Units of the last place of z from got to z + rest. */
static double ulps(double got, double z, double rest) {
    return fabs(got - z - rest) / (nextafter(z, INFINITY) - z);
}

Test(normal, quantiles) {
    struct table table;
    size_t rows = 0;
    cr_assert(table_open(&table, "tests/reference/quantiles.csv") && table_next(&table, ','));
    errno = 0;
    for (; table_next(&table, ','); rows++) {
        double p = strtod(table.field[0], NULL);
        double z = strtod(table.field[1], NULL);
        double rest = strtod(table.field[2], NULL);
        struct normal_tail tail = normal_upper_tail(p);
        cr_expect(tail.p == p && ulps(tail.z, z, rest) <= (p < 0.25 ? 1.2 : 1.6), "line %zu, p %.17g: %.17g, not %.17g",
                  table.line, p, tail.z, z);
    }
    table_close(&table);
    cr_expect(rows == tails, "%zu rows", rows);
    cr_expect(errno == 0, "errno was changed to %d", errno);
}

/* Of the usual confidences the nearest double: half a unit, and not a rounding error more. */
Test(normal, usual_tails_are_rounded_once) {
    static const double usual[] = {0.5 * (1 - 0.95), 1 - 0.95, 0.5 * (1 - 0.9), 0.5 * (1 - 0.99), 0.5 * (1 - 0.998)};
    struct table table;
    size_t found = 0;
    cr_assert(table_open(&table, "tests/reference/quantiles.csv"));
    while (table_next(&table, ','))
        for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
            if (strtod(table.field[0], NULL) != usual[i]) continue;
            cr_expect(normal_upper_tail(usual[i]).z == strtod(table.field[1], NULL), "line %zu", table.line);
            found++;
        }
    table_close(&table);
    cr_expect(found == 5, "%zu rows", found);
}

/* What rounding left out is known to a unit of z; without it two units would be lost. */
Test(normal, rest) {
    struct table table;
    cr_assert(table_open(&table, "tests/reference/quantiles.csv") && table_next(&table, ','));
    while (table_next(&table, ',')) {
        double z = strtod(table.field[1], NULL);
        struct normal_tail tail = normal_upper_tail(strtod(table.field[0], NULL));
        double rest = (z - tail.z) + strtod(table.field[2], NULL);
        double got = normal_tail_rest(tail);
        cr_expect(fabs(got - rest) <= nextafter(z, INFINITY) - z, "line %zu: %.17g, not %.17g", table.line, got, rest);
    }
    table_close(&table);
}

/* Above a half the same with the other sign; where it is 1/2 there is nothing between. */
Test(normal, upper_half) {
    static const double tails_below[] = {0x1p-50, 0.001, 0.125, 0.249, 0.25, 0.251, 0.375, 0.499};
    for (size_t i = 0; i < sizeof tails_below / sizeof tails_below[0]; i++) {
        double q = 1.0 - tails_below[i];
        struct normal_tail above = normal_upper_tail(q);
        cr_expect(above.p == q && above.z == -normal_upper_tail(1.0 - q).z, "%.17g: %.17g", q, above.z);
    }
    cr_expect(normal_upper_tail(0.5).z == 0.0);
}

/* Down to the least double the tail of z is p again. */
Test(normal, far_tails) {
    for (double p = 1e-101; p >= 1e-290; p *= 1e-7) {
        double area = normal_upper_area(normal_upper_tail(p).z);
        cr_expect(fabs(area - p) <= 3e-13 * p, "%g: %g", p, area);
    }
}
