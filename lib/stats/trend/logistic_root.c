/* Newton's steps for the logistic line, kept between bounds: each search is for the root of a falling function. */
#include <float.h>
#include <math.h>

#include "stats/trend/logistic.h"

enum { cap = 200 };

struct search {
    double at;
    double lower, upper; /* the root lies between */
    double reach;        /* the longest step, doubled each time */
    double last;         /* the step before */
};

static struct search search_from(double at, double reach) {
    return (struct search){at, -INFINITY, INFINITY, reach, INFINITY};
}

/*
 * One step on. above: whether the root lies above; step: Newton's, which may be no number. Steps that do not fall by half
 * are those of an exponential's tail, thousands long: the middle of the bounds is taken instead.
 */
static void search_move(struct search *search, int above, double step) {
    double length = isnan(step) ? search->reach : fmin(fabs(step), search->reach);
    if (above)
        search->lower = search->at;
    else
        search->upper = search->at;
    double width = search->upper - search->lower;
    double next = search->at + (above ? length : -length);
    int slow = !isinf(width) && length > 0.5 * search->last;
    if (slow || !(next > search->lower && next < search->upper)) next = search->lower + 0.5 * width;
    search->last = fabs(next - search->at);
    search->at = next;
    search->reach *= 2.0;
}

/* The level with the largest likelihood for a slope. line: where to begin. far: the largest distance from the centre. */
static peel_status find_level(const struct logistic_frame *frame, double far, struct logistic_line *line) {
    struct search search = search_from(line->level, 1.0 + fabs(line->slope) * far);
    for (int i = 0; i < cap; i++) {
        struct logistic_fit fit = logistic_fit_of(frame, (struct logistic_line){search.at, line->slope});
        double step = fit.level_score / fit.weight;
        double rounding = 2e-15 * (fabs(search.at) + fabs(line->slope) * far);
        double enough = fmin(1e-10 / sqrt(fit.weight), 1e-8) + rounding;
        if (fabs(step) <= enough || fabs(fit.level_score) <= fit.rounding || search.upper - search.lower <= rounding) {
            line->level = fabs(step) <= enough ? search.at + step : search.at;
            return PEEL_OK;
        }
        search_move(&search, fit.level_score > 0.0, step);
    }
    return PEEL_ERROR_SEARCH;
}

static double farthest(const struct logistic_frame *frame) {
    return fmax(frame->centre, (double)frame->series->span - frame->centre);
}

/* The reach of a slope that changes the log odds by some units where the cases are. */
static double slope_reach(const struct logistic_frame *frame) {
    struct logistic_fit flat = logistic_fit_of(frame, (struct logistic_line){0.0, 0.0});
    return 4.0 * sqrt(flat.weight / flat.spread);
}

peel_status logistic_line_of(const struct logistic_frame *frame, struct logistic_line *line) {
    double far = farthest(frame);
    struct logistic_line at = {0.0, 0.0};
    struct search search = search_from(0.0, slope_reach(frame));
    for (int i = 0; i < cap; i++) {
        at.slope = search.at;
        peel_status status = find_level(frame, far, &at);
        if (status != PEEL_OK) return status;
        struct logistic_fit fit = logistic_fit_of(frame, at);
        double step = fit.slope_score / fit.spread;
        double rounding = 2e-15 * fabs(search.at);
        double enough = 1e-9 / sqrt(fit.spread) + rounding;
        if (fit.spread > 0.0 && (fabs(step) <= enough || search.upper - search.lower <= rounding)) {
            at.slope += fabs(step) <= enough ? step : 0.0;
            status = find_level(frame, far, &at);
            if (status == PEEL_OK) *line = at;
            return status;
        }
        search_move(&search, fit.slope_score > 0.0, step);
    }
    return PEEL_ERROR_SEARCH;
}

/* Newton's step is on the logarithm of the deviance, which falls like an exponential where the slope is steep. */
peel_status logistic_separated_limit(const struct logistic_frame *frame, double sign, double z, double *slope) {
    double far = farthest(frame);
    struct logistic_line at = {0.0, 0.0};
    struct search search = search_from(0.0, slope_reach(frame));
    for (int i = 0; i < cap; i++) {
        at.slope = sign * search.at;
        peel_status status = find_level(frame, far, &at);
        if (status != PEEL_OK) return status;
        struct logistic_fit fit = logistic_fit_of(frame, at);
        double excess = log(fit.deviance / z / z);
        double step = excess * fit.deviance / (2.0 * sign * fit.slope_score);
        double rounding = 2e-15 * fabs(search.at) + DBL_MIN;
        if (fabs(excess) <= 1e-15 || fabs(step) <= rounding || search.upper - search.lower <= rounding) {
            *slope = sign * (fabs(step) <= rounding ? search.at + step : search.at);
            return PEEL_OK;
        }
        search_move(&search, excess > 0.0, step);
    }
    return PEEL_ERROR_SEARCH;
}
