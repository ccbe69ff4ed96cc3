/* The XmR chart (Wheeler 1993): limits from how far neighbours differ, the same for every period. */
#include <math.h>

#include "stats/chart/chart.h"
#include "stats/chart/mean.h"

void xmr_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
               const struct chart_lines *lines, struct chart_found *found) {
    *found = (struct chart_found){0};
    found->centre = chart_mean(data, segment, data->value, &found->set_by);
    found->scatter = chart_moving_range(data, segment, data->value, plan->screening, &found->ranges);
    found->notes = chart_alike(data, segment);
    if (found->ranges == 0) found->notes |= PEEL_NOTE_NO_LIMITS;
    if (found->scatter == 0.0 && !(found->notes & PEEL_NOTE_NO_VARIATION)) found->notes |= PEEL_NOTE_NO_WIDTH;
    double centre = found->centre;
    double width = plan->sigmas / 3.0 * CHART_XMR * found->scatter;
    chart_even_lines(data, segment, centre, centre - width, centre + width, lines);
    for (size_t i = segment->first; i < segment->end; i++)
        lines->score[i] = chart_score(data->value[i], centre, width);
}
