/*
 * Sen 1968, J Am Stat Assoc 63:1379-1389. The median and the limits are found by selection, in a time of order n^2 for n
 * values.
 */
#include "stats/trend/sen.h"

#include <math.h>

#include <peel/methods.h>

#include "numeric/median.h"

void sen_slopes(const struct sen_series *series, double *slope) {
    for (size_t i = 0; i < series->n; i++)
        for (size_t j = i + 1; j < series->n; j++) {
            if (!same_season(series->period, i, j, series->season)) continue;
            double rise = series->value[j] - series->value[i];
            *slope++ = rise / (double)periods_between(series->period, i, j);
        }
}

/* How many slopes lie at and beyond a limit: to lie there, 0 needs one slope fewer of the other sign than the test allows. */
static int64_t limit_rank(const struct value_order *order, double variance, int exact, const struct plan *plan) {
    if (!exact) {
        double rank = floor(0.5 * ((double)order->pairs - plan->tail.z * sqrt(variance) + 1.0));
        return rank > 0.0 ? (int64_t)rank : 0;
    }
    int64_t rank = 0;
    while (rank <= order->pairs / 2 && mann_kendall_exact_upper(order, order->pairs - 2 * rank) <= plan->tail.p)
        rank++;
    return rank;
}

peel_interval sen_left_out(const struct plan *plan) {
    return (peel_interval){.estimate = NAN,
                           .lower = NAN,
                           .upper = NAN,
                           .confidence = plan->confidence,
                           .alpha = plan->alpha,
                           .method = PEEL_TREND_SEN,
                           .side = plan->side};
}

peel_interval sen_interval(const struct value_order *order, double variance, int exact, const struct plan *plan,
                           double *slope) {
    peel_interval answer = sen_left_out(plan);
    answer.lower = -INFINITY;
    answer.upper = INFINITY;
    if (order->pairs == 0) return answer;
    answer.estimate = median_of(order->pairs, slope);
    int64_t rank = limit_rank(order, variance, exact, plan);
    if (rank == 0) return answer;
    if (plan->side != PEEL_SIDE_UPPER) answer.lower = value_of_rank(order->pairs, slope, rank - 1);
    if (plan->side != PEEL_SIDE_LOWER) answer.upper = value_of_rank(order->pairs, slope, order->pairs - rank);
    return answer;
}
