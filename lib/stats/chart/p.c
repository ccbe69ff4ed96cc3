/* The p chart (Shewhart 1931): limits that the cases of each period allow. */
#include "stats/chart/chart.h"

void p_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
             const struct chart_lines *lines, struct chart_found *found) {
    size_t set_by;
    struct proportion rate = chart_rate(data, segment, &set_by);
    *found = chart_found_of(rate, set_by);
    chart_normal_lines(data, segment, rate, plan->sigmas, lines);
    chart_scatter(data, segment, rate, lines->score, plan->sigmas, found);
}
