/* Which rules cannot make a signal of a segment: most of them, of most segments. */
#ifndef STATS_CHART_RULE_QUIET_H
#define STATS_CHART_RULE_QUIET_H

#include "stats/chart/rules.h"

/*
 * Bit i: rule i makes no signal of these points, for certain. A word holds 64 points, a bit each: of longer segments, and of
 * those with points without a value, nothing is said.
 */
uint32_t rule_quiet(size_t rule_count, const peel_rule *rules, const struct rule_points *points);

#endif
