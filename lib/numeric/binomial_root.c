#include "numeric/binomial_root.h"

#include "numeric/elementary.h"
#include "numeric/lanes.h"

/* That of the highest level that this processor has. */
#define CHOSEN(name)                                                                                                   \
    (lanes_level() == LANES_AVX512 ? name##_avx512 : lanes_level() == LANES_AVX2 ? name##_avx2 : name##_portable)

peel_status binomial_lower_root(double k, double n, struct normal_tail tail, struct proportion *root) {
    if (k > 1.0 && k < n) return CHOSEN(binomial_search)(k, n, tail, root);
    if (k == 0.0)
        *root = (struct proportion){0.0, 1.0};
    else
        *root = k == n ? power_root(tail.p, n) : complement_power_root(tail.p, n);
    return PEEL_OK;
}

/* At k = n the tail is x^n / 2; of two cases, it is x (1 - x) + x^2 = x at k = 1. */
peel_status binomial_mid_root(double k, double n, struct normal_tail tail, struct proportion *root) {
    if (k > 0.0 && k < n && n > 2.0) return CHOSEN(binomial_mid_search)(k, n, tail, root);
    if (k == 0.0)
        *root = (struct proportion){0.0, 1.0};
    else
        *root = k == n ? power_root(2.0 * tail.p, n) : (struct proportion){tail.p, 1.0 - tail.p};
    return PEEL_OK;
}

binomial_group *binomial_lower_group(void) {
    return CHOSEN(binomial_group);
}

binomial_group *binomial_mid_group(void) {
    return CHOSEN(binomial_mid_group);
}

static peel_status both(binomial_search *one, binomial_group *group, double least, double k, double n,
                        struct normal_tail tail, struct proportion *root) {
    const double met[] = {k, n - k};
    const double assessed[] = {n, n};
    if (k > least && n - k > least && n > 2.0) return group(met, assessed, 2, tail, root);
    peel_status status = one(k, n, tail, &root[0]);
    return status == PEEL_OK ? one(n - k, n, tail, &root[1]) : status;
}

peel_status binomial_lower_roots(double k, double n, struct normal_tail tail, struct proportion *root) {
    return both(binomial_lower_root, CHOSEN(binomial_group), 1.0, k, n, tail, root);
}

peel_status binomial_mid_roots(double k, double n, struct normal_tail tail, struct proportion *root) {
    return both(binomial_mid_root, CHOSEN(binomial_mid_group), 0.0, k, n, tail, root);
}
