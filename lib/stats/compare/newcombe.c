/*
 * Newcombe 1998, method 10: the change less the root of the squared distances from each rate to the Wilson limit on its far side.
 * Method 11: the same of Wilson's limits with continuity correction.
 */
#include "stats/compare/difference.h"
#include "stats/compare/wilson_fall.h"

static double fall(double hit, double miss, const struct compare_counts *sample, double z) {
    return isinf(sample->weight) ? 0.0 : wilson_fall(hit, miss, sample->assessed, sample->weight, z);
}

peel_status difference_newcombe(const struct compare_pair *pair, struct normal_tail tail,
                                struct difference_limit *limit) {
    double after = fall(pair->after.met, pair->after.failed, &pair->after, tail.z);
    double before = fall(pair->before.failed, pair->before.met, &pair->before, tail.z);
    *limit = (struct difference_limit){pair->change - sqrt(after * after + before * before), 0};
    return PEEL_OK;
}

/* Half a case fewer, and the Wilson fall from there; at hit = 0 the limit is 0 by definition. */
static double fall_cc(double hit, double miss, const struct compare_counts *sample, double z) {
    double half = 0.5 / sample->weight;
    if (hit == 0.0 || isinf(sample->weight)) return 0.0;
    return half / sample->assessed + fall(hit - half, miss + half, sample, z);
}

peel_status difference_newcombe_cc(const struct compare_pair *pair, struct normal_tail tail,
                                   struct difference_limit *limit) {
    double after = fall_cc(pair->after.met, pair->after.failed, &pair->after, tail.z);
    double before = fall_cc(pair->before.failed, pair->before.met, &pair->before, tail.z);
    *limit = (struct difference_limit){pair->change - sqrt(after * after + before * before), 0};
    return PEEL_OK;
}
