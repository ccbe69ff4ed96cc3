/*
 * Mann 1945 and Kendall 1975: S, its variance with ties, and its p-value. The tie term sum t (t-1) (2t+5) over groups of t
 * equal values is taken as the sum of (t_i - 1) (2 t_i + 5) over the values, t_i being how many equal value i: no value need be
 * sorted, and no memory is needed.
 */
#include <math.h>

#include <peel/methods.h>

#include "stats/trend/mann_kendall.h"
#include "stats/trend/test.h"

enum { exact_below = 10, inversions_max = (exact_below - 1) * (exact_below - 2) / 2 };

/* (t - 1) (2t + 5): a value's share of 18 times the variance that a group of t has. */
static int64_t share(int64_t t) {
    return (t - 1) * (2 * t + 5);
}

static void compare(double earlier, double later, struct value_order *order) {
    order->s += (later > earlier) - (later < earlier);
    order->tied += later == earlier;
}

struct value_order value_order_of(size_t n, const double *value) {
    int64_t values = (int64_t)n;
    struct value_order order = {.n = n, .pairs = values * (values - 1) / 2, .variance_18 = values * share(values)};
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            compare(value[i], value[j], &order);
    if (order.tied == 0) return order;
    for (size_t i = 0; i < n; i++) {
        int64_t equal = 0;
        for (size_t j = 0; j < n; j++)
            equal += value[j] == value[i];
        order.variance_18 -= share(equal);
    }
    return order;
}

struct value_order value_order_of_seasons(size_t n, const int64_t *period, const double *value, int64_t season) {
    struct value_order order = {.n = n};
    for (size_t i = 0; i < n; i++) {
        int64_t peers = 0, equal = 0;
        for (size_t j = 0; j < n; j++) {
            if (!same_season(period, i, j, season)) continue;
            peers++;
            equal += value[j] == value[i];
            order.pairs += j > i;
            if (j > i) compare(value[i], value[j], &order);
        }
        order.variance_18 += share(peers) - share(equal);
    }
    return order;
}

int mann_kendall_exact(const struct value_order *order) {
    return order->n > 1 && order->n < exact_below && order->tied == 0;
}

/* S is the number of pairs less twice that of inversions; permutations of i values have those of i - 1 and 0 to i - 1 more. */
double mann_kendall_exact_upper(const struct value_order *order, int64_t s) {
    int32_t count[inversions_max + 1] = {1};
    int32_t permutations = 1, as_far = 0;
    for (int32_t i = 2; i <= (int32_t)order->n; i++) {
        int32_t most = i * (i - 1) / 2;
        permutations *= i;
        for (int32_t d = most; d >= 0; d--)
            for (int32_t more = 1; more < i && more <= d; more++)
                count[d] += count[d - more];
    }
    for (int64_t d = 0; d <= order->pairs && order->pairs - 2 * d >= s; d++)
        as_far += count[d];
    return (double)as_far / (double)permutations;
}

peel_test mann_kendall_normal_test(const struct value_order *order, double variance, int32_t method, int32_t side) {
    peel_test test = {.df = NAN, .p_value = 1.0, .method = method, .side = side};
    if (!(variance > 0.0)) {
        test.notes = PEEL_NOTE_NO_VARIATION;
        return test;
    }
    double s = (double)order->s;
    if (s != 0.0) test.statistic = (s > 0.0 ? s - 1.0 : s + 1.0) / sqrt(variance);
    test.p_value = trend_normal_p(test.statistic, side);
    return test;
}

peel_test mann_kendall_test(const struct value_order *order, int32_t side) {
    peel_test test = {.statistic = NAN, .df = NAN, .method = PEEL_TREND_MANN_KENDALL, .side = side};
    if (!mann_kendall_exact(order))
        return mann_kendall_normal_test(order, (double)order->variance_18 / 18.0, PEEL_TREND_MANN_KENDALL, side);
    if (side == PEEL_SIDE_LOWER)
        test.p_value = mann_kendall_exact_upper(order, order->s);
    else if (side == PEEL_SIDE_UPPER)
        test.p_value = mann_kendall_exact_upper(order, -order->s);
    else
        test.p_value = fmin(1.0, 2.0 * mann_kendall_exact_upper(order, order->s >= 0 ? order->s : -order->s));
    return test;
}
