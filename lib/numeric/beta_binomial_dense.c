/*
 * The run of likeliest numbers. Where the terms only fall or only rise it is one tail's quantile; else Newton's steps on both ends
 * lead to within a few numbers, and the last of them are settled number by number.
 */
#include <math.h>

#include "numeric/beta_binomial_quantile.h"
#include "numeric/beta_dense.h"
#include "numeric/beta_quantile.h"
#include "numeric/elementary.h"
#include "numeric/gauss.h"

enum { settling = 50 }; /* steps at most; 9 were the most in 200,000 random samples of up to 2^53 */

/* What lies outside of `first` to `last`, over alpha and less 1. */
struct edges {
    double first, last;
    double over;
};

static double tail_over(const struct beta_binomial *law, double j, double alpha) {
    if (j < 0.0) return 0.0;
    return exp(fmax(beta_binomial_lower(law, j, alpha).excess, -700.0));
}

/*
 * log P(K = x + 1/2) - log P(K = x - 1/2), from the ratio of the two less 1: as a difference of logarithms it would be nothing but
 * their rounding where there are 1e15 numbers.
 */
static double slope(const struct beta_binomial *law, double x) {
    double j = x + 0.5;
    double others = (law->m - x) + 0.5;
    return -log1p(difference_of_products(j, law->b - 1.0, others, law->a - 1.0) / others / (law->a - 1.0 + j));
}

/* Whether all between is as likely to a hundredth, with the ends far away: of a confidence of 1e-6, say. */
static int is_flat(const struct beta_binomial *law, double first, double last) {
    double length = last - first;
    if (!(length < 0.1 * fmin(first + 1.0, law->m - last + 1.0))) return 0;
    return length * (fabs(slope(law, first)) + fabs(slope(law, last))) < 0.02;
}

/* log P(last) - log P(first): by the slopes between where the two are next to equal and their logarithms would tell nothing. */
static double apart(const struct beta_binomial *law, double first, double last) {
    double sum = 0.0;
    if (first < 0.0) return INFINITY;
    if (last > law->m) return -INFINITY;
    if (!is_flat(law, first, last)) return beta_binomial_log_term(law, last) - beta_binomial_log_term(law, first);
    if (last - first <= gauss_few) {
        for (double j = first + 1.0; j <= last; j++)
            sum += slope(law, j - 0.5);
        return sum;
    }
    for (int i = 0; i < gauss_few; i++)
        sum += gauss_rule_few[1][i] * slope(law, first + (last - first) * gauss_rule_few[0][i]);
    return (last - first) * sum;
}

/*
 * Logarithms of probabilities that lie closer than 1e-13 are equal, for rounding parts them; of a long run neighbours differ by some
 * 2 / length, and it is a hundredth of that; of a flat one it is 1e-13 of the slopes.
 */
static double tie(const struct beta_binomial *law, const struct edges *edges) {
    const double equal = 1e-13;
    double length = edges->last - edges->first + 1.0;
    if (!is_flat(law, edges->first, edges->last)) return fmin(equal, 0.003 / length);
    return equal * length * (fabs(slope(law, edges->first)) + fabs(slope(law, edges->last)));
}

static double probability(const struct beta_binomial *law, double x) {
    return exp(fmax(beta_binomial_log_term(law, x), -700.0));
}

/* The probability of a flat run. */
static double inside(const struct beta_binomial *law, double first, double last) {
    double sum = 0.0;
    double length = last - first + 1.0;
    if (length <= gauss_few) {
        for (double j = first; j <= last; j++)
            sum += probability(law, j);
        return sum;
    }
    for (int i = 0; i < gauss_few; i++)
        sum += gauss_rule_few[1][i] * probability(law, first - 0.5 + length * gauss_rule_few[0][i]);
    return length * sum;
}

static void weigh(const struct beta_binomial *law, const struct beta_binomial *flipped, double alpha,
                  struct edges *edges) {
    if (is_flat(law, edges->first, edges->last)) {
        edges->over = ((1.0 - alpha) - inside(law, edges->first, edges->last)) / alpha;
        return;
    }
    double below = tail_over(law, edges->first - 1.0, alpha);
    edges->over = below + tail_over(flipped, law->m - edges->last - 1.0, alpha) - 1.0;
}

/*
 * Both equations at once: P(first) = P(last), and what lies outside is alpha. Steps are cut where they would pass the mode;
 * returns how far the ends moved.
 */
