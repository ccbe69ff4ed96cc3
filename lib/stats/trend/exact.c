/*
 * The exact test of a trend. The rarer outcome's cases are dealt out, period by period: with g(c, t) the probability that c
 * cases dealt among the periods so far have the score t, the next period takes a of the c with a hypergeometric
 * probability, and what it leaves has g of the periods before. All are probabilities and all terms are positive, so that
 * nothing overflows or cancels at any number of cases.
 */
#include <math.h>

#include "stats/trend/test.h"

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b != 0) { /* ends: b falls each time */
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The largest number of which all distances between periods with cases are multiples: 7 of weekly dates. */
static int64_t step_of(const struct trend_series *series) {
    int64_t step = series->span;
    for (size_t i = series->first + 1; i <= series->last && step > 1; i++)
        if (series->points[i].sample.assessed > 0)
            step = common_divisor(step, series->points[i].period - series->points[series->first].period);
    return step;
}

/* From the first period with cases to the last. */
static int64_t steps_between(const struct trend_series *series) {
    return series->span / step_of(series);
}

int64_t trend_rarer(const struct trend_series *series) {
    int64_t failed = series->assessed - series->met;
    return series->met < failed ? series->met : failed;
}

double trend_exact_product(const struct trend_series *series) {
    double cases = (double)trend_rarer(series);
    return cases * cases * (double)steps_between(series);
}

/* Row c has the scores 0 to c * width and begins after those before it. */
static size_t row_begin(size_t c, size_t width) {
    return c + width * (c * (c - 1) / 2);
}

size_t trend_exact_size(const struct trend_series *series) {
    int64_t width = steps_between(series);
    int64_t cases = trend_rarer(series);
    if (cases > PEEL_TREND_EXACT_MAX || width > PEEL_TREND_EXACT_MAX / cases / cases) return 0;
    return (row_begin((size_t)cases + 1, (size_t)width) + (size_t)cases + 1) * sizeof(double);
}

/*
 * share[a], a = from to to: the probability that a period with n of n + before cases gets a of c. From the likeliest down
 * both ways, by ratios, and made to sum to 1.
 */
static void hypergeometric(double n, double before, size_t c, size_t from, size_t to, double *share) {
    double mode = floor((n + 1.0) * ((double)c + 1.0) / (n + before + 2.0));
    size_t top = (size_t)fmin(fmax(mode, (double)from), (double)to);
    double sum = 1.0;
    share[top] = 1.0;
    for (size_t a = top; a < to; a++) {
        double taken = (double)a, left = (double)(c - a);
        share[a + 1] = share[a] * ((n - taken) * left / ((taken + 1.0) * (before - left + 1.0)));
        sum += share[a + 1];
    }
    for (size_t a = top; a > from; a--) {
        double taken = (double)a, left = (double)(c - a);
        share[a - 1] = share[a] * (taken * (before - left) / ((n - taken + 1.0) * (left + 1.0)));
        sum += share[a - 1];
    }
    for (size_t a = from; a <= to; a++)
        share[a] /= sum;
}

/* One period more for row c, whose rows below are still those without it. score: of the period; reached: of the last. */
static void add_period(double *rows, const double *share, size_t c, size_t from, size_t to, size_t width, size_t score,
                       size_t reached) {
    double *row = rows + row_begin(c, width);
    if (from == 0)
        for (size_t t = 0; t <= c * reached; t++)
            row[t] *= share[0];
    for (size_t a = from == 0 ? 1 : from; a <= to; a++) {
        const double *below = rows + row_begin(c - a, width);
        double *to_row = row + a * score;
        double weight = share[a];
        for (size_t t = 0; t <= (c - a) * reached; t++)
            to_row[t] += weight * below[t];
    }
}

/* A period counted in steps from the first. */
static int64_t score_of(const struct trend_series *series, size_t i, int64_t step) {
    return (series->points[i].period - series->points[series->first].period) / step;
}

/* The row of all cases dealt, over the scores 0 to cases * width. */
static const double *deal(const struct trend_series *series, int64_t step, double *work) {
    int64_t cases = trend_rarer(series);
    size_t width = (size_t)(series->span / step);
    size_t size = row_begin((size_t)cases + 1, width);
    double *share = work + size;
    int64_t before = 0;
    size_t reached = 0;
    for (size_t t = 0; t < size; t++)
        work[t] = 0.0;
    work[0] = 1.0;
    for (size_t i = series->first; i <= series->last; i++) {
        int64_t n = series->points[i].sample.assessed;
        size_t score = (size_t)score_of(series, i, step);
        int64_t after = series->assessed - before - n;
        int64_t most = cases < before + n ? cases : before + n;
        int64_t least = cases > after ? cases - after : 0; /* fewer could not be made up later */
        for (int64_t c = n == 0 ? -1 : most; c >= least; c--) {
            size_t from = (size_t)(c > before ? c - before : 0);
            size_t to = (size_t)(c < n ? c : n);
            hypergeometric((double)n, (double)before, (size_t)c, from, to, share);
            add_period(work, share, (size_t)c, from, to, width, score, reached);
        }
        before += n;
        if (n > 0) reached = score;
    }
    return work + row_begin((size_t)cases, width);
}

/* Which scores count beside one: those at least as far from the expected one, compared as whole numbers. */
struct far {
    const double *row;
    int64_t most;        /* the largest score */
    trend_wide cases;    /* assessed of all */
    trend_wide expected; /* times cases */
    int above, below;    /* which ends count */
};

/* Adds from either end inwards, the small terms first. */
static double tail_from(const struct far *far, int64_t score) {
    trend_wide distance = far->cases * score - far->expected;
    int both = far->above && far->below;
    trend_wide upper = both && distance < 0 ? -distance : distance;
    trend_wide lower = both && distance > 0 ? -distance : distance;
    double sum = 0.0;
    int64_t t = far->most;
    for (; far->above && t >= 0 && far->cases * t - far->expected >= upper; t--)
        sum += far->row[t];
    for (int64_t u = 0; far->below && u <= t && far->cases * u - far->expected <= lower; u++)
        sum += far->row[u];
    return fmin(sum, 1.0);
}

struct trend_exact trend_exact(const struct trend_sums *sums, int32_t side, double *work) {
    const struct trend_series *series = sums->series;
    int64_t step = step_of(series);
    int64_t cases = trend_rarer(series);
    int met = cases == series->met; /* whether cases met are dealt, or failures */
    trend_wide all = 0;
    for (size_t i = series->first; i <= series->last; i++)
        all += (trend_wide)score_of(series, i, step) * series->points[i].sample.assessed;
    struct far far = {.row = deal(series, step, work),
                      .most = cases * (series->span / step),
                      .cases = series->assessed,
                      .expected = all * cases,
                      .above = side != (met ? PEEL_SIDE_UPPER : PEEL_SIDE_LOWER),
                      .below = side != (met ? PEEL_SIDE_LOWER : PEEL_SIDE_UPPER)};
    int64_t seen = (int64_t)(met ? sums->met_score : sums->case_score - sums->met_score) / step;
    int64_t last = (int64_t)trend_extreme(sums, cases, 1) / step;
    int64_t first = (int64_t)trend_extreme(sums, cases, 0) / step;
    int last_is_farther = far.cases * last - far.expected >= far.expected - far.cases * first;
    int64_t farthest = !far.above || (far.below && !last_is_farther) ? first : last;
    return (struct trend_exact){tail_from(&far, seen), tail_from(&far, farthest)};
}
