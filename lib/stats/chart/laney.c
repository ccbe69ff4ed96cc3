/* The p' chart (Laney 2002): the limits of a p chart, wider or narrower by how far neighbours differ. */
#include <math.h>

#include "stats/chart/chart.h"

void laney_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
                 const struct chart_lines *lines, struct chart_found *found) {
    size_t set_by;
    struct proportion rate = chart_rate(data, segment, &set_by);
    *found = chart_found_of(rate, set_by);
    chart_normal_lines(data, segment, rate, 1.0, lines);
    found->scatter = chart_sigma_z(data, segment, rate, lines->score, 1.0, plan->screening, &found->ranges);
    double factor = plan->floor ? fmax(found->scatter, 1.0) : found->scatter;
    if (found->notes & PEEL_NOTE_NO_VARIATION) factor = 1.0; /* limits without width, as those of p */
    if (factor == 0.0)
        found->notes |= PEEL_NOTE_NO_WIDTH; /* one that is small stays: the floor is the caller's choice */
    if (found->ranges == 0) {
        factor = NAN;
        found->notes |= PEEL_NOTE_NO_LIMITS;
    }
    chart_normal_lines(data, segment, rate, plan->sigmas * factor, lines);
}
