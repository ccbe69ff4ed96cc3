/*
 * The coverage of a method over a range of rates. Sorted, the limits of all results part the range into pieces, over each of
 * which the set of results that hold the rate stays the same.
 */
#include <math.h>

#include "numeric/binomial.h"
#include "numeric/gauss.h"
#include "stats/coverage/coverage.h"

struct sweep {
    int32_t n;
    double from;
    double to;
    double confidence;
    int is_short;     /* the means are summed at points, not by tails */
    double narrowest; /* nearer to each other, relatively, two limits are one, which rounding parted */
    double looked_at; /* so much of the range */
    double *lower;    /* of each result */
    double *upper;
    int32_t *by_lower; /* the results, the lowest limit first */
    int32_t *by_upper;
    struct held held;
};

static int in_range(int64_t assessed) {
    return assessed >= 1 && assessed <= PEEL_COVERAGE_MAX;
}

size_t peel_rate_worst_coverage_work_size(int64_t assessed) {
    if (!in_range(assessed)) return 0;
    const size_t of_limits = (size_t)(assessed + 1) * (2 * sizeof(double) + 2 * sizeof(int32_t));
    return of_limits + (size_t)(assessed / 2 + 1) * sizeof(struct run);
}

static void lay_out(struct sweep *sweep, void *work) {
    const size_t results = (size_t)sweep->n + 1;
    sweep->lower = work;
    sweep->upper = sweep->lower + results;
    sweep->by_lower = (int32_t *)(void *)(sweep->upper + results);
    sweep->by_upper = sweep->by_lower + results;
    sweep->held = (struct held){(struct run *)(void *)(sweep->by_upper + results), 0, sweep->n};
}

/* The results in the order of a limit (Shell 1959, with Ciura's gaps): limits rise with the results but for a few of some methods. */
static void sort(const double *limit, int32_t count, int32_t *order) {
    static const int32_t gaps[] = {86961, 38651, 17178, 7635, 3393, 1508, 701, 301, 132, 57, 23, 10, 4, 1};
    for (int32_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t g = 0; g < sizeof gaps / sizeof gaps[0]; g++)
        for (int32_t i = gaps[g]; i < count; i++) {
            int32_t moved = order[i];
            int32_t j = i;
            for (; j >= gaps[g] && limit[order[j - gaps[g]]] > limit[moved]; j -= gaps[g])
                order[j] = order[j - gaps[g]];
            order[j] = moved;
        }
}

static peel_status find_limits(struct sweep *sweep, const struct rate_plan *plan) {
    for (int32_t met = 0; met <= sweep->n; met++) {
        peel_status status = coverage_limits(met, sweep->n, plan, &sweep->lower[met], &sweep->upper[met]);
        if (status != PEEL_OK) return status;
    }
    sort(sweep->lower, sweep->n + 1, sweep->by_lower);
    sort(sweep->upper, sweep->n + 1, sweep->by_upper);
    return PEEL_OK;
}

/* Of mirrored rates, whose coverages differ as n times the rounding of a rate near 1, the first one stands. */
static void note_worst(double n, double rate, double coverage, peel_worst_coverage *worst) {
    const double rounding = 1e-15;
    if (coverage >= worst->coverage - rounding * (n + 100.0)) return;
    worst->coverage = coverage;
    worst->rate = rate;
}

/* A coverage this little below the confidence counts as equal to it: at a limit of an exact method they are. */
static const double tie = 1e-12;

/*
 * What is wanted of the rates of a short range, each a sum of probabilities P(K = k) times numbers from 0 to 1, whose derivative
 * by the rate of order j is at most (2 n)^j: where n times the range is at most 16, the rule of 24 points is right to 3e-18.
 */
static const double short_range = 16.0;

typedef double of_rate(const struct sweep *sweep, double rate);

static double average(of_rate *of, const struct sweep *sweep, double from, double to) {
    double sum = 0.0;
    for (int i = 0; i < gauss_few; i++)
        sum += gauss_rule_few[1][i] * of(sweep, from + (to - from) * gauss_rule_few[0][i]);
    return sum;
}

static double coverage_of(const struct sweep *sweep, double rate) {
    return held_probability(&sweep->held, rate);
}

static double length_of(const struct sweep *sweep, double rate) {
    double sum = 0.0;
    for (int32_t met = 0; met <= sweep->n; met++)
        sum += binomial_term(met, sweep->n, coverage_at(rate)) * (sweep->upper[met] - sweep->lower[met]);
    return sum;
}