static double improve(const struct beta_binomial *law, double alpha, double mode, struct edges *edges) {
    double rise = fmax(slope(law, edges->first), 0.0); /* the mode itself lies a part of a number off */
    double fall = fmin(slope(law, edges->last), 0.0);
    double outside = fmax(1.0 + edges->over, 0x1p-1000);
    double per_first = probability(law, edges->first) / alpha / outside; /* of log outside */
    double per_last = -probability(law, edges->last) / alpha / outside;
    double level = apart(law, edges->first, edges->last);
    double excess = edges->over > -0.5 ? -log1p(edges->over) : -log(outside);
    double determinant = rise * per_last + fall * per_first;
    double length = edges->last - edges->first + 1.0;
    if (!(determinant < 0.0)) return 0.0; /* both at the mode: single steps lead on */
    double first = edges->first + (level * per_last + fall * excess) / determinant;
    double last = edges->last + (rise * excess - level * per_first) / determinant;
    if (is_flat(law, edges->first, edges->last)) {
        first = fmax(first, edges->first - 2.0 * length);
        last = fmin(last, edges->last + 2.0 * length);
    }
    if (!(first <= mode)) first = 0.5 * (edges->first + mode);
    if (!(last >= mode)) last = 0.5 * (edges->last + mode);
    first = fmax(floor(first + 0.5), 0.0);
    last = fmin(floor(last + 0.5), law->m);
    double moved = fmax(fabs(first - edges->first), fabs(last - edges->last));
    edges->first = first;
    edges->last = last;
    return moved;
}

/* Until no number outside is as likely as one inside. Returns 0 where that takes too long. */
static int level(const struct beta_binomial *law, struct edges *edges) {
    for (int i = 0; i < settling; i++) {
        const double equal = tie(law, edges);
        double down = -apart(law, edges->first - 1.0, edges->last);
        double up = apart(law, edges->first, edges->last + 1.0);
        if (!(down >= -equal) && !(up >= -equal)) return 1;
        double by = down >= -equal ? 1.0 : -1.0;
        if (by > 0.0 || up > equal) edges->first -= by;
        if (by < 0.0 || down > equal) edges->last -= by;
    }
    return 0;
}

/* From a run that is level: the likeliest outside is taken in while too much lies there, else the unlikeliest given up. */
static int settle(const struct beta_binomial *law, const struct beta_binomial *flipped, double alpha,
                  struct edges *edges) {
    for (int i = 0; i < settling; i++) {
        const double equal = tie(law, edges);
        const double most = is_flat(law, edges->first, edges->last) ? 1e-13 * (1.0 - alpha) / alpha : equal;
        int short_of = edges->over > most;
        double by = short_of ? 1.0 : -1.0;
        double next_first = short_of ? edges->first - 1.0 : edges->first;
        double next_last = short_of ? edges->last + 1.0 : edges->last;
        double more = -by * apart(law, next_first, next_last); /* above 0: the first is next */
        struct edges next = *edges;
        if (more >= -equal) next.first -= by;
        if (more <= equal) next.last += by;
        if (next.first > next.last) return 1;
        weigh(law, flipped, alpha, &next);
        if (!short_of && next.over > most) return 1;
        *edges = next;
    }
    return 0;
}

/* Where to begin: the densest interval of the beta distribution with the mean and the variance of K / m. */
static struct edges guess(const struct beta_binomial *law, double alpha, double mode) {
    const double near_fall = 1.05;
    double reach = 0.5 * (1.0 - alpha) / probability(law, mode);
    struct edges flat = {fmax(floor(mode - reach), 0.0), fmin(ceil(mode + reach), law->m), 0.0};
    if (is_flat(law, flat.first, flat.last)) return flat;
    double size = law->a + law->b;
    double matched = (size + 1.0) * (law->m / law->n) - 1.0;
    double a = law->a / size * matched;
    double b = law->b / size * matched;
    struct proportion low = {0.5 * alpha, 1.0 - 0.5 * alpha};
    struct proportion high = {1.0 - 0.5 * alpha, 0.5 * alpha};
    if (fmin(a, b) > 0.01 && fmax(a, b) > 1.0) {
        const struct beta_shape shape = {a, b, 0.0, 0.0};
        if (fmin(a, b) > 1.0 && fmin(a, b) < near_fall) /* the densest has an end at 1e-300 or nearer to 0 */
            (void)beta_both_quantiles(&shape, normal_upper_tail(0.5 * alpha), &low, &high);
        else
            (void)beta_densest(&shape, alpha, &low, &high);
    }
    double first = fmin(floor(law->m * low.x), mode);
    double last = fmax(ceil(law->m - law->m * high.y), mode);
    return (struct edges){fmax(first, 0.0), fmin(last, law->m), 0.0};
}

