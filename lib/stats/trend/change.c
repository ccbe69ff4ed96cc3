/*
 * The change point: Hinkley and Hinkley 1970, Biometrika 57:477-488, for binomial samples of any sizes. A place is a point with
 * cases, the first one apart: the first point after the change.
 */
#include <math.h>

#include <peel/compare.h>
#include <peel/trend.h>

#include "numeric/draws.h"
#include "stats/trend/change_fit.h"
#include "stats/trend/scatter.h"

/*
 * How far below the largest the statistic of the right place may lie, at a confidence: x with (1 - exp(-x/2))^2 = confidence. That is
 * the distribution near a small change (Hansen 2000, Econometrica 68:575-603); a place is one of few, so that the
 * chi-squared distribution with 1 degree of freedom falls short: at 95% it held the place in 87% to 90% of
 * simulated series whose change is hard to see.
 */
static double place_bound(const struct plan *plan) {
    if (plan->design == PEEL_DESIGN_DIP) return INFINITY;
    return -2.0 * log(plan->alpha / (1.0 + sqrt(plan->confidence)));
}

/* Twice the log of the likelihood ratio for a change at place i, of 1 to m - 1, where `before` met the criterion before it. */
static double statistic(const struct fit_sums *sums, int64_t before, double all_met, size_t i) {
    double all = (double)sums->assessed[sums->m - 1], met = (double)before, assessed = (double)sums->assessed[i - 1];
    return fit_gain(met, assessed, all_met, all) + fit_gain(all_met - met, all - assessed, all_met, all);
}

/* The place by largest likelihood, the earliest of equal ones, and all places that the likelihood does not rule out. */
static void find_place(const struct fit_sums *sums, double bound, peel_change_point *change) {
    double all_met = (double)sums->met[sums->m - 1];
    double largest = 0.0;
    size_t place = 1;
    for (size_t i = 1; i < sums->m; i++) {
        double at = statistic(sums, sums->met[i - 1], all_met, i);
        if (at <= largest * (1.0 + FIT_EQUAL)) continue;
        largest = at;
        place = i;
    }
    size_t lower = place, upper = place;
    for (size_t i = 1; i < sums->m; i++) {
        if (statistic(sums, sums->met[i - 1], all_met, i) < largest * (1.0 - FIT_EQUAL) - bound) continue;
        lower = i < lower ? i : lower;
        upper = i;
    }
    change->place = sums->point[place];
    change->lower = sums->point[lower];
    change->upper = sums->point[upper];
    change->test.statistic = largest;
}

/* Whether any place of these cases has a statistic of at least that. */
static int reaches(const struct fit_sums *sums, const int64_t *dealt, double all_met, double least) {
    int64_t before = 0;
    for (size_t i = 1; i < sums->m; i++) {
        before += dealt[i - 1];
        if (statistic(sums, before, all_met, i) >= least) return 1;
    }
    return 0;
}

static void permute(const struct fit_sums *sums, const struct trend_plan *plan, int64_t *dealt,
                    peel_change_point *change) {
    int64_t all_met = sums->met[sums->m - 1], as_large = 0;
    double least = change->test.statistic * (1.0 - FIT_EQUAL);
    struct draws draws = draws_seeded(plan->seed);
    for (int64_t i = 0; i < plan->draws; i++) {
        draws_deal(&draws, sums->m, sums->assessed, all_met, dealt);
        as_large += reaches(sums, dealt, (double)all_met, least);
    }
    double p = (double)(1 + as_large) / (double)(1 + plan->draws);
    change->test.p_value = p;
    change->error = sqrt(p * (1.0 - p) / (double)plan->draws);
    change->notes |= PEEL_NOTE_MONTE_CARLO;
}

/* Whether the rates scatter about those of both stretches more than chance allows. */
static uint32_t scatter_note(const struct trend_series *series, size_t place) {
    struct scatter scatter = {0};
    scatter_add_stretch(series, 0, place, &scatter);
    scatter_add_stretch(series, place, series->n, &scatter);
    return scatter_p(&scatter) <= SCATTER_FOUND ? PEEL_NOTE_OVERDISPERSED : 0;
}

/* The rates on both sides of the place, and their difference. */
static peel_status compare_sides(const struct trend_series *series, const struct plan *plan,
                                 peel_change_point *change) {
    const peel_compare_options options = {
        .size = sizeof options, .alpha = plan->alpha, .method = PEEL_DIFFERENCE_NEWCOMBE, .design = plan->design};
    const peel_sample before = fit_pooled(series, 0, change->place);
    const peel_sample after = fit_pooled(series, change->place, series->n);
    peel_status status = fit_rate(&before, plan, &change->before);
    if (status == PEEL_OK) status = fit_rate(&after, plan, &change->after);
    if (status == PEEL_OK) status = peel_difference(&before, &after, &options, &change->change);
    if (status == PEEL_OK) change->change.confidence = plan->confidence;
    return status;
}

static peel_status read_plan(const peel_trend_options *options, struct trend_plan *plan) {
    peel_status status = trend_plan(options, PEEL_TREND_CHANGE_POINT, plan);
    if (status != PEEL_OK) return status;
    if (plan->common.method != PEEL_TREND_CHANGE_POINT) return PEEL_ERROR_METHOD;
    return plan->common.side == PEEL_SIDE_TWO_SIDED ? PEEL_OK : PEEL_ERROR_SIDE;
}

peel_status peel_trend_change(size_t n, const peel_point *points, const peel_trend_options *options, void *work,
                              size_t work_size, peel_change_point *change) {
    struct trend_plan plan;
    struct trend_series series;
    void *dealt;
    if (!change) return PEEL_ERROR_NULL;
    peel_status status = read_plan(options, &plan);
    if (status == PEEL_OK) status = trend_series_read(n, points, &plan, &series);
    if (status != PEEL_OK) return status;
    void *memory = series_work(work, work_size, fit_sums_size(n) + n * sizeof(int64_t));
    if (!memory) return PEEL_ERROR_WORK;
    const struct fit_sums sums = fit_sums_of(&series, memory, &dealt);
    peel_change_point made = {
        .test = {.df = NAN, .p_value = 1.0, .method = PEEL_TREND_CHANGE_POINT, .side = PEEL_SIDE_TWO_SIDED},
        .notes = series.notes};
    int varies = (series.notes & (PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION)) == 0;
    if (varies && series.assessed > DRAWS_CASES_MAX) return PEEL_ERROR_TOO_LARGE;
    if (series.periods >= 2) find_place(&sums, place_bound(&plan.common), &made);
    if (varies) made.notes |= scatter_note(&series, made.place);
    if (varies) permute(&sums, &plan, dealt, &made);
    made.test.notes = made.notes;
    status = compare_sides(&series, &plan.common, &made);
    if (status == PEEL_OK) *change = made;
    return status;
}
