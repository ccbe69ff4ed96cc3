/* Katz and others 1978: z standard errors of the logarithm of the ratio. Where a count is 0, it says nothing on that side. */
#include <math.h>

#include "stats/compare/ratio.h"

/* more: what is added to each count. */
static struct ratio_limit log_limit(const struct compare_pair *pair, double more, double z) {
    double met_after = pair->after.met + more, after = pair->after.assessed + more;
    double met_before = pair->before.met + more, before = pair->before.assessed + more;
    double variance = pair->after.failed / (met_after * after) + pair->before.failed / (met_before * before);
    double ratio = met_after * before / (met_before * after);
    return (struct ratio_limit){ratio * exp(-z * sqrt(variance)), variance == 0.0 ? PEEL_NOTE_NO_WIDTH : 0};
}

peel_status ratio_katz(const struct compare_pair *pair, struct normal_tail tail, struct ratio_limit *limit) {
    int empty = pair->after.met == 0.0 || pair->before.met == 0.0;
    *limit = empty ? (struct ratio_limit){0.0, 0} : log_limit(pair, 0.0, tail.z);
    return PEEL_OK;
}

/*
 * Walter 1975: half a case more everywhere. Where no case met after, his limit would be above 0 and leave the estimate out
 * (0/10 and 5/10 swapped: 0.0057): here it is 0, as with every other method of a ratio, since 0 says nothing against a
 * ratio of 0. The other limit is his.
 */
peel_status ratio_adjusted_log(const struct compare_pair *pair, struct normal_tail tail, struct ratio_limit *limit) {
    *limit = pair->after.met == 0.0 ? (struct ratio_limit){0.0, 0} : log_limit(pair, 0.5, tail.z);
    return PEEL_OK;
}
