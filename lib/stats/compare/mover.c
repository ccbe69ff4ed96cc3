/*
 * Donner and Zou 2012: the ratio at which after - ratio before is as far from 0 as the root of the squared distances, each rate's to its
 * Wilson limit on the far side. Their formula subtracts twice what nearly equals; this one, the same root, nowhere.
 */
#include "stats/compare/ratio.h"
#include "stats/compare/wilson_fall.h"

peel_status ratio_mover(const struct compare_pair *pair, struct normal_tail tail, struct ratio_limit *limit) {
    const struct compare_counts *after = &pair->after;
    const struct compare_counts *before = &pair->before;
    *limit = (struct ratio_limit){0.0, 0};
    if (after->met == 0.0) return PEEL_OK;
    double x = after->met / after->assessed;
    double y = before->met / before->assessed;
    double fall = wilson_fall(after->met, after->failed, after->assessed, 1.0, tail.z);
    double rise = wilson_fall(after->failed, after->met, after->assessed, 1.0, tail.z);
    double other = wilson_fall(before->failed, before->met, before->assessed, 1.0, tail.z);
    double lower = x * (after->met / (after->assessed + tail.z * tail.z)) / (x + rise); /* Wilson's: roots' product */
    double squares = lower * (x + fall);                                                /* x^2 - fall^2 */
    limit->at = squares / (x * y + sqrt(y * y * (fall * fall) + other * other * squares));
    return PEEL_OK;
}
