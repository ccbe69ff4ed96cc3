#include <math.h>

#include "numeric/elementary.h"
#include "stats/trend/logistic.h"

/* The rate at some log odds above the reference's. */
struct rate_at {
    double met;    /* the rate ... */
    double failed; /* ... its complement ... */
    double shift;  /* ... and how far it lies above the reference's rate */
};

static struct rate_at rate_at(double met, double failed, double log_odds) {
    double small = exp(-fabs(log_odds));
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
    return fmax(v, 0.0) + log1p(exp(-fabs(v)));
}

/* Of a sample of one outcome, or of the reference, whose cases are `above` those that the line expects. */
static double deviance_of(double met, double failed, double above, double log_odds) {
    if (failed == 0.0) return 2.0 * met * softplus(-log_odds);
    if (met == 0.0) return 2.0 * failed * softplus(log_odds);
    return 2.0 * (met * linear_minus_log1p(-above / met) + failed * linear_minus_log1p(above / failed));
}

/* Where the log odds are small, met less expected is a difference of shifts; where they are large, of what is rare. */
struct logistic_fit logistic_fit_of(const struct logistic_frame *frame, struct logistic_line line) {
    const struct trend_series *series = frame->series;
    double reference_met = (double)frame->reference.met / (double)frame->reference.assessed;
    double reference_failed =
        (double)(frame->reference.assessed - frame->reference.met) / (double)frame->reference.assessed;
    double reference_log_odds = log(reference_met / reference_failed);
    double mean = 0.0; /* of the weights; the sum of squares about it is carried along as West 1979 does */
    struct logistic_fit fit = {0};
    for (size_t i = series->first; i <= series->last; i++) {
        const peel_point *point = &series->points[i];
        if (point->sample.assessed == 0) continue;
        double n = (double)point->sample.assessed;
        double met = (double)point->sample.met;
        double place = (double)(point->period - frame->origin) - frame->centre;
        double log_odds = line.level + line.slope * place;
        struct rate_at rate = rate_at(reference_met, reference_failed, log_odds);
        double above = fabs(log_odds) <= 1.0 ? trend_excess(&point->sample, &frame->reference) - n * rate.shift
                                             : met * rate.failed - (n - met) * rate.met;
        double weight = n * rate.met * rate.failed;
        fit.level_score += above;
        fit.slope_score += above * place;
        if (above != 0.0 && weight > 0.0) fit.chi_squared += above * (above / weight);
        fit.deviance += deviance_of(met, n - met, above, reference_log_odds + log_odds);
        if (weight == 0.0) continue;
        double from_mean = place - mean;
        fit.weight += weight;
        mean += from_mean * (weight / fit.weight);
        fit.spread += weight * from_mean * (place - mean);
    }
    fit.slope_score -= mean * fit.level_score;
    return fit;
}
