/* Tables of two rows with given totals: the hypergeometric distribution. */
#ifndef NUMERIC_HYPERGEOMETRIC_H
#define NUMERIC_HYPERGEOMETRIC_H

/*
 * Two samples: a met and b failed before, c met and d failed after. Whole numbers from 0, of which the sum is at least 1 and
 * at most 2^53. Given the totals, K is the count that stands at c when every case is as likely to be any of those met.
 */
struct table {
    double a;
    double b;
    double c;
    double d;
};

/* The table with before and after swapped, and the one with met and failed swapped. */
struct table table_swapped(struct table table);
struct table table_flipped(struct table table);

/* a d - b c to the last digits, of counts that may be fractions. */
double table_cross_difference(struct table table);

/* P(K = c), which may be 0 below 1e-299. The same bits for a table however it is swapped or flipped. */
double hypergeometric_term(struct table table);

/* 1 where P(K = c + 1) <= P(K = c): the table stands at or above the mode. */
int hypergeometric_falls(struct table table);

/* P(K > c) / P(K = c), of such a table. */
double hypergeometric_beyond(struct table table);

/* P(K = c), and P(K > c) + first P(K = c). */
struct table_tail {
    double term;
    double upper;
};
struct table_tail hypergeometric_tail(struct table table, double first);

/* P(K > c) + first P(K = c): P(K >= c) for first = 1, its mid-P for first = 1/2. */
double hypergeometric_upper(struct table table, double first);

/* The probability of all tables that are no likelier than this one, with R's relative tolerance of 1e-7. */
double hypergeometric_two_sided(struct table table);

/* The table whose c is `more` larger (or smaller), with the same totals; the caller sees to it that no count is negative. */
struct table table_moved(struct table table, double more);

#endif
