#include "stats/trend/choice.h"

#include <math.h>

/* Up to so many cases of the rarer outcome, or periods, the exact test decides: it is soon done, and z not yet near to normal. */
enum { few_cases = 10, few_periods = 3 };

/* Periods times the product that PEEL_TREND_EXACT_MAX bounds: some tenths of a second. */
static const double work_max = 1e8;

/*
 * Whether the skewness of T is beyond 1/4, or its excess kurtosis beyond 1/2, when k cases met are dealt out among N: by
 * the third and fourth moments of a sum drawn without replacement (Isserlis 1931, Proc R Soc A 132:586-604), exactly. N: above 3.
 */
static int far_from_normal(const struct trend_series *series) {
    double n = (double)series->assessed, k = (double)series->met, rest = n - k;
    int64_t origin = series->points[series->first].period;
    double mean = 0.0, s2 = 0.0, s3 = 0.0, s4 = 0.0;
    for (size_t i = series->first; i <= series->last; i++)
        mean += (double)series->points[i].sample.assessed / n * (double)(series->points[i].period - origin);
    for (size_t i = series->first; i <= series->last; i++) {
        double cases = (double)series->points[i].sample.assessed;
        double from_mean = (double)(series->points[i].period - origin) - mean;
        double square = cases * from_mean * from_mean;
        s2 += square;
        s3 += square * from_mean;
        s4 += square * from_mean * from_mean;
    }
    double variance = k / n * (rest / (n - 1.0)) * s2;
    double third = k / n * (rest / (n - 1.0)) * ((rest - k) / (n - 2.0)) * s3;
    double of_fourths = k / n * (rest / (n - 1.0)) * ((n * (n + 1.0) - 6.0 * k * rest) / (n - 2.0) / (n - 3.0)) * s4;
    double of_squares = 3.0 * (k / n) * ((k - 1.0) / (n - 1.0)) * (rest / (n - 2.0)) * ((rest - 1.0) / (n - 3.0));
    double skewness = third / (variance * sqrt(variance));
    double kurtosis = of_fourths / variance / variance + of_squares * (s2 / variance) * (s2 / variance) - 3.0;
    return fabs(skewness) > 0.25 || fabs(kurtosis) > 0.5;
}

struct trend_choice trend_choose(const struct trend_series *series) {
    struct trend_choice choice = {0, 0};
    if (series->notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION)) return choice;
    int few = trend_rarer(series) <= few_cases || series->periods <= few_periods;
    int far = series->assessed > 3 && far_from_normal(series);
    if (!few && !far) return choice;
    double work = (double)series->periods * trend_exact_product(series);
    if (work <= work_max) choice.exact = trend_exact_size(series);
    if (far && choice.exact == 0) choice.notes = PEEL_NOTE_SMALL_EXPECTED;
    return choice;
}
