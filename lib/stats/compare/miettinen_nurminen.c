/* Miettinen and Nurminen 1985: the changes that the score test does not reject. Mee 1984: without the factor M / (M - 1). */
#include "stats/compare/difference.h"
#include "stats/compare/score.h"

peel_status difference_miettinen_nurminen(const struct compare_pair *pair, struct normal_tail tail,
                                          struct difference_limit *limit) {
    *limit = (struct difference_limit){0.0, 0};
    return compare_score_lower(pair, tail.z, 1, &limit->at);
}

peel_status difference_mee(const struct compare_pair *pair, struct normal_tail tail, struct difference_limit *limit) {
    *limit = (struct difference_limit){0.0, 0};
    return compare_score_lower(pair, tail.z, 0, &limit->at);
}
