/* The source of beta_integral.h, for the level that LANES_LEVEL says. */
#ifndef NUMERIC_BETA_INTEGRAL_KERNEL_H
#define NUMERIC_BETA_INTEGRAL_KERNEL_H

#include "numeric/beta_integral.h"
#include "numeric/gauss.h"
#include "numeric/lanes.h"
#include "numeric/lanes_elementary.h"

enum { sums = 8 };

/*
 * One rule; point i belongs to sum i mod 8 at every level, so that all add in the same order. near: |u| <= 0.04 and |v| <= 0.04;
 * a constant where it is inlined.
 */
LANES double sum_of(const struct beta_fall *fall, const double *node, const double *weight, size_t points, int near) {
    enum { parts = sums / lanes_count };
    const lanes c = lanes_set(fall->c), n = lanes_set(fall->n), q = lanes_set(fall->q);
    const lanes reach = lanes_set(fall->reach), turned = lanes_set(fall->s * fall->reach);
    lanes sum[parts];
    double of[sums];
    for (size_t part = 0; part < parts; part++)
        sum[part] = lanes_set(0.0);
    for (size_t i = 0; i < points; i += sums) {
        for (size_t part = 0; part < parts; part++) {
            const size_t at = i + part * lanes_count;
            const lanes t = lanes_load(node + at);
            lanes u = q * (near ? lanes_expm1_near(turned * t) : lanes_expm1(turned * t));
            lanes log_fall = c * (reach * t) - n * (near ? lanes_log1p_near(u) : lanes_log1p(u));
            sum[part] += lanes_load(weight + at) * lanes_exp(log_fall);
        }
    }
    for (size_t part = 0; part < parts; part++)
        lanes_store(of + part * lanes_count, sum[part]);
    return fall->reach * (((of[0] + of[4]) + (of[2] + of[6])) + ((of[1] + of[5]) + (of[3] + of[7])));
}

LANES_KERNEL double LANES_NAME(beta_integral)(const struct beta_fall *fall) {
    if (fall->reach <= 0.04) return sum_of(fall, gauss_rule_few[0], gauss_rule_few[1], gauss_few, 1);
    if (fall->few) return sum_of(fall, gauss_rule_few[0], gauss_rule_few[1], gauss_few, 0);
    return sum_of(fall, gauss_rule_many[0], gauss_rule_many[1], gauss_many, 0);
}

#endif
