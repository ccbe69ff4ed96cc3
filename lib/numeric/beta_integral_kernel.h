/* The source of beta_integral.h, for the level that LANES_LEVEL says. */
#ifndef NUMERIC_BETA_INTEGRAL_KERNEL_H
#define NUMERIC_BETA_INTEGRAL_KERNEL_H

#include "numeric/beta_integral.h"
#include "numeric/lanes.h"
#include "numeric/lanes_elementary.h"

enum { points = 32, sums = 8 };

/* The Gauss-Legendre rule on [0, 1], computed with 45 digits and rounded. */
static const double node[points] = {
    0.0013680690752592183, 0.007194244227365833, 0.017618872206246784, 0.03254696203113015, 0.05183942211697394,
    0.07531619313371501,   0.1027581020160288,   0.13390894062985517,  0.1684778665348924,  0.20614212137961885,
    0.2465500455338853,    0.2893243619346823,   0.33406569885893617,  0.38035631887393145, 0.42776401920860174,
    0.4758461671561308,    0.5241538328438692,   0.5722359807913983,   0.6196436811260685,  0.6659343011410638,
    0.7106756380653176,    0.7534499544661147,   0.7938578786203812,   0.8315221334651076,  0.8660910593701449,
    0.8972418979839712,    0.9246838068662849,   0.9481605778830261,   0.9674530379688698,  0.9823811277937532,
    0.9928057557726342,    0.9986319309247408};
static const double weight[points] = {
    0.003509305004735048, 0.008137197365452835, 0.01269603265463103,  0.017136931456510716, 0.02141794901111334,
    0.025499029631188087, 0.029342046739267772, 0.032911111388180925, 0.03617289705442425,  0.039096947893535156,
    0.041655962113473374, 0.043826046502201906, 0.045586939347881945, 0.04692219954040228,  0.04781936003963743,
    0.0482700442573639,   0.0482700442573639,   0.04781936003963743,  0.04692219954040228,  0.045586939347881945,
    0.043826046502201906, 0.041655962113473374, 0.039096947893535156, 0.03617289705442425,  0.032911111388180925,
    0.029342046739267772, 0.025499029631188087, 0.02141794901111334,  0.017136931456510716, 0.01269603265463103,
    0.008137197365452835, 0.003509305004735048};

/* Point i belongs to sum i mod 8 at every level, so that all add in the same order. */
LANES_KERNEL double LANES_NAME(beta_integral)(const struct beta_fall *fall) {
    enum { parts = sums / lanes_count };
    const lanes c = lanes_set(fall->c), n = lanes_set(fall->n), q = lanes_set(fall->q);
    const lanes reach = lanes_set(fall->reach), turned = lanes_set(fall->s * fall->reach);
    lanes sum[parts];
    double of[sums];
    for (int part = 0; part < parts; part++)
        sum[part] = lanes_set(0.0);
    for (int i = 0; i < points; i += sums) {
        for (int part = 0; part < parts; part++) {
            const int at = i + part * lanes_count;
            const lanes t = lanes_load(node + at);
            lanes u = q * lanes_expm1(turned * t);
            lanes log_fall = c * (reach * t) - n * lanes_log1p(u);
            sum[part] += lanes_load(weight + at) * lanes_exp(log_fall);
        }
    }
    for (int part = 0; part < parts; part++)
        lanes_store(of + part * lanes_count, sum[part]);
    return fall->reach * (((of[0] + of[4]) + (of[2] + of[6])) + ((of[1] + of[5]) + (of[3] + of[7])));
}

#endif
