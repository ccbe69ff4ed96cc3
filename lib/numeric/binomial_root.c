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

static peel_status one_by_one(binomial_search *search, double k, double n, struct normal_tail tail,
                              struct proportion *root) {
    peel_status status = search(k, n, tail, &root[0]);
    return status == PEEL_OK ? search(n - k, n, tail, &root[1]) : status;
}

peel_status binomial_lower_roots(double k, double n, struct normal_tail tail, struct proportion *root) {
    if (k > 1.0 && k < n - 1.0) return CHOSEN(binomial_pair)(k, n, tail, root);
    return one_by_one(binomial_lower_root, k, n, tail, root);
}

peel_status binomial_mid_roots(double k, double n, struct normal_tail tail, struct proportion *root) {
    if (k > 0.0 && k < n && n > 2.0) return CHOSEN(binomial_mid_pair)(k, n, tail, root);
    return one_by_one(binomial_mid_root, k, n, tail, root);
}
