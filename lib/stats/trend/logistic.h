/* The likelihood of a logistic line through the rates of a series. */
#ifndef STATS_TREND_LOGISTIC_H
#define STATS_TREND_LOGISTIC_H

#include "stats/trend/test.h"

/*
 * From where a line is measured: its log odds at `centre` are those of the reference plus its level. Scores are then
 * differences from the reference's rate, which keep their digits at any number of cases.
 */
struct logistic_frame {
    const struct trend_series *series;
    peel_sample reference; /* some met, some not */
    int64_t origin;        /* the first period with cases */
    double centre;         /* in periods from the origin */
};

/* exp within the range of a double, beyond which exp would set errno: 0 below, infinity above. */
double logistic_odds(double log_odds);

struct logistic_line {
    double level;
    double slope; /* log odds a period */
};

struct logistic_fit {
    double level_score; /* the derivative of the log-likelihood by the level */
    double rounding;    /* how much of it may be rounding */
    double slope_score; /* that by the slope, the level following the slope */
    double weight;      /* sum of n rate (1 - rate): the information on the level */
    double spread;      /* the same times squared distances from their mean: the information on the slope */
    double chi_squared; /* Pearson's */
    double deviance; /* of a series where all periods but the reference have one outcome: twice the log of the ratio of
                           the largest likelihood to this one */
};
struct logistic_fit logistic_fit_of(const struct logistic_frame *frame, struct logistic_line line);

/* The line with the largest likelihood, for series that are not separated. Statuses: PEEL_ERROR_SEARCH. */
peel_status logistic_line_of(const struct logistic_frame *frame, struct logistic_line *line);

/*
 * The slope below the infinite one of a separated series that rises (sign 1), or above that of one that falls (-1), whose
 * deviance is z^2. Statuses: PEEL_ERROR_SEARCH.
 */
peel_status logistic_separated_limit(const struct logistic_frame *frame, double sign, double z, double *slope);

#endif
