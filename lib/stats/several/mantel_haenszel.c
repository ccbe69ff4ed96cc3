/*
 * The weighted difference: its variance by Sato 1989, Biometrics 45:1323-1324. The ratio: by Greenland and Robins 1985,
 * Biometrics 41:55-68. The odds ratio: by Robins, Breslow and Greenland 1986, Biometrics 42:311-323.
 */
#include "stats/several/mantel_haenszel.h"

#include <math.h>

#include "stats/sum.h"

/*
 * Sato's variance is the sum of change P + Q over the square of the weights' sum, with
 *   P = (after^2 met_before - before^2 met_after + before after (before - after) / 2) / all^2,
 *   Q = (met_after failed_before + met_before failed_after) / (2 all);
 * where rates are near 0 and 1 the two cancel. With the stratum's own change d it is the same as
 *   weight (before x (1 - x) + after y (1 - y)) / all + weight (change - d) (after (y - 1/2) - before (x - 1/2)) / all,
 * x the rate after and y before, of which the first is positive and the second small.
 */
static double sato_term(const struct stratum *at, double change) {
    double x_variance = (at->met_after / at->after) * (at->failed_after / at->after);
    double y_variance = (at->met_before / at->before) * (at->failed_before / at->before);
    double own = (at->before * x_variance + at->after * y_variance) / at->all;
    double x_lean = at->before * ((at->met_after - at->failed_after) / at->after);
    double y_lean = at->after * ((at->met_before - at->failed_before) / at->before);
    return at->weight * (own + (change - at->change) * (0.5 * (y_lean - x_lean) / at->all));
}

struct mantel_haenszel mantel_haenszel_difference(const struct strata *strata, double z) {
    struct sum changes = {0.0, 0.0}, weights = {0.0, 0.0}, variance = {0.0, 0.0};
    struct stratum at;
    for (size_t i = 0; i < strata->n; i++) {
        if (!stratum_at(strata, i, &at)) continue;
        sum_add(&changes, at.weight * at.change);
        sum_add(&weights, at.weight);
    }
    double weight = sum_of(weights);
    double change = sum_of(changes) / weight;
    for (size_t i = 0; i < strata->n; i++)
        if (stratum_at(strata, i, &at)) sum_add(&variance, sato_term(&at, change));
    double width = z * sqrt(fmax(sum_of(variance), 0.0)) / weight;
    return (struct mantel_haenszel){change, change - width, change + width};
}

/*
 * after / before on the logarithmic scale. Where one of them is 0 its logarithm has no variance: no limits. Nor has a
 * double any where z standard errors are above 650 (strata in which 1 of 1e12 cases carries the odds ratio), and exp
 * would set errno soon after. The products are those of swapped samples too, so that limits are inverted within 2 ulp.
 */
static struct mantel_haenszel on_log_scale(double after, double before, double variance, double z) {
    double width = z * sqrt(variance);
    if (after == 0.0 || before == 0.0 || width > 650.0) return (struct mantel_haenszel){after / before, 0.0, INFINITY};
    double factor = exp(width);
    return (struct mantel_haenszel){after / before, after / (before * factor), after * factor / before};
}

/*
 * In each stratum before after (met_before + met_after) - met_before met_after all, without cancelling:
 * before met_before failed_after + after met_after failed_before.
 */
struct mantel_haenszel mantel_haenszel_ratio(const struct strata *strata, double z) {
    struct sum after = {0.0, 0.0}, before = {0.0, 0.0}, variance = {0.0, 0.0};
    struct stratum at;
    for (size_t i = 0; i < strata->n; i++) {
        if (!stratum_at(strata, i, &at)) continue;
        double before_share = at.before / at.all, after_share = at.after / at.all;
        sum_add(&after, at.met_after * before_share);
        sum_add(&before, at.met_before * after_share);
        sum_add(&variance, at.met_before * before_share * (at.failed_after / at.all) +
                               at.met_after * after_share * (at.failed_before / at.all));
    }
    double met_after = sum_of(after), met_before = sum_of(before);
    return on_log_scale(met_after, met_before, sum_of(variance) / (met_after * met_before), z);
}

struct mantel_haenszel mantel_haenszel_odds_ratio(const struct strata *strata, double z) {
    struct sum up = {0.0, 0.0}, down = {0.0, 0.0};           /* R and S of the paper */
    struct sum both_up = {0.0, 0.0}, both_down = {0.0, 0.0}; /* P R and Q S */
    struct sum mixed = {0.0, 0.0};                           /* P S + Q R */
    struct stratum at;
    for (size_t i = 0; i < strata->n; i++) {
        if (!stratum_at(strata, i, &at)) continue;
        double r = at.met_after * at.failed_before / at.all, s = at.met_before * at.failed_after / at.all;
        double p = (at.met_after + at.failed_before) / at.all, q = (at.met_before + at.failed_after) / at.all;
        sum_add(&up, r);
        sum_add(&down, s);
        sum_add(&both_up, p * r);
        sum_add(&both_down, q * s);
        sum_add(&mixed, p * s + q * r);
    }
    double r = sum_of(up), s = sum_of(down);
    double variance = 0.5 * ((sum_of(both_up) / (r * r) + sum_of(both_down) / (s * s)) + sum_of(mixed) / (r * s));
    return on_log_scale(r, s, variance, z);
}
