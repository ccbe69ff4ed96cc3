#include "numeric/beta_binomial_quantile.h"

#include <math.h>

#include "numeric/beta_quantile.h"

static const double tie = 1e-13;

/* The parameters of a beta distribution with the mean and the variance of K / m; their sum falls to 0 for one case. */
static double guess(const struct beta_binomial *law, double p) {
    double size = law->a + law->b;
    double rate = law->a / size;
    double matched = (size + 1.0) * (law->m / law->n) - 1.0;
    double a = rate * matched;
    double b = law->b / size * matched;
    struct proportion at = {rate, 1.0 - rate};
    if (p < 0.45 && fmin(a, b) >= 0.01 && fmax(a, b) >= 1.0)
        (void)beta_lower_quantile(&(struct beta_shape){a, b, 0.0, 0.0}, normal_upper_tail(p), &at);
    return fmin(fmax(floor(law->m * at.x), 0.0), law->m);
}

/*
 * A step by Newton on log P(K <= j) as a function of log(j + 1), which is concave too and nearer to straight: at most to a
 * twentieth, for far above the mean the slope is nothing.
 */
static double stepped(double j, const struct beta_binomial_lower *here) {
    double relative = fmax(-3.0, fmin(-here->excess * (here->ratio / (j + 1.0)), 40.0));
    double step = (j + 1.0) * expm1(relative);
    return j + (step > 0.0 ? ceil(step) : floor(step));
}

/* The smallest j whose excess is above the tie, between what is known to be below and above: by halves where steps do not end. */
static peel_status search(const struct beta_binomial *law, double p, double equal, double *answer) {
    const int steps = 60;
    const int cap = 200;
    const double of_a_number = 0.01; /* where more than one number is within the tie, it is less */
    double low = -1.0;               /* not above */
    double high = law->m;            /* above, for P(K <= m) is 1 */
    double j = fmin(guess(law, p), law->m - 1.0);
    double stride = 1.0;
    for (int i = 0; i < cap && high - low > 1.0; i++) {
        struct beta_binomial_lower here = beta_binomial_lower(law, j, p);
        double least = copysign(fmin(fabs(equal), of_a_number / here.ratio), equal);
        if (here.excess > least) {
            high = j;
            if (!(here.ratio > 1.0) || here.excess + log1p(-1.0 / here.ratio) <= least) low = j - 1.0;
        } else {
            low = j;
        }
        double next = stepped(j, &here);
        if (!(next > low && next < high)) {
            next = high == j ? j - stride : j + stride;
            stride *= 2.0;
        }
        if (i >= steps || !(next > low && next < high)) next = low + floor(0.5 * (high - low));
        j = next;
    }
    if (high - low > 1.0) return PEEL_ERROR_SEARCH;
    *answer = high;
    return PEEL_OK;
}

peel_status beta_binomial_least(const struct beta_binomial *law, double p, double *answer) {
    return search(law, p, tie, answer);
}

peel_status beta_binomial_reaching(const struct beta_binomial *law, double p, double *answer) {
    return search(law, p, -tie, answer);
}
