#include "oracle/acceptance_oracle.h"

#include "oracle/binomial_oracle.h"

static const long double tie = 1 + 1e-14L;

/* P(K >= from). */
static long double above(int from, int assessed, long double rate) {
    long double sum = 0;
    for (int k = assessed; k >= from; k--)
        sum += oracle_probability(k, assessed, rate);
    return sum;
}

/* P(K <= to). */
static long double below(int to, int assessed, long double rate) {
    long double sum = 0;
    for (int k = 0; k <= to; k++)
        sum += oracle_probability(k, assessed, rate);
    return sum;
}

/* Whether j, below met, is counted with met: no likelier, or its tail no larger. */
static int counts(int kind, int met, int assessed, int j, long double rate) {
    if (kind == oracle_sterne)
        return oracle_probability(j, assessed, rate) <= oracle_probability(met, assessed, rate) * tie;
    return below(j, assessed, rate) <= above(met, assessed, rate) * tie;
}

static long double sterne(int met, int assessed, long double rate) {
    long double own = oracle_probability(met, assessed, rate), sum = 0;
    for (int k = 0; k <= assessed; k++) {
        long double p = oracle_probability(k, assessed, rate);
        if (p <= own * tie) sum += p;
    }
    return sum;
}

static long double blaker(int met, int assessed, long double rate) {
    long double upper = above(met, assessed, rate), lower = below(met, assessed, rate), other = 0;
    if (upper > lower * tie) return blaker(assessed - met, assessed, 1 - rate);
    for (int k = 0; k < met; k++) {
        long double tail = below(k, assessed, rate);
        if (tail <= upper * tie) other = tail;
    }
    return upper + other;
}

long double oracle_p_of_both(int kind, int met, int assessed, long double rate) {
    long double p = kind == oracle_sterne ? sterne(met, assessed, rate) : blaker(met, assessed, rate);
    return p < 1 ? p : 1;
}

void oracle_find_jumps(int kind, int met, int assessed, struct oracle_jumps *jumps) {
    jumps->kind = kind;
    jumps->met = met;
    jumps->assessed = assessed;
    for (int j = 0; j < met; j++) {
        long double low = 0, high = 1;
        for (int i = 0; i < 80; i++) {
            long double middle = low + (high - low) / 2;
            if (counts(kind, met, assessed, j, middle))
                high = middle;
            else
                low = middle;
        }
        jumps->at[j] = high;
    }
}

static long double p_with(const struct oracle_jumps *jumps, int j, long double rate) {
    return above(jumps->met, jumps->assessed, rate) + below(j, jumps->assessed, rate);
}

/* Where p with j counted, which falls and then rises, is lowest. */
static long double lowest_point(const struct oracle_jumps *jumps, int j, long double low, long double high) {
    for (int i = 0; i < 120; i++) {
        long double third = (high - low) / 3;
        if (p_with(jumps, j, low + third) > p_with(jumps, j, high - third))
            low += third;
        else
            high -= third;
    }
    return low;
}

static long double rise(const struct oracle_jumps *jumps, int j, long double low, long double high, long double alpha) {
    for (int i = 0; i < 80; i++) {
        long double middle = low + (high - low) / 2;
        if (p_with(jumps, j, middle) > alpha)
            high = middle;
        else
            low = middle;
    }
    return low;
}

long double oracle_lowest(const struct oracle_jumps *jumps, long double alpha) {
    for (int j = 0; j < jumps->met; j++) {
        long double at = jumps->at[j], begin = j > 0 ? jumps->at[j - 1] : 0;
        if (p_with(jumps, j - 1, at) > alpha * tie) {
            long double bottom = lowest_point(jumps, j - 1, begin, at);
            return p_with(jumps, j - 1, bottom) > alpha * tie ? begin : rise(jumps, j - 1, bottom, at, alpha);
        }
        if (p_with(jumps, j, at) > alpha * tie) return at;
    }
    return 1;
}
