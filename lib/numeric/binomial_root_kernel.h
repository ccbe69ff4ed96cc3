/* The functions of binomial_root.h for one level: BINOMIAL_ONE with one root each, else with as many as there are lanes. */
#ifndef NUMERIC_BINOMIAL_ROOT_KERNEL_H
#define NUMERIC_BINOMIAL_ROOT_KERNEL_H

#include "numeric/binomial_root.h"
#include "numeric/binomial_walk_kernel.h"

#ifdef BINOMIAL_ONE

LANES_KERNEL peel_status LANES_NAME(binomial_search)(double k, double n, struct normal_tail tail,
                                                     struct proportion *root) {
    return tail_roots(k, n, 1, tail, root);
}

LANES_KERNEL peel_status LANES_NAME(binomial_mid_search)(double k, double n, struct normal_tail tail,
                                                         struct proportion *root) {
    return mid_roots(k, n, 1, tail, root);
}

#else

/* The lanes beyond `count` repeat the first one. */
LANES lanes filled(const double *from, size_t count) {
    if (count == lanes_count) return lanes_load(from);
    lanes value = lanes_set(from[0]);
    for (size_t i = 1; i < count; i++)
        value = many_with(value, (int)i, from[i]);
    return value;
}

LANES_KERNEL peel_status LANES_NAME(binomial_group)(const double *k, const double *n, size_t count,
                                                    struct normal_tail tail, struct proportion *root) {
    peel_status status = PEEL_OK;
    for (size_t i = 0; i < count && status == PEEL_OK; i += lanes_count) {
        size_t left = count - i < lanes_count ? count - i : lanes_count;
        status = tail_roots(filled(k + i, left), filled(n + i, left), (int)left, tail, root + i);
    }
    return status;
}

LANES_KERNEL peel_status LANES_NAME(binomial_mid_group)(const double *k, const double *n, size_t count,
                                                        struct normal_tail tail, struct proportion *root) {
    peel_status status = PEEL_OK;
    for (size_t i = 0; i < count && status == PEEL_OK; i += lanes_count) {
        size_t left = count - i < lanes_count ? count - i : lanes_count;
        status = mid_roots(filled(k + i, left), filled(n + i, left), (int)left, tail, root + i);
    }
    return status;
}

#endif

#endif
