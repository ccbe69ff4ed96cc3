/*
 * The g chart of the cases met between two failures (Benneyan 2001, Health Care Manag Sci 4:305-318): geometric from 0, whose
 * variance is mean (mean + 1). The centre is the median: 63% of a geometric distribution lie below its mean, so that runs
 * below it are no news.
 */
#include <math.h>

#include "stats/chart/chart.h"
#include "stats/sum.h"

static double mean_of_baseline(const struct chart_data *data, const struct chart_segment *segment) {
    struct sum sum = {0.0, 0.0};
    size_t count = 0;
    for (size_t i = segment->base_first; i < segment->base_end; i++) {
        if (!chart_counts(data, i)) continue;
        sum_add(&sum, data->value[i]);
        count++;
    }
    return count > 0 ? sum_of(sum) / (double)count : NAN;
}

/* At few sigmas the median may lie beyond a limit about the mean: the limit then stands on it. */
void g_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
             const struct chart_lines *lines, struct chart_found *found) {
    size_t set_by;
    double mean = mean_of_baseline(data, segment);
    double centre = chart_median(data, segment, data->value, lines->score + segment->first, &set_by);
    double half = plan->sigmas * sqrt(mean * (mean + 1.0));
    double lower = fmin(mean - half, centre);
    double upper = fmax(mean + half, centre);
    *found = (struct chart_found){.centre = centre, .scatter = NAN, .set_by = set_by};
    if (set_by == 0) found->notes |= PEEL_NOTE_NO_LIMITS;
    if (mean == 0.0) found->notes |= PEEL_NOTE_NO_VARIATION;
    for (size_t i = segment->first; i < segment->end; i++) {
        double value = data->value[i];
        int there = value == value;
        lines->value[i] = value;
        lines->centre[i] = there ? centre : NAN;
        lines->lower[i] = there ? lower : NAN;
        lines->upper[i] = there ? upper : NAN;
        lines->other[i] = NAN;
        lines->score[i] = chart_score(value, centre, value < centre ? centre - lower : upper - centre);
    }
}
