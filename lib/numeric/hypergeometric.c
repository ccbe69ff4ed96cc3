/*
 * Terms in the saddle point form of Loader 2000 (Fast and accurate computation of binomial probabilities), written for the
 * four counts o of a table with their expected ones e: with t = e / o - 1 a count contributes o (t - log1p(t)), and the
 * o t = e - o of the four cancel. All four have the same |e - o| = |a d - b c| / N.
 */
#include "numeric/hypergeometric.h"

#include <math.h>

#include "numeric/elementary.h"

static const double two_pi = 6.283185307179586;
static const double least_exponent = -700.0; /* exp would set errno where it leaves the range of a double */

struct table table_swapped(struct table table) {
    return (struct table){table.c, table.d, table.a, table.b};
}

struct table table_flipped(struct table table) {
    return (struct table){table.b, table.a, table.d, table.c};
}

struct table table_moved(struct table table, double more) {
    return (struct table){table.a - more, table.b + more, table.c + more, table.d - more};
}

/* Where the rates are near each other the plain difference has no digits. Its sign turns exactly when a pair is swapped. */
double table_cross_difference(struct table table) {
    double first = table.a * table.d;
    double second = table.b * table.c;
    double rests = fma(table.a, table.d, -first) - fma(table.b, table.c, -second);
    return (first - second) + rests;
}

/* What a count adds to the exponent; excess is count - expected. */
struct share {
    double exponent;
    double root; /* the count, under the square root; of 0 there is none */
};

static struct share share_of(double count, double excess, double expected) {
    if (count == 0.0) return (struct share){expected, 1.0 / two_pi};
    double t = -excess / count;
    /* far above what was expected, 1 + t has lost what the quotient still has */
    double deviance = t < -0.5 ? count * log(count / expected) - excess : count * linear_minus_log1p(t);
    return (struct share){stirling_error(count) + deviance, count};
}

double hypergeometric_term(struct table table) {
    double before = table.a + table.b;
    double after = table.c + table.d;
    double met = table.a + table.c;
    double failed = table.b + table.d;
    double all = before + after;
    if (before == 0.0 || after == 0.0 || met == 0.0 || failed == 0.0) return 1.0;
    double excess = table_cross_difference(table) / all;
    struct share a = share_of(table.a, excess, before * met / all);
    struct share b = share_of(table.b, -excess, before * failed / all);
    struct share c = share_of(table.c, -excess, after * met / all);
    struct share d = share_of(table.d, excess, after * failed / all);
    double totals = (stirling_error(before) + stirling_error(after)) + (stirling_error(met) + stirling_error(failed));
    double counts = (a.exponent + d.exponent) + (b.exponent + c.exponent);
    double scale = (before * after) * (met * failed) / (two_pi * all) / ((a.root * d.root) * (b.root * c.root));
    double exponent = (totals - stirling_error(all)) - counts;
    return exponent < least_exponent ? 0.0 : sqrt(scale) * exp(exponent);
}

/*
 * How far to move a table at or above the mode, so that it is no likelier than `most`: the smallest such number from `from`
 * on; as far as it goes and one more where none is.
 */
static double first_as_unlikely(struct table table, double from, double most) {
    double below = from - 1.0;
    double found = fmin(table.a, table.d) + 1.0;
    while (found - below > 1.0) {
        double middle = below + floor(0.5 * (found - below));
        if (hypergeometric_term(table_moved(table, middle)) <= most)
            found = middle;
        else
            below = middle;
    }
    return found;
}

static double tail_as_unlikely(struct table mode, double most) {
    double more = first_as_unlikely(mode, 0.0, most);
    if (more > fmin(mode.a, mode.d)) return 0.0;
    struct table table = table_moved(mode, more);
    return hypergeometric_term(table) * (1.0 + hypergeometric_beyond(table));
}

/* floor((after + 1) (met + 1) / (all + 2)), which rounding may miss by one. */
static struct table mode_of(struct table table) {
    double after = table.c + table.d;
    double met = table.a + table.c;
    double all = table.a + table.b + after;
    double lowest = fmax(0.0, after + met - all);
    double highest = fmin(after, met);
    double mode = fmin(fmax(floor((after + 1.0) * ((met + 1.0) / (all + 2.0))), lowest), highest);
    struct table at = table_moved(table, mode - table.c);
    if (!hypergeometric_falls(at)) return table_moved(at, 1.0);
    if (!hypergeometric_falls(table_flipped(at))) return table_moved(at, -1.0);
    return at;
}

double hypergeometric_two_sided(struct table table) {
    double most = (1.0 + 1e-7) * hypergeometric_term(table);
    struct table mode = mode_of(table);
    if (hypergeometric_term(mode) <= most) return 1.0;
    return fmin(1.0, tail_as_unlikely(mode, most) + tail_as_unlikely(table_flipped(mode), most));
}
