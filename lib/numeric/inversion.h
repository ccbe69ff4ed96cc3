/* What draws of the hypergeometric and the binomial distribution share: inversion, from the mode to both sides in turn. */
#ifndef NUMERIC_INVERSION_H
#define NUMERIC_INVERSION_H

#include "numeric/draws.h"
#include "numeric/elementary.h"

/* How many of n cases are marked. */
struct urn {
    double in;      /* marked */
    double out;     /* of a finite urn marked ones that are left in it; else cases of the n that are not marked */
    double plain;   /* of a finite urn cases of the n that are not marked; else the odds of a mark */
    double without; /* of a finite urn ones left in it that are not marked */
};

/* P(one more) / P(this) and P(one less) / P(this), and whether the urn is finite: 1, or 0. */
struct urn_law {
    double (*up)(const struct urn *at);
    double (*down)(const struct urn *at);
    double is_finite;
};

static const double urn_negligible = 0x1p-60;

static inline void urn_move(struct urn *at, const struct urn_law *law, double by) {
    at->in += by;
    at->out -= by;
    at->plain -= law->is_finite * by;
    at->without += law->is_finite * by;
}

/* The sum of all probabilities over that of the mode, by adding up to both sides; a ratio is 0 where there is no more. */
static inline double urn_total(const struct urn *mode, const struct urn_law *law) {
    double total = 1.0;
    struct urn up = *mode, down = *mode;
    for (double term = law->up(&up); term > urn_negligible; term *= law->up(&up)) {
        total += term;
        urn_move(&up, law, 1.0);
    }
    for (double term = law->down(&down); term > urn_negligible; term *= law->down(&down)) {
        total += term;
        urn_move(&down, law, -1.0);
    }
    return total;
}

/* A draw, from the total: as many steps in the mean as twice the standard deviation has cases. */
static inline double urn_draw(struct draws *draws, const struct urn *mode, const struct urn_law *law, double total) {
    double left = draws_uniform(draws) * total;
    struct urn up = *mode, down = *mode;
    double up_term = 1.0, down_term = 1.0;
    left -= 1.0;
    while (left >= 0.0 && up_term + down_term > urn_negligible) {
        up_term *= law->up(&up);
        urn_move(&up, law, 1.0);
        left -= up_term;
        if (left < 0.0) return up.in;
        down_term *= law->down(&down);
        urn_move(&down, law, -1.0);
        left -= down_term;
        if (left < 0.0) return down.in;
    }
    return mode->in; /* also where rounding left a rest after the last */
}

/*
 * A cell's part of the logarithm of P by Stirling's formula: its deviance from what is expected, and the formula's error. For
 * cells of 8 and more, where the mode deviates from the mean by 1 at most, all terms are small, and nothing but sums, products
 * and square roots is used, which are the same on every machine.
 */
static inline double urn_cell_part(double cell, double deviation) {
    return cell * linear_minus_log1p_near(-deviation / cell) + stirling_error(cell);
}

/* exp(x / 2) of a small x. */
static inline double urn_exp_half(double x) {
    double factor = 1.0 + 0.25 * x + exp_minus_linear_near(0.25 * x);
    return factor * factor;
}

#endif
