/* A root between two numbers, by Newton's steps that cannot leave them. */
#ifndef STATS_COMPARE_BRACKET_H
#define STATS_COMPARE_BRACKET_H

#include <math.h>

/* What a search knows: the root lies between `low` and `high`; and how far its last step went. */
struct bracket {
    double low;
    double high;
    double step;
};

/*
 * The number to try after `at`: Newton's, or the middle where that leaves the bracket or does not halve the step before. above:
 * whether `at` lies above the root.
 */
static inline double bracket_next(struct bracket *bracket, double at, int above, double newton) {
    *(above ? &bracket->high : &bracket->low) = at;
    if (!(newton > bracket->low && newton < bracket->high && fabs(newton - at) <= 0.5 * bracket->step))
        newton = bracket->low + 0.5 * (bracket->high - bracket->low);
    bracket->step = fabs(newton - at);
    return newton;
}

/* How many steps a search may take; the halvings of a double's range are fewer. */
static const int bracket_cap = 200;
/*
 * Newton's last step being 2^-40 of the root, what it leaves is below 2^-53: the relative curvature of these functions reaches
 * 5e7 (one failed case of 2^53).
 */
static const double bracket_last_step = 0x1p-40;

#endif
