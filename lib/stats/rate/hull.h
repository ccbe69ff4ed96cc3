/*
 * What the exact methods share whose p counts both tails, Blaker's and Sterne's. For a rate below met / n that p is
 * P(K >= met) + P(K <= j), where j, the largest of the other side that counts, goes up by one at certain rates: there p jumps up,
 * and between two of them it falls at most at first and then rises, for the probability of what lies between j and met
 * has one maximum. So the lowest rate whose p exceeds alpha is either a jump, or the rising crossing before it.
 */
#ifndef STATS_RATE_HULL_H
#define STATS_RATE_HULL_H

#include "stats/rate/rate.h"

/* A stretch without jumps; j = -1 counts nothing of the other side. */
struct hull_piece {
    double met; /* 1 to n */
    double j;   /* -1 to met - 1 */
    double n;
    double alpha;
};

/* The rate at which a stretch begins, with p over alpha there and just before it. */
struct hull_jump {
    struct proportion at;
    double from;
    double before;
};

/* Where P(K = j) = P(K = met), j >= 0. */
struct hull_jump hull_as_likely(const struct hull_piece *piece);

/*
 * Where P(K <= j) = P(K >= met), j >= 0: a rate of the same bits for every alpha; from and before within 1e-8. Statuses:
 * PEEL_ERROR_SEARCH.
 */
peel_status hull_equal_tails(const struct hull_piece *piece, struct hull_jump *jump);

/* Where p of the stretch before a jump rises through alpha, not below low; the jump where it does not.
 * Statuses: PEEL_ERROR_SEARCH, crossing untouched.
 */
peel_status hull_crossing(const struct hull_piece *before, struct proportion low, const struct hull_jump *jump,
                          struct proportion *crossing);

/*
 * The j of the jump after which p exceeds alpha, guessed at the limit of Clopper-Pearson (tail alpha / 2, quantile z): the mirror image
 * of met about the mean, moved by (1 - 2 x) (z^2 - 1) / 3 for skewness, after Cornish and Fisher 1937, for equal tails and for
 * equal probabilities alike. Right for 93 of 100 samples of 79 cases, 99.7 of 100,000. 0 to met - 1.
 */
double hull_guess(const struct hull_piece *piece, struct proportion at, double z);

#endif
