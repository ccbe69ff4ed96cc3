#include "arb_closed.h"

#include <arb_hypgeom.h>

#include "arb_tail.h"

enum { bits = 640, halvings = 500 };

/* (k + z2/2 - z sqrt(k f / n + z2/4)) / (n + z2) */
void closed_wilson(arb_t x, const struct closed_counts *counts, const arb_t z) {
    arb_t z2, root;
    arb_init(z2), arb_init(root);
    arb_mul(z2, z, z, bits);
    arb_mul(root, counts->met, counts->failed, bits);
    arb_div(root, root, counts->n, bits);
    arb_mul_2exp_si(x, z2, -2);
    arb_add(root, root, x, bits);
    arb_sqrt(root, root, bits);
    arb_mul_2exp_si(x, z2, -1);
    arb_add(x, x, counts->met, bits);
    arb_submul(x, root, z, bits);
    arb_add(z2, z2, counts->n, bits);
    arb_div(x, x, z2, bits);
    arb_clear(z2), arb_clear(root);
}

/* p - z sqrt(p (1 - p) / n) of p = k / n */
void closed_wald(arb_t x, const struct closed_counts *counts, const arb_t z) {
    arb_t error;
    arb_init(error);
    arb_div(x, counts->met, counts->n, bits);
    arb_div(error, counts->failed, counts->n, bits);
    arb_mul(error, error, x, bits);
    arb_div(error, error, counts->n, bits);
    arb_sqrt(error, error, bits);
    arb_submul(x, error, z, bits);
    arb_clear(error);
}

void closed_agresti_coull(arb_t x, const struct closed_counts *counts, const arb_t z) {
    struct closed_counts more;
    arb_init(more.met), arb_init(more.failed), arb_init(more.n);
    arb_mul(x, z, z, bits);
    arb_add(more.n, counts->n, x, bits);
    arb_mul_2exp_si(x, x, -1);
    arb_add(more.met, counts->met, x, bits);
    arb_add(more.failed, counts->failed, x, bits);
    closed_wald(x, &more, z);
    arb_clear(more.met), arb_clear(more.failed), arb_clear(more.n);
}

/* w = log(k / f) - z sqrt(1 / k + 1 / f), 1 / (1 + exp(-w)) */
void closed_logit(arb_t x, const struct closed_counts *counts, const arb_t z) {
    arb_t w;
    arb_init(w);
    arb_inv(x, counts->met, bits);
    arb_inv(w, counts->failed, bits);
    arb_add(x, x, w, bits);
    arb_sqrt(x, x, bits);
    arb_mul(x, x, z, bits);
    arb_div(w, counts->met, counts->failed, bits);
    arb_log(w, w, bits);
    arb_sub(w, x, w, bits);
    arb_exp(w, w, bits);
    arb_add_ui(w, w, 1, bits);
    arb_inv(x, w, bits);
    arb_clear(w);
}

/* q = -sqrt(2) erfcinv(2 k / n), q - z sqrt(p (1 - p) / n) / density(q), and the area below that */
void closed_probit(arb_t x, const struct closed_counts *counts, const arb_t z) {
    arb_t q, error, density;
    arb_init(q), arb_init(error), arb_init(density);
    arb_div(x, counts->met, counts->n, bits);
    arb_mul_2exp_si(q, x, 1);
    arb_hypgeom_erfcinv(q, q, bits); /* -q / sqrt(2) */
    arb_div(error, counts->failed, counts->n, bits);
    arb_mul(error, error, x, bits);
    arb_div(error, error, counts->n, bits);
    arb_sqrt(error, error, bits);
    arb_mul(density, q, q, bits);
    arb_neg(density, density);
    arb_exp(density, density, bits);
    arb_div(error, error, density, bits);
    arb_const_pi(density, bits);
    arb_sqrt(density, density, bits);
    arb_mul(error, error, density, bits); /* over sqrt(2) */
    arb_addmul(q, error, z, bits);
    arb_hypgeom_erfc(x, q, bits);
    arb_mul_2exp_si(x, x, -1);
    arb_clear(q), arb_clear(error), arb_clear(density);
}

/* asin(sqrt((k + 3/8) / (n + 3/4))) - z / (2 sqrt(n)), not below 0, and its squared sine */
void closed_arcsine(arb_t x, const struct closed_counts *counts, const arb_t z) {
    arb_t part;
    arb_init(part);
    arb_set_d(x, 0.375);
    arb_add(x, x, counts->met, bits);
    arb_set_d(part, 0.75);
    arb_add(part, part, counts->n, bits);
    arb_div(x, x, part, bits);
    arb_sqrt(x, x, bits);
    arb_asin(x, x, bits);
    arb_sqrt(part, counts->n, bits);
    arb_mul_2exp_si(part, part, 1);
    arb_div(part, z, part, bits);
    arb_sub(x, x, part, bits);
    if (arb_is_negative(x)) arb_zero(x);
    arb_sin(x, x, bits);
    arb_mul(x, x, x, bits);
    arb_clear(part);
}

