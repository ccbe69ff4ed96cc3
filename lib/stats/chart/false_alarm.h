/* Counting the draws that raise a signal. */
#ifndef STATS_CHART_FALSE_ALARM_H
#define STATS_CHART_FALSE_ALARM_H

#include "stats/chart/chart.h"

/* How many of the draws so far raised a signal, by any rule and by each. */
struct alarms {
    int64_t any;
    int64_t by_rule[PEEL_RULES_MAX];
};

/* One draw more, whose chart raised signals by these rules, as bits. */
void alarms_add(struct alarms *alarms, uint32_t rules);

/* Why nothing is to be drawn: the first of DIP, NOTHING_ASSESSED and NO_VARIATION; 0 where there is something. */
uint32_t alarms_hindrance(uint32_t chart_notes, int varies);

/*
 * Writes the answer, after plan->draws of them, or of none where there is a hindrance. chart_notes: of the chart of the series itself.
 * by_rule: may be NULL.
 */
void alarms_write(const struct chart_plan *plan, const struct alarms *alarms, uint32_t hindrance, uint32_t chart_notes,
                  double *by_rule, peel_false_alarm *answer);

#endif
