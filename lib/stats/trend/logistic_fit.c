#include <float.h>
#include <math.h>

#include "numeric/elementary.h"
#include "stats/trend/logistic.h"

double logistic_odds(double log_odds) {
    if (log_odds < -700.0) return 0.0;
    return log_odds > 709.7 ? INFINITY : exp(log_odds);
}

/* exp(-|v|), at least 1e-304. */
static double small_exp(double v) {
    return exp(-fmin(fabs(v), 700.0));
}

/* The rate at some log odds above the reference's. */
struct rate_at {
    double met;    /* the rate ... */
    double failed; /* ... its complement ... */
    double shift;  /* ... and how far it lies above the reference's rate */
};

static struct rate_at rate_at(double met, double failed, double log_odds) {
    double small = small_exp(log_odds);
    double change = -expm1(-fabs(log_odds)) * met * failed;
    if (log_odds < 0.0) {
        double sum = failed + met * small;
        return (struct rate_at){met * small / sum, failed / sum, -change / sum};
    }
    double sum = met + failed * small;
    return (struct rate_at){met / sum, failed * small / sum, change / sum};
}

/* log(1 + exp(v)). */
static double softplus(double v) {
    return fmax(v, 0.0) + log1p(small_exp(v));
}

/* Of a sample of one outcome, or of the reference, whose cases are `above` those that the line expects. */
static double deviance_of(double met, double failed, double above, double log_odds) {
    if (failed == 0.0) return 2.0 * met * softplus(-log_odds);
    if (met == 0.0) return 2.0 * failed * softplus(log_odds);
    if (above < 0.5 * met && above > -0.5 * failed)
        return 2.0 * (met * linear_minus_log1p(-above / met) + failed * linear_minus_log1p(above / failed));
    double own = log(met / failed);
    return 2.0 * (met * (softplus(-log_odds) - softplus(-own)) + failed * (softplus(log_odds) - softplus(own)));
}

/* A point as a line meets it. */
struct met_point {
    double place;    /* in periods from the centre */
    double log_odds; /* above those of the reference */
    double weight;   /* n rate (1 - rate) */
    struct rate_at rate;
};

static struct met_point meet(const struct logistic_frame *frame, struct logistic_line line, const peel_point *point) {
    double n = (double)frame->reference.assessed;
    double met = (double)frame->reference.met;
    struct met_point seen;
    seen.place = (double)(point->period - frame->origin) - frame->centre;
    seen.log_odds = line.level + line.slope * seen.place;
    seen.rate = rate_at(met / n, (n - met) / n, seen.log_odds);
    seen.weight = (double)point->sample.assessed * seen.rate.met * seen.rate.failed;
    return seen;
}

/* The mean first: a sum of squares carried along with it lost a digit where one point outweighs the others 2^50 times. */
static double spread_about(const struct logistic_frame *frame, struct logistic_line line, double mean) {
    const struct trend_series *series = frame->series;
    double spread = 0.0;
    for (size_t i = series->first; i <= series->last; i++) {
        struct met_point seen = meet(frame, line, &series->points[i]);
        spread += seen.weight * (seen.place - mean) * (seen.place - mean);
    }
    return spread;
}

/* Where the log odds are small, met less expected is a difference of shifts; where they are large, of what is rare. */
struct logistic_fit logistic_fit_of(const struct logistic_frame *frame, struct logistic_line line) {
    const struct trend_series *series = frame->series;
    const peel_sample *reference = &frame->reference;
    double reference_odds = (double)reference->met / (double)(reference->assessed - reference->met);
    double score = 0.0; /* by the slope */
    double moment = 0.0;
    struct logistic_fit fit = {0};
    for (size_t i = series->first; i <= series->last; i++) {
        const peel_sample *sample = &series->points[i].sample;
        if (sample->assessed == 0) continue;
        struct met_point seen = meet(frame, line, &series->points[i]);
        double met = (double)sample->met;
        double failed = (double)(sample->assessed - sample->met);
        int is_near = fabs(seen.log_odds) <= 1.0;
        double seen_met = is_near ? trend_excess(sample, reference) : met * seen.rate.failed;
        double expected = is_near ? (double)sample->assessed * seen.rate.shift : failed * seen.rate.met;
        double above = seen_met - expected;
        fit.rounding += DBL_EPSILON * (fabs(seen_met) + fabs(expected));
        fit.level_score += above;
        score += above * seen.place;
        fit.weight += seen.weight;
        moment += seen.weight * seen.place;
        if (above != 0.0 && seen.weight > 0.0) fit.chi_squared += above * (above / seen.weight);
        fit.deviance += deviance_of(met, failed, above, log(reference_odds) + seen.log_odds);
    }
    double mean = fit.weight > 0.0 ? moment / fit.weight : 0.0;
    fit.slope_score = score - mean * fit.level_score;
    fit.spread = spread_about(frame, line, mean);
    return fit;
}