/* exp(-exp(log(-log p) + z sqrt((1 - p) / (n p)) / |log p|)) of p = k / n */
void closed_cloglog(arb_t x, const struct closed_counts *counts, const arb_t z) {
    arb_t log_p, error;
    arb_init(log_p), arb_init(error);
    arb_div(log_p, counts->met, counts->n, bits);
    arb_log(log_p, log_p, bits);
    arb_neg(log_p, log_p);
    arb_div(error, counts->failed, counts->n, bits);
    arb_div(error, error, counts->met, bits);
    arb_sqrt(error, error, bits);
    arb_div(error, error, log_p, bits);
    arb_log(x, log_p, bits);
    arb_addmul(x, error, z, bits);
    arb_exp(x, x, bits);
    arb_neg(x, x);
    arb_exp(x, x, bits);
    arb_clear(log_p), arb_clear(error);
}

/* k - n x - (z2 - 1) (1 - 2 x) / 6 - z sqrt(n x (1 - x)) */
static void scas_excess(arb_t value, const arb_t x, const struct closed_counts *counts, const arb_t z) {
    arb_t part, y;
    arb_init(part), arb_init(y);
    arb_sub_ui(y, x, 1, bits);
    arb_neg(y, y);
    arb_mul(value, counts->n, x, bits);
    arb_mul(part, value, y, bits);
    arb_sqrt(part, part, bits);
    arb_mul(part, part, z, bits);
    arb_sub(value, counts->met, value, bits);
    arb_sub(value, value, part, bits);
    arb_mul(part, z, z, bits);
    arb_sub_ui(part, part, 1, bits);
    arb_div_ui(part, part, 6, bits);
    arb_sub(y, y, x, bits);
    arb_submul(value, part, y, bits);
    arb_clear(part), arb_clear(y);
}

/* The middle of two exact numbers, itself exact; the ends of a ball that they span. */
static void halve(arb_t middle, const arb_t a, const arb_t b) {
    arb_add(middle, a, b, bits);
    arb_mul_2exp_si(middle, middle, -1);
    mag_zero(arb_radref(middle));
}

/*
 * The excess falls from k - c at 0 and is convex: its least root lies between 0 and the first rate at which it is negative, which
 * is sought on a fine grid of odds.
 */
void closed_scas(arb_t x, const struct closed_counts *counts, const arb_t z) {
    arb_t low, high, value;
    int found = 0;
    arb_init(low), arb_init(high), arb_init(value);
    scas_excess(value, low, counts, z);
    if (arb_is_positive(value) && !arb_is_zero(counts->met)) {
        for (int i = -4000; i < 4000 && !found; i++) {
            arb_set(low, high);
            arb_set_si(high, -i);
            arb_div_ui(high, high, 40, bits);
            arb_exp(high, high, bits);
            arb_add_ui(high, high, 1, bits);
            arb_inv(high, high, bits);
            mag_zero(arb_radref(high));
            scas_excess(value, high, counts, z);
            found = arb_is_negative(value);
        }
        if (!found) arb_tail_fail("no rate at which the corrected score is below z");
    }
    for (int i = 0; found && i < halvings; i++) {
        halve(x, low, high);
        scas_excess(value, x, counts, z);
        if (arb_is_positive(value))
            arb_set(low, x);
        else if (arb_is_negative(value))
            arb_set(high, x);
        else
            break;
    }
    arb_union(x, low, high, bits);
    if (!found) arb_zero(x);
    arb_clear(low), arb_clear(high), arb_clear(value);
}

void closed_poisson(arb_t mean, int k, double alpha) {
    arb_t low, high, shape, value, target;
    arb_init(low), arb_init(high), arb_init(shape), arb_init(value), arb_init(target);
    arb_set_si(shape, k);
    arb_set_d(target, alpha);
    arb_set_ui(high, 64);
    for (int i = 0; i < halvings + 400; i++) { /* 1e-100 is 2 to the -333rd */
        halve(mean, low, high);
        arb_hypgeom_gamma_lower(value, shape, mean, 1, bits);
        if (arb_lt(value, target))
            arb_set(low, mean);
        else if (arb_gt(value, target))
            arb_set(high, mean);
        else
            break;
    }
    arb_union(mean, low, high, bits);
    arb_clear(low), arb_clear(high), arb_clear(shape), arb_clear(value), arb_clear(target);
}
