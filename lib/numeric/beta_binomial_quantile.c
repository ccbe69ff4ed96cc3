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

/* Newton's steps on the logarithm of P(K <= j), kept between what is known to be below and above. */
peel_status beta_binomial_least(const struct beta_binomial *law, double p, double *answer) {
    const int cap = 300;
    double low = -1.0;    /* P(K <= low) <= p */
    double high = law->m; /* above, for P(K <= m) is 1 */
    double j = guess(law, p);
    for (int i = 0; i < cap && high - low > 1.0; i++) {
        struct beta_binomial_tail tail = beta_binomial_lower(law, j);
        double excess = tail.log_term + log(tail.ratio) - log(p);
        double without = tail.ratio > 1.0 ? excess + log1p(-1.0 / tail.ratio) : -INFINITY; /* the same for j - 1 */
        if (excess > tie) {
            high = j;
            if (without <= tie) low = j - 1.0;
        } else {
            low = j;
        }
        double step = -excess * tail.ratio;
        double next = j + (step > 0.0 ? ceil(step) : floor(step));
        if (!(next > low && next < high)) next = low + floor(0.5 * (high - low));
        j = next;
    }
    if (high - low > 1.0) return PEEL_ERROR_SEARCH;
    *answer = high;
    return PEEL_OK;
}
