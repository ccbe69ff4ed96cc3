/*
 * Sen 1968, J Am Stat Assoc 63:1379-1389. The median and the limits are found by selection (Hoare 1961, Algorithm 65), in a
 * time of order n^2 for n values; its pivots are drawn at random, so that no order of the values makes it slow.
 */
#include "stats/trend/sen.h"

#include <math.h>

#include <peel/methods.h>

#include "numeric/draws.h"

void sen_slopes(const struct sen_series *series, double *slope) {
    for (size_t i = 0; i < series->n; i++)
        for (size_t j = i + 1; j < series->n; j++) {
            if (!same_season(series->period, i, j, series->season)) continue;
            double rise = series->value[j] - series->value[i];
            *slope++ = rise / (double)periods_between(series->period, i, j);
        }
}

static void swap(double *a, double *b) {
    double held = *a;
    *a = *b;
    *b = held;
}

/* The value of rank k from 0 on among `count`; smaller ones then stand before slope[k], larger ones after it. */
static double selected(int64_t count, double *slope, int64_t k) {
    struct draws draws = draws_seeded(0);
    int64_t low = 0, high = count - 1;
    while (low < high) { /* each round leaves fewer */
        double pivot = slope[low + draws_below(&draws, (uint32_t)(high - low + 1))];
        int64_t i = low, j = high;
        while (i <= j) {
            while (slope[i] < pivot)
                i++;
            while (slope[j] > pivot)
                j--;
            if (i <= j) swap(&slope[i++], &slope[j--]);
        }
        if (k > j && k < i) break;
        if (k <= j)
            high = j;
        else
            low = i;
    }
    return slope[k];
}

double sen_median(int64_t pairs, double *slope) {
    double upper = selected(pairs, slope, pairs / 2);
    if (pairs % 2 != 0) return upper;
    double lower = slope[0];
    for (int64_t i = 1; i < pairs / 2; i++)
        lower = fmax(lower, slope[i]);
    return 0.5 * (lower + upper);
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
    answer.estimate = sen_median(order->pairs, slope);
    int64_t rank = limit_rank(order, variance, exact, plan);
    if (rank == 0) return answer;
    if (plan->side != PEEL_SIDE_UPPER) answer.lower = selected(order->pairs, slope, rank - 1);
    if (plan->side != PEEL_SIDE_LOWER) answer.upper = selected(order->pairs, slope, order->pairs - rank);
    return answer;
}
