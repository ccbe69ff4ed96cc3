/* The run of likeliest numbers: by Newton's steps on both ends to within a few numbers, then number by number. */
#include <math.h>

#include "numeric/beta_binomial_quantile.h"
#include "numeric/beta_dense.h"

static const double tie = 1e-13; /* logarithms of probabilities that lie closer are equal: rounding parts them */

enum { settling = 10000 }; /* steps at most */

/* What lies below `first` and above `last`, as shares of alpha, and the logarithms of terms at the edges. */
struct edges {
    double first, last;
    double below, above;
};

static double tail_over(const struct beta_binomial *law, double j, double log_alpha) {
    if (j < 0.0) return 0.0;
    struct beta_binomial_tail tail = beta_binomial_lower(law, j);
    return exp(fmin(tail.log_term + log(tail.ratio) - log_alpha, 700.0));
}

static double log_term(const struct beta_binomial *law, double x) {
    return x < 0.0 || x > law->m ? -INFINITY : beta_binomial_log_term(law, x);
}

static void weigh(const struct beta_binomial *law, const struct beta_binomial *flipped, double log_alpha,
                  struct edges *edges) {
    edges->below = tail_over(law, edges->first - 1.0, log_alpha);
    edges->above = tail_over(flipped, law->m - edges->last - 1.0, log_alpha);
}

/* The change of log P(K = x) by x, from a step of 1 where there is room. */
static double slope(const struct beta_binomial *law, double x) {
    double from = fmax(x - 0.5, 0.0);
    double to = fmin(x + 0.5, law->m);
    return beta_binomial_log_term(law, to) - beta_binomial_log_term(law, from);
}

/*
 * Both equations at once: P(first) = P(last), and what lies outside is alpha. Steps are cut where they would pass the mode;
 * returns how far the ends moved.
 */
static double improve(const struct beta_binomial *law, double log_alpha, double mode, struct edges *edges) {
    double at_first = log_term(law, edges->first);
    double at_last = log_term(law, edges->last);
    double rise = slope(law, edges->first);
    double fall = slope(law, edges->last);
    double outside = edges->below + edges->above;
    double per_first = exp(at_first - log_alpha) / outside; /* of log outside */
    double per_last = -exp(at_last - log_alpha) / outside;
    double level = at_last - at_first;
    double excess = -log(outside);
    double determinant = rise * per_last + fall * per_first;
    double first = edges->first + (level * per_last + fall * excess) / determinant;
    double last = edges->last + (rise * excess - level * per_first) / determinant;
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
        double down = log_term(law, edges->first - 1.0) - log_term(law, edges->last);
        double up = log_term(law, edges->last + 1.0) - log_term(law, edges->first);
        if (!(down >= -tie) && !(up >= -tie)) return 1;
        double by = down >= -tie ? 1.0 : -1.0;
        if (by > 0.0 || up > tie) edges->first -= by;
        if (by < 0.0 || down > tie) edges->last -= by;
    }
    return 0;
}

/* From a run that is level: the likeliest outside is taken in while too much lies there, else the unlikeliest given up. */
static int settle(const struct beta_binomial *law, const struct beta_binomial *flipped, double log_alpha,
                  struct edges *edges) {
    const double full = 1.0 + 1e-13; /* of alpha */
    for (int i = 0; i < settling; i++) {
        int short_of = edges->below + edges->above > full;
        double by = short_of ? 1.0 : -1.0;
        double at_first = log_term(law, short_of ? edges->first - 1.0 : edges->first);
        double at_last = log_term(law, short_of ? edges->last + 1.0 : edges->last);
        double more = by * (at_first - at_last); /* above 0: the first is next */
        struct edges next = *edges;
        if (more >= -tie) next.first -= by;
        if (more <= tie) next.last += by;
        if (next.first > next.last) return 1;
        weigh(law, flipped, log_alpha, &next);
        if (!short_of && next.below + next.above > full) return 1;
        *edges = next;
    }
    return 0;
}

/* Where to begin: the densest interval of the beta distribution with the mean and the variance of K / m. */
static struct edges guess(const struct beta_binomial *law, double alpha, double mode) {
    double size = law->a + law->b;
    double matched = (size + 1.0) * (law->m / law->n) - 1.0;
    double a = law->a / size * matched;
    double b = law->b / size * matched;
    struct proportion low = {0.5 * alpha, 1.0 - 0.5 * alpha};
    struct proportion high = {1.0 - 0.5 * alpha, 0.5 * alpha};
    if (fmin(a, b) > 0.01 && fmax(a, b) > 1.0) {
        const struct beta_shape shape = {a, b, 0.0, 0.0};
        (void)beta_densest(&shape, alpha, &low, &high);
    }
    double first = fmin(floor(law->m * low.x), mode);
    double last = fmax(ceil(law->m - law->m * high.y), mode);
    return (struct edges){fmax(first, 0.0), fmin(last, law->m), 0.0, 0.0};
}

peel_status beta_binomial_densest(const struct beta_binomial *law, double alpha, double *first, double *last) {
    const int cap = 60;
    const struct beta_binomial flipped = beta_binomial_flipped(law);
    const double log_alpha = log(alpha);
    const double crossing = (law->m * (law->a - 1.0) - (law->b - 1.0)) / ((law->a - 1.0) + (law->b - 1.0));
    const double mode = fmin(fmax(floor(crossing) + 1.0, 0.0), law->m);
    struct edges edges = guess(law, alpha, mode);
    weigh(law, &flipped, log_alpha, &edges);
    for (int i = 0; i < cap && improve(law, log_alpha, mode, &edges) > 1.0; i++)
        weigh(law, &flipped, log_alpha, &edges);
    if (!level(law, &edges)) return PEEL_ERROR_SEARCH;
    weigh(law, &flipped, log_alpha, &edges);
    if (!settle(law, &flipped, log_alpha, &edges)) return PEEL_ERROR_SEARCH;
    *first = edges.first;
    *last = edges.last;
    return PEEL_OK;
}
