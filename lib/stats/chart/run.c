/* The run chart: the median and nothing else, for rules that count runs and crossings of it. */
#include <math.h>

#include "stats/chart/chart.h"

void run_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
               const struct chart_lines *lines, struct chart_found *found) {
    (void)plan;
    *found = (struct chart_found){.scatter = NAN};
    double *room = lines->score + segment->first; /* written over below */
    found->centre = chart_median(data, segment, data->value, room, &found->set_by);
    found->notes = chart_alike(data, segment);
    chart_even_lines(data, segment, found->centre, NAN, lines);
}
