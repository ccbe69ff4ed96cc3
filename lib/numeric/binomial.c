/*
 * A binomial tail is one of the beta distribution, whose density and ratio stand in beta_tail.h: P(K >= k) is that of
 * Beta(k, n - k + 1), and its density on the logit scale is k y P(K = k).
 */
#include "numeric/binomial.h"

#include <math.h>

#include "numeric/beta_tail.h"

static const double least_exponent = -700.0; /* exp and pow would set errno where they leave the range of a double */

/* y to the power n, where y may have been rounded from 1 - x: what its rounding left is put back. */
static double none_of(double n, struct proportion at) {
    double rest = at.x < 0.5 ? (1.0 - at.y) - at.x : 0.0;
    if (at.y == 0.0 || n * log(at.y) < least_exponent) return 0.0;
    return pow(at.y, n) * exp(n * (rest / at.y));
}

static double scaled(struct beta_density density, double ratio) {
    return density.exponent < least_exponent ? 0.0 : density.scale * ratio * exp(density.exponent);
}

static int above_mean(double k, double n, struct proportion at) {
    return beta_logit_drift(k, n - k, at) >= 0.0;
}

/* Taken from the side where k lies above the mean, for which the density is written: from the other one it lost 1e-12. */
double binomial_term(double k, double n, struct proportion at) {
    if (k == 0.0) return none_of(n, at);
    if (k == n) return none_of(n, proportion_flipped(at));
    if (at.x == 0.0 || at.y == 0.0) return 0.0;
    if (!above_mean(k, n, at)) {
        k = n - k;
        at = proportion_flipped(at);
    }
    return scaled(beta_logit_density(k, n - k + 1.0, at, 1.0), 1.0 / (k * at.y));
}

/* For k at or above the mean. */
static double tail_beyond(double k, double n, struct proportion at, double first) {
    if (k == n) return first * none_of(n, proportion_flipped(at));
    return scaled(beta_logit_density(k, n - k + 1.0, at, 1.0), beta_tail_ratio(k, n - k + 1.0, at, first));
}

double binomial_upper(double k, double n, struct proportion at, double first) {
    if (at.x == 0.0) return k == 0.0 ? first : 0.0;
    if (at.y == 0.0) return k == n ? first : 1.0;
    if (k == n || (k > 0.0 && above_mean(k, n, at))) return tail_beyond(k, n, at, first);
    if (first < 1.0) return 1.0 - tail_beyond(n - k, n, proportion_flipped(at), first);
    return k == 0.0 ? 1.0 : 1.0 - tail_beyond(n - k + 1.0, n, proportion_flipped(at), 1.0);
}

double binomial_lower(double k, double n, struct proportion at, double first) {
    return binomial_upper(n - k, n, proportion_flipped(at), first);
}

/* log F has the slope 1 / R and, with phi = k - (n + 1) x, the curve (phi - 1 / R) / R; at k = n, F = x^n. */
struct binomial_slope binomial_upper_slope(double k, double n, struct proportion at, double p) {
    if (k == n) {
        double area = none_of(n, proportion_flipped(at)) / p;
        return (struct binomial_slope){area, n * at.y, -n * at.x * at.y, area};
    }
    double slope = 1.0 / beta_tail_ratio(k, n - k + 1.0, at, 1.0);
    double density = scaled(beta_logit_density(k, n - k + 1.0, at, p), 1.0);
    double phi = beta_logit_drift(k, n - k + 1.0, at);
    return (struct binomial_slope){density / slope, slope, slope * (phi - slope), density / (k * at.y)};
}

struct binomial_slope binomial_lower_slope(double k, double n, struct proportion at, double p) {
    struct binomial_slope flipped = binomial_upper_slope(n - k, n, proportion_flipped(at), p);
    flipped.slope = -flipped.slope;
    return flipped;
}

/* The smallest number from `from`, which is at or above the mean, to n that is no likelier than `most`; n + 1 for none. */
static double first_as_unlikely(double from, double n, struct proportion at, double most) {
    double below = from - 1.0;
    double found = n + 1.0;
    while (found - below > 1.0) {
        double middle = below + floor(0.5 * (found - below));
        if (binomial_term(middle, n, at) <= most)
            found = middle;
        else
            below = middle;
    }
    return found;
}

double binomial_two_sided(double k, double n, struct proportion at) {
    double past = at.x <= 0.5 ? -fma(n, at.x, -k) : fma(n, at.y, -(n - k)); /* k - n x */
    if (past == 0.0) return 1.0;
    if (past > 0.0) return binomial_two_sided(n - k, n, proportion_flipped(at));
    if (at.y == 0.0) return 0.0;
    double mean = at.x <= 0.5 ? n * at.x : n - n * at.y;
    double other = first_as_unlikely(fmax(ceil(mean), k + 1.0), n, at, binomial_tolerance * binomial_term(k, n, at));
    return fmin(1.0, binomial_lower(k, n, at, 1.0) + (other <= n ? binomial_upper(other, n, at, 1.0) : 0.0));
}
