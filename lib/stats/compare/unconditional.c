#include "stats/compare/unconditional.h"

#include <math.h>

#include "numeric/binomial.h"

/* The sum at a rate, with its first two moments about the mean of M, which are its derivatives by the logit of the rate. */
struct sums {
    double value;
    double first;
    double second;
};

struct region {
    const double *given; /* scaled: the largest is 1 */
    double all;
};

static void add(struct sums *sums, double weight, double off) {
    sums->value += weight;
    sums->first += weight * off;
    sums->second += weight * (off * off);
}

/*
 * A sum below this is not the largest one, which is at least P(M = m) at m / all for that m where given[m] is 1: 0.012 for 4000
 * cases. Without that bound 0/1 v 1901/1901 took 47 ms, and not 0.6.
 */
static const double small = 1e-3;

/* fmax is a call, for NaN's sake. */
static double larger(double a, double b) {
    return a > b ? a : b;
}

/*
 * From the likeliest m outwards, as long as the terms can count: given[m] is at most 1, and the tail beyond is some tens of
 * terms as large as its first one.
 */
static struct sums sums_at(const struct region *region, struct proportion rate) {
    const double negligible = 0x1p-70;
    double all = region->all;
    double mean = rate.x <= 0.5 ? all * rate.x : all - all * rate.y;
    double mode = fmin(floor(mean), all);
    double middle = binomial_term(mode, all, rate);
    double odds = rate.x / rate.y;
    double against = rate.y / rate.x;
    struct sums sums = {0.0, 0.0, 0.0};
    double term = middle;
    add(&sums, term * region->given[(size_t)mode], mode - mean);
    for (double m = mode; m < all && term > negligible * larger(sums.value, small); m++) {
        term *= (all - m) / (m + 1.0) * odds;
        add(&sums, term * region->given[(size_t)m + 1], m + 1.0 - mean);
    }
    term = middle;
    for (double m = mode; m > 0.0 && term > negligible * larger(sums.value, small); m--) {
        term *= m / (all - m + 1.0) * against;
        add(&sums, term * region->given[(size_t)m - 1], m - 1.0 - mean);
    }
    return sums;
}

static struct proportion at_angle(double angle) {
    double x = sin(angle);
    double y = cos(angle);
    return (struct proportion){x * x, y * y};
}

static struct proportion at_logit(double w) {
    return (struct proportion){1.0 / (1.0 + exp(-w)), 1.0 / (1.0 + exp(w))};
}

static double logit(struct proportion rate) {
    return log(rate.x / rate.y);
}

/*
 * The largest value between two angles, by Newton steps on the derivative of log f by w = logit rate, which stay within where it
 * changes its sign. Near the top what is missing is half the square of the slope over the curvature; where all is level, as
 * near a p of 1, the slope times the width.
 */
static double climb(const struct region *region, double from, double at, double to) {
    enum { cap = 60 };
    double low = logit(at_angle(from));
    double high = logit(at_angle(to));
    double w = logit(at_angle(at));
    double best = 0.0;
    for (int i = 0; i < cap; i++) {
        struct proportion rate = at_logit(w);
        struct sums sums = sums_at(region, rate);
        double slope = sums.first / sums.value;
        double curvature = sums.second / sums.value - slope * slope - region->all * rate.x * rate.y;
        best = fmax(best, sums.value);
        if (slope * slope <= 1e-15 * fabs(curvature) || fabs(slope) * (high - low) <= 1e-15) break;
        if (slope > 0.0)
            low = w;
        else
            high = w;
        w -= slope / curvature;
        if (!(w > low && w < high)) w = 0.5 * (low + high);
    }
    return best;
}

/*
 * A grid in the angle asin(sqrt(rate)), on which M / all has the spread 1 / (2 sqrt(all)) everywhere. Its step is a quarter of
 * that: no hump is narrower than the spread, and between two points the sum is at most 1% above the larger one.
 */
static double largest_on_grid(const struct region *region) {
    const double quarter_turn = 1.5707963267948966;
    const double rise = 1.02;
    double points = ceil(quarter_turn * 8.0 * sqrt(region->all)) + 2.0;
    double step = quarter_turn / points;
    double best = fmax(region->given[0], region->given[(size_t)region->all]); /* at rates 0 and 1 */
    double before = 0.0;
    double here = sums_at(region, at_angle(0.5 * step)).value;
    for (double i = 0.0; i < points; i++) {
        double angle = (i + 0.5) * step;
        double after = i + 1.0 < points ? sums_at(region, at_angle(angle + step)).value : 0.0;
        best = fmax(best, here);
        if (here > small && here >= before && here >= after && rise * here >= best) {
            double from = i > 0.0 ? angle - step : 0.01 * step;
            double to = i + 1.0 < points ? angle + step : quarter_turn - 0.01 * step;
            best = fmax(best, climb(region, from, angle, to));
        }
        before = here;
        here = after;
    }
    return best;
}

static void turn_about(double *given, size_t all) {
    for (size_t m = 0; m < all - m; m++) {
        double other = given[all - m];
        given[all - m] = given[m];
        given[m] = other;
    }
}

/* 1 where the mirrored region comes first: so that a test has the same bits whichever way its table is turned. */
static int mirror_first(const double *given, size_t all) {
    for (size_t m = 0; m < all - m; m++)
        if (given[m] != given[all - m]) return given[m] > given[all - m];
    return 0;
}

double unconditional_largest(double *given, size_t all) {
    double most = 0.0;
    for (size_t m = 0; m <= all; m++)
        most = fmax(most, given[m]);
    if (most == 0.0) return 0.0;
    for (size_t m = 0; m <= all; m++)
        given[m] = given[m] > 1e-30 * most ? given[m] / most : 0.0; /* products would leave the range of a double */
    if (mirror_first(given, all)) turn_about(given, all);
    const struct region region = {given, (double)all};
    return fmin(1.0, most * largest_on_grid(&region));
}
