/* The searches of binomial_root.h, for the level that LANES_LEVEL says. */
#ifndef NUMERIC_BINOMIAL_ROOT_KERNEL_H
#define NUMERIC_BINOMIAL_ROOT_KERNEL_H

#include "numeric/binomial_root.h"
#include "numeric/binomial_start_kernel.h"
#include "numeric/binomial_tail_kernel.h"

/* log F and its derivatives by w = logit x. */
enum { orders = 6 };

struct slope {
    double excess; /* log F - log p */
    double by_w[orders];
};

/*
 * From the first derivative: the second is that times c, c = psi less the first, and so on by the product rule. drift has the
 * cumulants of a Bernoulli variable for derivatives.
 */
LANES void derivatives(double first, double psi, const double *psi_by_w, double *l) {
    double c0 = psi - first;
    l[0] = first;
    l[1] = l[0] * c0;
    double c1 = psi_by_w[0] - l[1];
    l[2] = l[1] * c0 + l[0] * c1;
    double c2 = psi_by_w[1] - l[2];
    l[3] = l[2] * c0 + 2.0 * l[1] * c1 + l[0] * c2;
    double c3 = psi_by_w[2] - l[3];
    l[4] = l[3] * c0 + 3.0 * (l[2] * c1 + l[1] * c2) + l[0] * c3;
    double c4 = psi_by_w[3] - l[4];
    l[5] = l[4] * c0 + 4.0 * (l[3] * c1 + l[1] * c3) + 6.0 * l[2] * c2 + l[0] * c4;
}

/* Of the tail the first derivative is k y over its sum, and psi is the drift. */
LANES void tail_derivatives(const struct tail *tail, const struct place *place, double sum, double *by_w) {
    const double s = place->variance;
    const double t = place->tilt;
    const double v = tail->total * s;
    const double psi[] = {-v, -v * t, -v * (1.0 - 6.0 * s), -v * t * (1.0 - 12.0 * s)};
    derivatives(place->first / sum, place->drift, psi, by_w);
}

/* With half of P(K = k) it is half of g over the sum, g = k y + (n - k) x, and psi = k - n x + q, q = g' / g. */
LANES void mid_derivatives(const struct tail *tail, const struct place *place, double sum, double *by_w) {
    const double failed = tail->b - 1.0;
    const double s = place->variance;
    const double t = place->tilt;
    const double v = (tail->total - 1.0) * s;
    const double g = place->first + failed * place->at.x;
    const double q = (failed - tail->a) * s / g;
    const double q1 = q * (t - q);
    const double e1 = -2.0 * s - q1;
    const double q2 = q1 * (t - q) + q * e1;
    const double e2 = -2.0 * s * t - q2;
    const double q3 = q2 * (t - q) + 2.0 * q1 * e1 + q * e2;
    const double e3 = -2.0 * s * (1.0 - 6.0 * s) - q3;
    const double q4 = q3 * (t - q) + 3.0 * (q2 * e1 + q1 * e2) + q * e3;
    const double psi[] = {q1 - v, q2 - v * t, q3 - v * (1.0 - 6.0 * s), q4 - v * t * (1.0 - 12.0 * s)};
    derivatives(0.5 * g / sum, q + place->drift + place->at.x, psi, by_w);
}

/* log, which a series gives in half the time where the search has nearly ended. */
LANES double log_near_1(double of) {
    double e = of - 1.0;
    if (!(fabs(e) < 0x1p-4)) return log(of);
    double e2 = e * e;
    double e4 = e2 * e2;
    double low = (1.0 - e * (1.0 / 2)) + e2 * (1.0 / 3 - e * (1.0 / 4));
    double middle = (1.0 / 5 - e * (1.0 / 6)) + e2 * (1.0 / 7 - e * (1.0 / 8));
    double high = (1.0 / 9 - e * (1.0 / 10)) + e2 * (1.0 / 11 - e * (1.0 / 12));
    return e * (low + e4 * (middle + e4 * high));
}

/* log(F / p) from P(K = k) / p and the sum. */
LANES double log_excess(struct term term, double sum) {
    double factor = term.factor * sum;
    if (!(fabs(term.exponent) < 400.0)) return term.exponent + log(factor);
    return log_near_1(factor * exp_of(term.exponent));
}

/*
 * The step in w that brings log F to log p, by its Taylor series: first with two derivatives, which are the greatest part in any
 * tail that is near to normal, then a step of Newton's with all. (The inverse series, in log F, converges far more slowly.)
 */