/* The open piece between two limits, with its ends taken from inside. */
static void add_piece(struct sweep *sweep, double from, double to, peel_worst_coverage *worst) {
    const struct held *held = &sweep->held;
    from = fmax(from, sweep->from);
    to = fmin(to, sweep->to);
    if (to <= from) return;
    if (sweep->is_short) worst->mean += (to - from) / (sweep->to - sweep->from) * average(coverage_of, sweep, from, to);
    if (to - from <= sweep->narrowest * to) return;
    sweep->looked_at += to - from;
    const struct short_piece piece = {from, to, held_probability(held, from), held_probability(held, to),
                                      sweep->confidence - tie};
    note_worst(held->n, from, piece.at_from, worst);
    note_worst(held->n, to, piece.at_to, worst);
    worst->short_of += held_short_of(held, &piece);
}

static void add_pieces(struct sweep *sweep, double narrowest, peel_worst_coverage *worst) {
    const int32_t results = sweep->n + 1;
    int32_t i = 0, j = 0;
    *worst = (peel_worst_coverage){.coverage = 2.0};
    sweep->held.count = 0;
    sweep->looked_at = 0.0;
    sweep->narrowest = narrowest;
    for (double at = 0.0; at < sweep->to;) {
        while (i < results && sweep->lower[sweep->by_lower[i]] <= at)
            held_add(&sweep->held, sweep->by_lower[i++]);
        while (j < results && sweep->upper[sweep->by_upper[j]] <= at)
            held_remove(&sweep->held, sweep->by_upper[j++]);
        double next = 1.0;
        if (i < results) next = fmin(next, sweep->lower[sweep->by_lower[i]]);
        if (j < results) next = fmin(next, sweep->upper[sweep->by_upper[j]]);
        add_piece(sweep, at, next, worst);
        at = next;
    }
}

/* n + 1 times the integral of P(K = met) over the rates from 0 to this one: a tail of the beta distribution. */
static double integral_to(const struct sweep *sweep, int32_t met, double rate) {
    return binomial_upper(met + 1.0, sweep->n + 1.0, coverage_at(rate), 1.0);
}

/* Differences of tails, which lose digits as the range is short: of 30 cases and 1e-9 the mean was 6e-11 off. */
static void add_means(const struct sweep *sweep, peel_worst_coverage *worst) {
    const double range = sweep->to - sweep->from;
    for (int32_t met = 0; met <= sweep->n; met++) {
        double lower = fmax(sweep->lower[met], sweep->from);
        double upper = fmin(sweep->upper[met], sweep->to);
        double before = integral_to(sweep, met, sweep->from);
        double all = integral_to(sweep, met, sweep->to) - before;
        if (upper > lower) worst->mean += integral_to(sweep, met, upper) - integral_to(sweep, met, lower);
        worst->length += all * (sweep->upper[met] - sweep->lower[met]);
    }
    worst->mean /= (sweep->n + 1.0) * range;
    worst->length /= (sweep->n + 1.0) * range;
}

/* A range as narrow as rounding has nothing but pieces that are: then they count. */
static peel_worst_coverage look(struct sweep *sweep) {
    peel_worst_coverage worst;
    add_pieces(sweep, 2e-15, &worst);
    if (sweep->looked_at == 0.0) add_pieces(sweep, 0.0, &worst);
    if (sweep->is_short)
        worst.length = average(length_of, sweep, sweep->from, sweep->to);
    else
        add_means(sweep, &worst);
    worst.short_of /= sweep->looked_at;
    return worst;
}

peel_status peel_rate_worst_coverage(int64_t assessed, double from, double to, const peel_rate_options *options,
                                     void *work, size_t work_size, peel_worst_coverage *worst) {
    struct rate_plan plan;
    if (!worst) return PEEL_ERROR_NULL;
    peel_status status = coverage_plan(assessed, options, &plan);
    if (status != PEEL_OK) return status;
    if (!(from >= 0.0 && from < to && to <= 1.0)) return PEEL_ERROR_RATE;
    if (!work || work_size < peel_rate_worst_coverage_work_size(assessed)) return PEEL_ERROR_WORK;
    struct sweep sweep = {.n = (int32_t)assessed, .from = from, .to = to, .confidence = plan.common.confidence};
    sweep.is_short = (double)assessed * (to - from) <= short_range;
    lay_out(&sweep, work);
    status = find_limits(&sweep, &plan);
    if (status != PEEL_OK) return status;
    *worst = look(&sweep);
    return PEEL_OK;
}
