/*
 * Two sums of log-likelihood ratios (Page 1954, Biometrika 41:100-115): one of a rate above `accept` to it, one of a rate
 * below. Written by what lies above the mean,
 *   k log(r / a) + (n - k) log((1 - r) / (1 - a)) = (k - n a) d - n D,
 * d being the difference of the log odds of r and a, and D = a log(a / r) + (1 - a) log((1 - a) / (1 - r)), the information
 * of Kullback and Leibler, a sum of two terms that are not negative. The form on the left loses as many digits as r is
 * near to a: of 0.9 and 0.9001 with 80 cases, five.
 */
#include <math.h>

#include "numeric/elementary.h"
#include "stats/chart/chart.h"

/* The weights of one sum: log odds r less log odds a, and D. */
struct design {
    double log_odds;
    double information;
};

/* log(x y / z), also where the product or quotient leaves the range of a double. */
static double log_quotient(double x, double y, double z) {
    double quotient = x * y / z;
    return quotient > 1e-280 && quotient < 1e280 ? log(quotient) : log(x) + log(y) - log(z);
}

/* What a rate does to cases of one outcome: their share under `accept`, its change, the log of the new share to the old. */
struct outcome {
    double share;
    double change;
    double log_ratio;
};

/* new share = x y / z times the old one */
static struct outcome outcome(double share, double change, double x, double y, double z) {
    double t = change / share;
    return (struct outcome){share, change, fabs(t) <= 0.35 ? log1p(t) : log_quotient(x, y, z)};
}

static double information(struct outcome of) {
    double t = of.change / of.share;
    return fabs(t) <= 0.35 ? of.share * linear_minus_log1p_near(t) : of.change - of.share * of.log_ratio;
}

static struct design design(struct outcome met, struct outcome failed) {
    return (struct design){met.log_ratio - failed.log_ratio, information(met) + information(failed)};
}

static struct design towards_reject(double a, double r) {
    return design(outcome(a, r - a, r, 1.0, a), outcome(1.0 - a, a - r, 1.0 - r, 1.0, 1.0 - a));
}

/* The rate with odds(a)^2 / odds(r): a (1 - r) a / D, with D = a^2 (1 - r) + r (1 - a)^2. */
static struct design away_from_reject(double a, double r) {
    double b = 1.0 - a;
    double scale = a * a * (1.0 - r) + r * b * b;
    double change = a * b * ((r - a) / scale);
    return design(outcome(a, -change, a, 1.0 - r, scale), outcome(b, change, r, b, scale));
}

static double weight(const struct chart_data *data, size_t i, double accept, struct design design) {
    double n = data->size[i];
    return fma(-n, accept, data->met[i]) * design.log_odds - n * design.information;
}

void cusum_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
                 const struct chart_lines *lines, struct chart_found *found) {
    int upwards = plan->reject > plan->accept;
    struct design to = towards_reject(plan->accept, plan->reject);
    struct design from = away_from_reject(plan->accept, plan->reject);
    struct design above = upwards ? to : from;
    struct design below = upwards ? from : to;
    int looks_up = !plan->one_sided || upwards;
    int looks_down = !plan->one_sided || !upwards;
    double value = 0.0;
    double other = 0.0;
    *found = (struct chart_found){.centre = 0.0, .scatter = NAN};
    for (size_t i = segment->first; i < segment->end; i++) {
        int counts = data->size[i] > 0.0;
        if (counts && looks_up) value = fmax(0.0, value + weight(data, i, plan->accept, above));
        if (counts && looks_down) other = fmin(0.0, other - weight(data, i, plan->accept, below));
        double up = value / plan->threshold;
        double down = other / plan->threshold;
        lines->value[i] = counts ? value : NAN;
        lines->centre[i] = counts ? 0.0 : NAN;
        lines->lower[i] = counts ? -plan->threshold : NAN;
        lines->upper[i] = counts ? plan->threshold : NAN;
        lines->other[i] = counts ? other : NAN;
        lines->score[i] = counts ? (up >= -down ? up : down) : NAN;
    }
}
