/* The run chart: the median and nothing else, for rules that count runs and crossings of it. */
#include <math.h>

#include "base/rule_number.h"
#include "stats/chart/chart.h"

/*
 * TIED where two points or more, and more than a quarter, lie on the median: the others are then no longer as likely above it as
 * below, on which the rules count.
 */
static uint32_t tied(const struct chart_data *data, const struct chart_segment *segment, double median) {
    size_t points = 0, ties = 0;
    for (size_t i = segment->first; i < segment->end; i++) {
        double value = data->value[i];
        points += value == value;
        ties += fabs(value - median) <= RULE_TOLERANCE * fmax(fabs(value), fabs(median));
    }
    return ties > 1 && 4 * ties > points ? PEEL_NOTE_TIED : 0;
}

void run_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
               const struct chart_lines *lines, struct chart_found *found) {
    (void)plan;
    *found = (struct chart_found){.scatter = NAN};
    double *room = lines->score + segment->first; /* written over below */
    found->centre = chart_median(data, segment, data->value, room, &found->set_by);
    found->notes = chart_alike(data, segment) | tied(data, segment, found->centre);
    chart_even_lines(data, segment, found->centre, NAN, NAN, lines);
    for (size_t i = segment->first; i < segment->end; i++)
        lines->score[i] = NAN;
}
