/* Wald: the change less z standard errors, and what is built on it. */
#include <math.h>

#include "stats/compare/difference.h"

static double variance(double met, double failed, double assessed, double weight) {
    return met * failed / assessed / assessed / (weight * assessed);
}

static double variance_of(const struct compare_counts *sample) {
    return variance(sample->met, sample->failed, sample->assessed, sample->weight);
}

peel_status difference_wald_difference(const struct compare_pair *pair, struct normal_tail tail,
                                       struct difference_limit *limit) {
    double sum = variance_of(&pair->after) + variance_of(&pair->before);
    *limit = (struct difference_limit){pair->change - tail.z * sqrt(sum), sum == 0.0 ? PEEL_NOTE_NO_WIDTH : 0};
    return PEEL_OK;
}

/*
 * The change with one met and one failed case added to each sample, which is the plain one moved by what the leanings to either
 * side add: all parts turn their signs when failures stand for cases met. A census has nothing added.
 */
static double adjusted_change(const struct compare_pair *pair) {
    const struct compare_counts *after = &pair->after;
    const struct compare_counts *before = &pair->before;
    double moved = (after->met - after->failed) / before->weight - (before->met - before->failed) / after->weight;
    double cases = (after->assessed + 2.0 / after->weight) * (before->assessed + 2.0 / before->weight);
    return (pair->change * (after->assessed * before->assessed) + moved) / cases;
}

static double adjusted_variance(const struct compare_counts *sample) {
    double added = 1.0 / sample->weight;
    return variance(sample->met + added, sample->failed + added, sample->assessed + 2.0 * added, sample->weight);
}

/* Agresti and Caffo 2000. */
peel_status difference_agresti_caffo(const struct compare_pair *pair, struct normal_tail tail,
                                     struct difference_limit *limit) {
    double sum = adjusted_variance(&pair->after) + adjusted_variance(&pair->before);
    *limit = (struct difference_limit){adjusted_change(pair) - tail.z * sqrt(sum), 0};
    return PEEL_OK;
}
