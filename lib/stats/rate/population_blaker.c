/*
 * Blaker's limits in a known population: the smallest and the largest number of cases whose acceptability exceeds alpha. Below the
 * K where P(X >= k) reaches 1/2 the acceptability is P(X >= k) + P(X <= j), j the largest below k for which the second is not
 * above the first. Where both are above alpha / 2 or j is k - 1, it exceeds alpha, and it is at most twice the first: the limit
 * lies above that of Clopper-Pearson. j grows with K. While it stays, the probability of what lies between j and k has one
 * maximum, so that the acceptability falls at most at first and then rises.
 */
#include <math.h>

#include "numeric/hypergeometric_twofold.h"
#include "stats/rate/population.h"

/* P(X >= k | K) and P(X <= j | K), and what they are less and more at K - 1. */
struct tails {
    struct table seen;  /* k met: its upper tail */
    struct table other; /* j met, flipped: likewise */
    double upper;
    double lower;
    double fall;
    double rise;
    double term; /* P(X = j | K) */
};

/* j may be -1, or fewer than can be: then it has no tail. */
static struct tails tails_at(const struct rate_counts *counts, double cases, double j) {
    struct tails at = {.seen = population_table(counts, cases)};
    struct table_tail upper = hypergeometric_tail(at.seen, 1.0);
    at.other = table_flipped(table_moved(at.seen, j - counts->met));
    at.upper = upper.upper;
    at.fall = upper.term * (counts->met / cases);
    if (j < 0.0 || at.other.a < 0.0) return at;
    struct table_tail lower = hypergeometric_tail(at.other, 1.0);
    at.lower = lower.upper;
    at.rise = lower.term * (at.other.b * at.other.c / ((at.other.a + 1.0) * cases));
    at.term = lower.term;
    return at;
}

/* Whether P(X <= j) <= P(X >= k). Those of a large table that cannot be told apart are equal. */
static int within(const struct tails *at) {
    if (fabs(at->lower - at->upper) > population_near * at->upper) return at->lower <= at->upper;
    if (!hypergeometric_is_small(at->seen)) return 1;
    struct twofold lower = hypergeometric_upper_twofold(at->other, 1.0);
    struct twofold upper = hypergeometric_upper_twofold(at->seen, 1.0);
    return twofold_minus(lower, upper).value <= population_tie * at->upper;
}

static int acceptable(const struct tails *at, double alpha) {
    double excess = at->upper + at->lower - alpha;
    if (fabs(excess) > population_near * alpha) return excess > 0.0;
    if (!hypergeometric_is_small(at->seen)) return 0;
    struct twofold sum = hypergeometric_upper_twofold(at->seen, 1.0);
    if (at->lower > 0.0) sum = twofold_plus(sum, hypergeometric_upper_twofold(at->other, 1.0));
    return twofold_minus(sum, (struct twofold){alpha, 0.0}).value > population_tie * alpha;
}

struct piece {
    const struct rate_counts *counts;
    double alpha;
    double cases;
    double j;
};

/* The question of j: is P(X <= j) above P(X >= k)? */
static struct population_look is_beyond(const void *what, double j) {
    const struct piece *piece = what;
    struct tails at = tails_at(piece->counts, piece->cases, j);
    if (at.lower <= 0.0) return (struct population_look){0, 0, INFINITY};
    return (struct population_look){!within(&at), 1, log(at.upper / at.lower) * (at.lower / at.term)};
}

/* The question of K: is P(X <= j) not above P(X >= k)? */
static struct population_look is_reached(const void *what, double cases) {
    const struct piece *piece = what;
    struct tails at = tails_at(piece->counts, cases, piece->j);
    if (at.upper <= 0.0 || at.lower <= 0.0) return (struct population_look){at.lower <= 0.0, 1, INFINITY};
    double slope = at.rise / at.lower + at.fall / at.upper;
    return (struct population_look){within(&at), 1, log(at.lower / at.upper) / slope};
}

/* The question of K where the acceptability rises: is it above alpha? */
static struct population_look is_acceptable(const void *what, double cases) {
    const struct piece *piece = what;
    struct tails at = tails_at(piece->counts, cases, piece->j);
    double step = (piece->alpha - (at.upper + at.lower)) / (at.fall - at.rise);
    return (struct population_look){acceptable(&at, piece->alpha), 1, at.fall > at.rise ? step : INFINITY};
}

/* j at K: from as far below the expected number as k lies above it. */
static peel_status find_other(struct piece *piece) {
    const struct rate_counts *counts = piece->counts;
    const struct population_range range = {-1.0, counts->met};
    double mirrored = floor(2.0 * counts->assessed * (piece->cases / counts->population) - counts->met);
    double found;
    peel_status status = population_search(is_beyond, piece, range, fmin(fmax(mirrored, 0.0), counts->met), &found);
    if (status == PEEL_OK) piece->j = found - 1.0;
    return status;
}

/* The first K of the next piece, or where the acceptability comes to exceed alpha before it. */
static peel_status next_candidate(struct piece *piece) {
    const struct rate_counts *counts = piece->counts;
    const struct population_range after = {piece->cases, counts->population - counts->failed};
    double next;
    piece->j += 1.0;
    peel_status status = population_search(is_reached, piece, after, piece->cases + 1.0, &next);
    piece->j -= 1.0;
    if (status != PEEL_OK) return status;
    struct tails last = tails_at(counts, next - 1.0, piece->j);
    if (next - 1.0 > piece->cases && acceptable(&last, piece->alpha)) {
        const struct population_range rising = {piece->cases, next - 1.0};
        return population_search(is_acceptable, piece, rising, next - 1.0, &piece->cases);
    }
    piece->cases = next;
    return PEEL_OK;
}

static peel_status lowest(const struct rate_counts *counts, const struct rate_plan *plan, double *least) {
    const int cap = 1000;
    struct piece piece = {counts, plan->common.alpha, counts->met, -1.0};
    if (counts->met > 0.0) {
        peel_status status = population_lower(counts, 1.0, plan->common.tail.p, &piece.cases);
        for (int i = 0; status == PEEL_OK; i++) {
            status = i < cap ? find_other(&piece) : PEEL_ERROR_SEARCH;
            if (status != PEEL_OK) break;
            struct tails at = tails_at(counts, piece.cases, piece.j);
            if (piece.j == counts->met - 1.0 || acceptable(&at, piece.alpha)) break;
            status = next_candidate(&piece);
        }
        if (status != PEEL_OK) return status;
    }
    *least = piece.cases;
    return PEEL_OK;
}

peel_status rate_blaker_whole(const struct rate_counts *counts, const struct rate_plan *plan,
                              struct rate_limits *limits) {
    const struct rate_counts flipped = rate_flipped(counts);
    double least, fewest_failed;
    peel_status status = lowest(counts, plan, &least);
    if (status == PEEL_OK) status = lowest(&flipped, plan, &fewest_failed);
    if (status == PEEL_OK) *limits = rate_whole(least, counts->population - fewest_failed, counts, plan);
    return status;
}
