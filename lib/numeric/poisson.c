#include "numeric/poisson.h"

#include <math.h>

/*
 * P(K >= k) = P(K = k) S, S = 1 + m / (k + 1) + m^2 / ((k + 1) (k + 2)) + ..., and k / S is the derivative of its logarithm by
 * log m. That logarithm is concave, so that Newton's steps from below stay below; the start takes exp(-m) S for 1.
 */
peel_status poisson_lower_root(double k, double p, double *mean) {
    const int cap = 60;
    const double negligible = 0x1p-58; /* of a sum, beside the term that follows */
    const double last = 1e-9;          /* the square of so short a step is below a unit of the last place */
    if (k == 1.0) {
        *mean = -log1p(-p);
        return PEEL_OK;
    }
    double factorial = 1.0;
    for (double j = 2.0; j <= k; j++)
        factorial *= j;
    double at = pow(p * factorial, 1.0 / k);
    for (int i = 0; i < cap; i++) {
        double term = 1.0, sum = 1.0, power = 1.0 / factorial;
        for (double j = 1.0; term > negligible * sum; j++) {
            term *= at / (k + j);
            sum += term;
        }
        for (double j = 0.0; j < k; j++)
            power *= at;
        double excess = power * exp(-at) * sum / p - 1.0;
        double step = -sum / k * log1p(excess);
        at += at * expm1(step);
        if (fabs(step) < last) {
            *mean = at;
            return PEEL_OK;
        }
    }
    return PEEL_ERROR_SEARCH;
}
