/*
 * Blaker's limits in a known population: the smallest and the largest number of cases whose acceptability exceeds alpha. Below the
 * K where P(X >= k) reaches 1/2 the acceptability is P(X >= k) + P(X <= j), j the largest below k for which the second is not
 * above the first. It is at most twice the first, so that the limit lies above that of Clopper-Pearson; where j is k - 1, it is 1.
 * j grows with K. While it stays, the probability of what lies between j and k has one maximum, so that the acceptability
 * falls at most at first and then rises: the limit is where it comes to exceed alpha, or j's next jump if that is before.
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

static struct tails upper_at(const struct rate_counts *counts, double cases) {
    struct tails at = {.seen = population_table(counts, cases)};
    struct table_tail upper = hypergeometric_tail(at.seen, 1.0);
    at.upper = upper.upper;
    at.fall = upper.term * (counts->met / cases);
    return at;
}

/* j may be -1, or fewer than can be: then it has no tail. */
static struct tails with_lower(struct tails at, double j) {
    at.other = table_flipped(table_moved(at.seen, j - at.seen.c));
    if (j < 0.0 || at.other.a < 0.0) return at;
    struct table_tail lower = hypergeometric_tail(at.other, 1.0);
    at.lower = lower.upper;
    at.rise = lower.term * (at.other.b * at.other.c / ((at.other.a + 1.0) * (at.seen.a + at.seen.c)));
    at.term = lower.term;
    return at;
}

/* A number of cases that is looked at, and the j that counts there. */
struct piece {
    const struct rate_counts *counts;
    double alpha;
    double near; /* as population_near says */
    double j;
    struct tails at;
};

static struct tails tails_at(const struct piece *piece, double cases) {
    return with_lower(upper_at(piece->counts, cases), piece->j);
}

/*
 * By how much of it a probability is above another, and how sure that is. What comes out near has its own digits where the table
 * is small; in a large one such probabilities are taken as equal.
 */
struct gap {
    double excess;
    double unsure;
};

/* P(X <= j) above P(X >= k). */
static struct gap above_other(const struct piece *piece, const struct tails *at) {
    double excess = (at->lower - at->upper) / at->upper;
    if (fabs(excess) > piece->near) return (struct gap){excess, piece->near};
    if (!hypergeometric_is_small(at->seen)) return (struct gap){0.0, piece->near};
    struct twofold lower = hypergeometric_upper_twofold(at->other, 1.0);
    struct twofold upper = hypergeometric_upper_twofold(at->seen, 1.0);
    excess = twofold_minus(lower, upper).value / at->upper;
    return (struct gap){fabs(excess) > population_tie ? excess : 0.0, 0.0};
}

/* P(X >= k) + P(X <= j) above alpha. */
static struct gap above_alpha(const struct piece *piece, const struct tails *at) {
    double excess = (at->upper + at->lower - piece->alpha) / piece->alpha;
    if (fabs(excess) > piece->near) return (struct gap){excess, piece->near};
    if (!hypergeometric_is_small(at->seen)) return (struct gap){0.0, piece->near};
    struct twofold sum = hypergeometric_upper_twofold(at->seen, 1.0);
    if (at->lower > 0.0) sum = twofold_plus(sum, hypergeometric_upper_twofold(at->other, 1.0));
    excess = twofold_minus(sum, (struct twofold){piece->alpha, 0.0}).value / piece->alpha;
    return (struct gap){fabs(excess) > population_tie ? excess : 0.0, 0.0};
}

/* Whether an excess less a change is above 0, or may be: what the change lacks of digits counts as well. */
static int may_exceed(struct gap gap, double change) {
    return gap.excess - change > -fmax(gap.unsure, 1e-9 * change);
}

/* log(a / b), of which (a - b) / b is the excess. */
static double log_ratio(double a, double b, struct gap gap) {
    return fabs(gap.excess) < 0.5 ? log1p(gap.excess) : log(a / b);
}

/* The question of j: is P(X <= j) above P(X >= k)? */
static struct population_look is_beyond(const void *what, double j) {
    const struct piece *piece = what;
    struct tails at = with_lower(piece->at, j);
    if (at.lower <= 0.0) return (struct population_look){0, 0, INFINITY};
    struct gap gap = above_other(piece, &at);
    double step = log(at.upper / at.lower) * (at.lower / at.term);
    return (struct population_look){gap.excess > 0.0, may_exceed(gap, at.term / at.upper), step};
}

