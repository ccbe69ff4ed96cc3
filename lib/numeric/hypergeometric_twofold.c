/* Products and sums alone, without a logarithm. */
#include "numeric/hypergeometric_twofold.h"

static const double few = 0x1p18;

/* Rows and columns exchanged, with the same probability. */
static struct table turned(struct table table) {
    return (struct table){table.a, table.c, table.b, table.d};
}

/* The table so turned that c + d is the smallest total. */
static struct table smallest_last(struct table table) {
    double rows = fmin(table.a + table.b, table.c + table.d);
    double columns = fmin(table.a + table.c, table.b + table.d);
    if (columns < rows) table = turned(table);
    return table.c + table.d <= table.a + table.b ? table : table_swapped(table);
}

int hypergeometric_is_small(struct table table) {
    struct table last = smallest_last(table);
    return last.c + last.d <= few;
}

/*
 * P(K = c): with m met and f failed of N, r = c + d after, it is the product of (m - i) (r - i) / ((c - i) (N - i)) for i < c and
 * of (f - j) / (N - c - j) for j < d, in such an order that it neither grows nor vanishes on the way: factors of the first kind
 * while it is at most 1. Four at a time are divided at once.
 */
static struct twofold term_twofold(struct table given) {
    enum { at_once = 4 }; /* of at most 2^106 each */
    struct table table = smallest_last(given);
    double met = table.a + table.c;
    double failed = table.b + table.d;
    double after = table.c + table.d;
    double all = met + failed;
    double i = 0.0;
    double j = 0.0;
    struct twofold term = {1.0, 0.0};
    while (i < table.c || j < table.d) {
        int first_kind = j == table.d || (i < table.c && term.value <= 1.0);
        double last = first_kind ? fmin(i + at_once, table.c) : fmin(j + at_once, table.d);
        struct twofold over = term;
        struct twofold under = {1.0, 0.0};
        for (; first_kind && i < last; i++) {
            over = twofold_times(over, twofold_product(met - i, after - i));
            under = twofold_times(under, twofold_product(table.c - i, all - (i + j)));
        }
        for (; !first_kind && j < last; j++) {
            over = twofold_times(over, (struct twofold){failed - j, 0.0});
            under = twofold_times(under, (struct twofold){all - (i + j), 0.0});
        }
        term = twofold_over(over, under);
    }
    return term;
}

struct twofold hypergeometric_upper_twofold(struct table table, double first) {
    const double negligible = 0x1p-110;
    struct twofold term = term_twofold(table);
    struct twofold sum = {first * term.value, first * term.rest}; /* first is 1 or 1/2 */
    double before = 0.0;
    while (table.a > 0.0 && table.d > 0.0 && (term.value > negligible * sum.value || term.value > before)) {
        before = term.value;
        term = twofold_times(term, twofold_product(table.a, table.d));
        term = twofold_over(term, twofold_product(table.b + 1.0, table.c + 1.0));
        sum = twofold_plus(sum, term);
        table = table_moved(table, 1.0);
    }
    return sum;
}
