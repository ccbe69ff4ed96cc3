/*
 * The g chart of the cases met between two failures (Benneyan 2001, Health Care Manag Sci 4:305-318): geometric from 0, whose
 * variance is mean (mean + 1). The centre is the median: 63% of a geometric distribution lie below its mean, so that runs
 * below it are no news.
 */
#include <math.h>

#include "stats/chart/chart.h"
#include "stats/chart/mean.h"

/* Below 1 sigma the median may lie beyond a limit about the mean: the limit then stands on it. */
void g_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
             const struct chart_lines *lines, struct chart_found *found) {
    *found = (struct chart_found){.scatter = NAN};
    double mean = chart_mean(data, segment, data->value, &found->set_by);
    double centre = chart_median(data, segment, data->value, lines->score + segment->first, &found->set_by);
    double half = plan->sigmas * sqrt(mean * (mean + 1.0));
    double lower = fmin(mean - half, centre);
    double upper = fmax(mean + half, centre);
    found->centre = centre;
    if (found->set_by == 0) found->notes |= PEEL_NOTE_NO_LIMITS;
    if (mean == 0.0) found->notes |= PEEL_NOTE_NO_VARIATION;
    chart_even_lines(data, segment, centre, lower, upper, lines);
    for (size_t i = segment->first; i < segment->end; i++) {
        double value = data->value[i];
        lines->score[i] = chart_score(value, centre, value < centre ? centre - lower : upper - centre);
    }
}