/* Whether P(K = 0) is the highest: j (b - 1) >= (m + 1 - j) (a - 1) says that P(K = j) is not above P(K = j - 1). */
static int falls(const struct beta_binomial *law) {
    return law->m * (law->a - 1.0) <= law->b - 1.0;
}

/* The run from 0 on: up to the smallest number above which at most alpha lies. From 1/2 on 1 - alpha is exact. */
static peel_status from_none(const struct beta_binomial *law, double alpha, double *last) {
    const struct beta_binomial flipped = beta_binomial_flipped(law);
    double found;
    if (alpha >= 0.5) return beta_binomial_reaching(law, 1.0 - alpha, last);
    peel_status status = beta_binomial_least(&flipped, alpha, &found);
    if (status == PEEL_OK) *last = law->m - found;
    return status;
}

/* The same as an answer, where it is one: where 0 is no less likely than the last. */
static int begins_at_none(const struct beta_binomial *law, double alpha, struct edges *edges) {
    double last;
    if (from_none(law, alpha, &last) != PEEL_OK) return 0;
    const struct edges run = {0.0, last, 0.0};
    if (apart(law, 0.0, last) > tie(law, &run)) return 0;
    *edges = run;
    return 1;
}

/* An end that came to 0 or m with what is left of the terms above that at the other end may be there to stay. */
static int is_at_end(const struct beta_binomial *law, const struct beta_binomial *flipped, double alpha,
                     struct edges *edges) {
    double rest = apart(law, edges->first, edges->last);
    if (edges->first == 0.0 && rest <= 0.0 && begins_at_none(law, alpha, edges)) return 1;
    if (edges->last < law->m || rest < 0.0 || !begins_at_none(flipped, alpha, edges)) return 0;
    *edges = (struct edges){law->m - edges->last, law->m, 0.0};
    return 1;
}

/* a, b > 1, and the likeliest number is neither 0 nor m. */
static peel_status around_mode(const struct beta_binomial *law, double alpha, struct edges *edges) {
    const int cap = 60;
    const double told = 1e-13;   /* by which neighbours must differ for single steps to tell anything ... */
    const double longest = 1e11; /* ... but in a short flat run, where slopes do */
    const struct beta_binomial flipped = beta_binomial_flipped(law);
    const double crossing = (law->m * (law->a - 1.0) - (law->b - 1.0)) / ((law->a - 1.0) + (law->b - 1.0));
    const double mode = fmin(fmax(floor(crossing) + 1.0, 0.0), law->m);
    double difference = 0.0;
    *edges = guess(law, alpha, mode);
    for (int i = 0; i < cap; i++) {
        if (is_at_end(law, &flipped, alpha, edges)) return PEEL_OK;
        weigh(law, &flipped, alpha, edges);
        double moved = improve(law, alpha, mode, edges);
        difference = fmax(fabs(slope(law, edges->first)), fabs(slope(law, edges->last)));
        double length = edges->last - edges->first;
        if (moved <= 1.0) break;
        if (is_flat(law, edges->first, edges->last) ? moved <= 1e-10 * length : moved * difference <= told) break;
    }
    if (difference < told && (edges->last - edges->first > longest || !is_flat(law, edges->first, edges->last)))
        return PEEL_OK;
    if (!level(law, edges)) return PEEL_ERROR_SEARCH;
    weigh(law, &flipped, alpha, edges);
    return settle(law, &flipped, alpha, edges) ? PEEL_OK : PEEL_ERROR_SEARCH;
}

peel_status beta_binomial_densest(const struct beta_binomial *law, double alpha, double *first, double *last) {
    const struct beta_binomial flipped = beta_binomial_flipped(law);
    struct edges edges = {0.0, law->m, 0.0};
    peel_status status;
    if (falls(law)) {
        status = from_none(law, alpha, &edges.last);
    } else if (falls(&flipped)) {
        status = from_none(&flipped, alpha, &edges.first);
        edges.first = law->m - edges.first;
    } else {
        status = around_mode(law, alpha, &edges);
    }
    if (status != PEEL_OK) return status;
    *first = edges.first;
    *last = edges.last;
    return PEEL_OK;
}