/* The question of K: is P(X <= j) not above P(X >= k)? */
static struct population_look is_reached(const void *what, double cases) {
    const struct piece *piece = what;
    struct tails at = tails_at(piece, cases);
    if (at.upper <= 0.0 || at.lower <= 0.0) return (struct population_look){at.lower <= 0.0, 1, INFINITY};
    struct gap gap = above_other(piece, &at);
    struct gap turned = {-gap.excess, gap.unsure};
    double step = log_ratio(at.lower, at.upper, gap) / (at.rise / at.lower + at.fall / at.upper);
    return (struct population_look){gap.excess <= 0.0, may_exceed(turned, (at.rise + at.fall) / at.upper), step};
}

/* The question of K: is P(X >= k) + P(X <= j) above alpha? It is where the first alone is, and rises to there from some K on. */
static struct population_look is_acceptable(const void *what, double cases) {
    const struct piece *piece = what;
    struct tails at = tails_at(piece, cases);
    if (at.upper <= 0.0) return (struct population_look){0, 0, INFINITY};
    struct gap gap = above_alpha(piece, &at);
    double sum = at.upper + at.lower;
    double rising = at.fall - at.rise;
    double alone = log(piece->alpha / at.upper) * (at.upper / at.fall);
    double both = -log_ratio(sum, piece->alpha, gap) * (sum / rising);
    int ends_here = piece->j >= 0.0 && at.lower <= 0.0; /* but at K - 1 there may be a tail */
    int before = ends_here || may_exceed(gap, rising / piece->alpha);
    return (struct population_look){gap.excess > 0.0, before, rising > 0.0 ? fmin(alone, both) : alone};
}

/* j as far below the expected number as k lies above it, but for the skewness at a tail of alpha / 2. */
static double guess(const struct piece *piece, double cases) {
    const struct rate_counts *counts = piece->counts;
    double share = counts->assessed / counts->population;
    double rate = cases / counts->population;
    double square = fmax(-2.0 * log(piece->alpha) - 2.5, 0.0); /* of the normal quantile, about */
    return 2.0 * share * cases - counts->met + (1.0 - 2.0 * share) * (1.0 - 2.0 * rate) * (square - 1.0) / 3.0;
}

/* The j of K, from a guess. */
static peel_status find_other(struct piece *piece, double from) {
    const struct population_range range = {-1.0, piece->counts->met};
    double start = fmin(fmax(ceil(from), 0.0), piece->counts->met);
    double found;
    peel_status status = population_search(is_beyond, piece, range, start, &found);
    if (status == PEEL_OK) piece->j = found - 1.0;
    return status;
}

/*
 * From a K whose acceptability does not exceed alpha to the next that may: to the jump of j, or to where it comes to exceed alpha
 * before that; *found is 1 then.
 */
static peel_status next_candidate(struct piece *piece, double *cases, int *found) {
    const struct rate_counts *counts = piece->counts;
    const struct population_range beyond = {*cases, counts->population - counts->failed};
    struct piece next = *piece;
    next.j += 1.0;
    double jump;
    double start = *cases + ceil(is_reached(&next, *cases).step);
    peel_status status =
        population_search(is_reached, &next, beyond, fmin(fmax(start, *cases + 1.0), beyond.high), &jump);
    if (status != PEEL_OK) return status;
    const struct population_range before = {*cases, jump - 1.0};
    *found = before.high > before.low && is_acceptable(piece, before.high).holds;
    if (!*found) {
        *cases = jump;
        return PEEL_OK;
    }
    start = *cases + ceil(is_acceptable(piece, *cases).step);
    return population_search(is_acceptable, piece, before, fmin(fmax(start, *cases + 1.0), before.high), cases);
}

static peel_status lowest(const struct rate_counts *counts, const struct rate_plan *plan, double *least) {
    const int cap = 1000;
    const double alpha = plan->common.alpha;
    struct piece piece = {.counts = counts, .alpha = alpha, .near = population_near(alpha)};
    double cases = counts->met;
    int found = counts->met == 0.0;
    peel_status status = found ? PEEL_OK : population_lower(counts, 1.0, plan->common.tail.p, &cases);
    double from = guess(&piece, cases);
    for (int i = 0; status == PEEL_OK && !found; i++) {
        piece.at = upper_at(counts, cases);
        status = i < cap ? find_other(&piece, from) : PEEL_ERROR_SEARCH;
        if (status != PEEL_OK) break;
        struct tails at = with_lower(piece.at, piece.j);
        if (piece.j == counts->met - 1.0 || above_alpha(&piece, &at).excess > 0.0) break;
        status = next_candidate(&piece, &cases, &found);
        from = piece.j + 2.0; /* at a jump, the one that j went up to */
    }
    if (status == PEEL_OK) *least = cases;
    return status;
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
