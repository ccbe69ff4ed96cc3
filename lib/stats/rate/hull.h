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

/* The rate at which j is as likely as met, j >= 0. */
struct proportion hull_as_likely(const struct hull_piece *piece);

/* The rate at which P(K <= j) = P(K >= met), j >= 0; the same bits for every alpha. Statuses: PEEL_ERROR_SEARCH. */
peel_status hull_equal_tails(const struct hull_piece *piece, struct proportion *at);

/* log(P(K >= met) + P(K <= j)) - log alpha. */
double hull_excess(const struct hull_piece *piece, struct proportion at);

/*
 * Where that rises through 0 between low and high; high where it does not. low: where it is not above 0.
 * Statuses: PEEL_ERROR_SEARCH, crossing untouched.
 */
peel_status hull_crossing(const struct hull_piece *piece, struct proportion low, struct proportion high,
                          struct proportion *crossing);

#endif
