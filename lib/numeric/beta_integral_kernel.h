/* The source of beta_integral.h, for the level that LANES_LEVEL says. */
#ifndef NUMERIC_BETA_INTEGRAL_KERNEL_H
#define NUMERIC_BETA_INTEGRAL_KERNEL_H

#include "numeric/beta_integral.h"
#include "numeric/gauss.h"
#include "numeric/lanes.h"
#include "numeric/lanes_elementary.h"

enum { sums = 8 };

/* Point i belongs to sum i mod 8 at every level, so that all add in the same order. */
LANES_KERNEL double LANES_NAME(beta_integral)(const struct beta_fall *fall) {
    enum { parts = sums / lanes_count };
    const lanes c = lanes_set(fall->c), n = lanes_set(fall->n), q = lanes_set(fall->q);
    const lanes reach = lanes_set(fall->reach), turned = lanes_set(fall->s * fall->reach);
    lanes sum[parts];
    double of[sums];
    for (int part = 0; part < parts; part++)
        sum[part] = lanes_set(0.0);
    for (int i = 0; i < gauss_points; i += sums) {
        for (int part = 0; part < parts; part++) {
            const int at = i + part * lanes_count;
            const lanes t = lanes_load(gauss_node + at);
            lanes u = q * lanes_expm1(turned * t);
            lanes log_fall = c * (reach * t) - n * lanes_log1p(u);
            sum[part] += lanes_load(gauss_weight + at) * lanes_exp(log_fall);
        }
    }
    for (int part = 0; part < parts; part++)
        lanes_store(of + part * lanes_count, sum[part]);
    return fall->reach * (((of[0] + of[4]) + (of[2] + of[6])) + ((of[1] + of[5]) + (of[3] + of[7])));
}

#endif
