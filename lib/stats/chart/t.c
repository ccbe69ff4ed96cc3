/*
 * The t chart of the time between two failures: an exponential time to the power 1/3.6 is nearly normal (Nelson 1994, J Qual
 * Technol 26:239-240), so that an XmR chart suits it.
 */
#include <math.h>

#include "stats/chart/chart.h"
#include "stats/sum.h"

static const double power = 3.6;

/* Back on the scale of the values; a limit below 0 keeps its sign, and is cut with all others. */
static double brought_back(double y) {
    const double least = 1e-85; /* pow sets errno where it leaves the range of a double */
    return fabs(y) < least ? 0.0 : copysign(pow(fabs(y), power), y);
}

/* Summed from the first of them, so that equal values have that value as their mean, to the last bit. */
static double mean_of_baseline(const struct chart_data *data, const struct chart_segment *segment, const double *y,
                               size_t *set_by) {
    struct sum sum = {0.0, 0.0};
    double origin = 0.0;
    size_t count = 0;
    for (size_t i = segment->base_first; i < segment->base_end; i++) {
        if (!chart_counts(data, i)) continue;
        if (count == 0) origin = y[i];
        sum_add(&sum, y[i] - origin);
        count++;
    }
    *set_by = count;
    return count > 0 ? origin + sum_of(sum) / (double)count : NAN;
}

void t_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
             const struct chart_lines *lines, struct chart_found *found) {
    double *y = lines->score; /* until a score takes its place */
    for (size_t i = segment->first; i < segment->end; i++)
        y[i] = pow(data->value[i], 1.0 / power);
    *found = (struct chart_found){0};
    double mean = mean_of_baseline(data, segment, y, &found->set_by);
    double range = chart_moving_range(data, segment, y, 0, &found->ranges);
    double half = plan->sigmas / 3.0 * CHART_XMR * range;
    double centre = brought_back(mean);
    double lower = brought_back(mean - half);
    double upper = brought_back(mean + half);
    found->centre = centre;
    found->scatter = range;
    if (found->ranges == 0) found->notes |= PEEL_NOTE_NO_LIMITS;
    if (range == 0.0) found->notes |= PEEL_NOTE_NO_VARIATION;
    for (size_t i = segment->first; i < segment->end; i++) {
        double value = data->value[i];
        int there = value == value;
        lines->value[i] = value;
        lines->centre[i] = there ? centre : NAN;
        lines->lower[i] = there ? lower : NAN;
        lines->upper[i] = there ? upper : NAN;
        lines->other[i] = NAN;
        lines->score[i] = chart_score(y[i], mean, half);
    }
}
