/* The XmR chart (Wheeler 1993): limits from how far neighbours differ, the same for every period. */
#include <math.h>

#include "stats/chart/chart.h"
#include "stats/sum.h"

/* The mean of the values that set limits; NaN without any. 10,000 values of 1e300 have a sum still. */
static double mean_of(const struct chart_data *data, const struct chart_segment *segment, struct chart_found *found) {
    struct sum sum = {0.0, 0.0};
    for (size_t i = segment->base_first; i < segment->base_end; i++) {
        if (!chart_counts(data, i)) continue;
        sum_add(&sum, data->value[i]);
        found->set_by++;
    }
    return found->set_by > 0 ? sum_of(sum) / (double)found->set_by : NAN;
}

void xmr_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
               const struct chart_lines *lines, struct chart_found *found) {
    *found = (struct chart_found){0};
    found->centre = mean_of(data, segment, found);
    found->scatter = chart_moving_range(data, segment, data->value, plan->screening, &found->ranges);
    found->notes = chart_alike(data, segment);
    if (found->ranges == 0) found->notes |= PEEL_NOTE_NO_LIMITS;
    double width = plan->sigmas / 3.0 * CHART_XMR * found->scatter;
    chart_even_lines(data, segment, found->centre, width, lines);
}