LANES double step_to_root(const struct slope *at) {
    const double *l = at->by_w;
    double d = -at->excess;
    if (!(fabs(d) < 0.5)) return d / l[0]; /* from below, where such a step is safe, as log F is concave */
    double slope = sqrt(l[0] * l[0] + 2.0 * l[1] * d);
    double u = 2.0 * d / (l[0] + slope);
    double inverse = 1.0 / slope;
    double u2 = u * u;
    double steeper = (l[2] * (1.0 / 2) + u * (1.0 / 6) * l[3]) + u2 * (1.0 / 24) * l[4];
    double above = (l[2] * (1.0 / 6) + u * (1.0 / 24) * l[3]) + u2 * (l[4] * (1.0 / 120) + u * (1.0 / 720) * l[5]);
    return u - u2 * u * inverse * above * (1.0 - u2 * inverse * steeper);
}

/* A short step in w made in x and y: w itself has not the digits of a small x. By tanh(step / 2). */
LANES struct proportion moved(const struct place *from, double step) {
    double s2 = step * step;
    double twice = step * (1.0 - s2 * (1.0 / 12 - s2 * (1.0 / 120)));
    double change = from->variance * twice / (1.0 - 0.5 * twice * from->tilt);
    double x = from->at.x + change;
    double y = from->at.y - change;
    return x <= 0.5 ? (struct proportion){x, 1.0 - x} : (struct proportion){1.0 - y, y};
}

/* A search: what is asked, and where it stands. */
struct search {
    struct tail tail;
    struct proportion at;
    struct proportion *root;
    struct place place;
    double sum;
    struct term term;
};

/*
 * The last step, or a step on the way. The last was below 1/140, and below 1/140 of the standard deviation of K as well: then
 * what the series leaves out is below a unit of the last place. (At 1/100 mid-P has up to 10 units, at 1/50 both have 60.)
 */
LANES int ended(struct search *search) {
    const double longest = 300.0; /* in logits; from above, Newton's step may be endless */
    struct slope slope;
    slope.excess = log_excess(search->term, search->sum);
    if (search->tail.share == 1.0)
        tail_derivatives(&search->tail, &search->place, search->sum, slope.by_w);
    else
        mid_derivatives(&search->tail, &search->place, search->sum, slope.by_w);
    double step = step_to_root(&slope);
    if (step * step * (1.0 + search->tail.total * search->place.variance) < 5e-5) {
        *search->root = moved(&search->place, step);
        return 1;
    }
    double half = 0.5 * fmax(-longest, fmin(step, longest));
    search->at = proportion_of(search->at.x * exp_of(half), search->at.y * exp_of(-half));
    return 0;
}

/*
 * Searches that are as many as `count` go side by side, one part of the evaluation after the other: most of it is waiting for
 * a result, and two take a third longer than one.
 */
LANES peel_status run(struct search *searches, int count) {
    const int cap = 60;
    for (int i = 0; i < cap; i++) {
        for (int j = 0; j < count; j++)
            searches[j].place = place_at(&searches[j].tail, searches[j].at);
        for (int j = 0; j < count; j++)
            searches[j].sum = tail_sum(&searches[j].tail, &searches[j].place);
        for (int j = 0; j < count; j++)
            searches[j].term = term_over_p(&searches[j].tail, &searches[j].place);
        int left = 0;
        for (int j = 0; j < count; j++) {
            if (!ended(&searches[j])) searches[left++] = searches[j];
        }
        count = left;
        if (count == 0) return PEEL_OK;
    }
    return PEEL_ERROR_SEARCH;
}

LANES struct search tail_search(double k, double n, struct normal_tail tail, struct proportion *root) {
    return (struct search){
        .tail = tail_of(k, n, 1.0, tail.p), .at = start(k, n - k + 1.0, tail.z, start_tail), .root = root};
}

LANES struct search mid_search(double k, double n, struct normal_tail tail, struct proportion *root) {
    return (struct search){
        .tail = tail_of(k, n, 0.5, tail.p), .at = start(k + 0.5, n - k + 0.5, tail.z, start_mid), .root = root};
}

LANES_KERNEL peel_status LANES_NAME(binomial_search)(double k, double n, struct normal_tail tail,
                                                     struct proportion *root) {
    struct search search = tail_search(k, n, tail, root);
    return run(&search, 1);
}

LANES_KERNEL peel_status LANES_NAME(binomial_mid_search)(double k, double n, struct normal_tail tail,
                                                         struct proportion *root) {
    struct search search = mid_search(k, n, tail, root);
    return run(&search, 1);
}

LANES_KERNEL peel_status LANES_NAME(binomial_pair)(double k, double n, struct normal_tail tail,
                                                   struct proportion *root) {
    struct search searches[] = {tail_search(k, n, tail, &root[0]), tail_search(n - k, n, tail, &root[1])};
    return run(searches, 2);
}

LANES_KERNEL peel_status LANES_NAME(binomial_mid_pair)(double k, double n, struct normal_tail tail,
                                                       struct proportion *root) {
    struct search searches[] = {mid_search(k, n, tail, &root[0]), mid_search(n - k, n, tail, &root[1])};
    return run(searches, 2);
}

#endif
