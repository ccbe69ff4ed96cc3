/* Counting the draws that raise a signal. */
#ifndef STATS_CHART_FALSE_ALARM_H
#define STATS_CHART_FALSE_ALARM_H

#include "numeric/draws.h"
#include "stats/chart/chart.h"

/* Puts one series more, drawn, in the place of the one before. */
typedef void alarms_draw(struct draws *draws, const void *series);

/* What false alarms are asked of. */
struct alarms_question {
    const struct chart_plan *plan;
    const struct chart_data *data; /* of the series that is drawn */
    uint32_t chart_notes;          /* of the chart of the caller's series */
    int varies;                    /* whether anything of it would be drawn otherwise than it is */
    alarms_draw *draw;
    const void *series; /* for draw */
    void *rest;         /* of the work memory, for the charts */
};

/* Draws and charts as many series as the plan says, or none where there is a hindrance. by_rule: may be NULL. */
void alarms_answer(const struct alarms_question *question, double *by_rule, peel_false_alarm *answer);

#endif
