/* What a chart that is drawn and judged says: signals, assurance, reach. */
#ifndef STATS_CHART_VERDICT_H
#define STATS_CHART_VERDICT_H

#include "stats/chart/chart.h"

/* PEEL_SIGNAL_... of a point by the rules that flag it, and those of them whose run lies above or rises. */
int32_t chart_signal(const struct chart_plan *plan, uint32_t rules, uint32_t upward);

/* PEEL_ASSURANCE_... of the points from `first` to before `end`. */
int32_t chart_assurance(const struct chart_plan *plan, const struct chart_lines *lines, size_t first, size_t end);

/* The chance that one more period of so many cases is at the target or better; NaN where the question is not asked. */
double chart_reach(const struct chart_plan *plan, struct proportion rate, double size);

#endif
