/*
 * The t chart of the time between two failures: an exponential time to the power 1/3.6 is nearly normal (Nelson 1994, J Qual
 * Technol 26:239-240), so that an XmR chart suits it.
 */
#include <math.h>

#include "stats/chart/chart.h"
#include "stats/chart/mean.h"

static const double power = 3.6;

/* Back on the scale of the values; a limit below 0 keeps its sign, and is cut with all others. */
static double brought_back(double y) {
    const double least = 1e-85; /* pow sets errno where it leaves the range of a double */
    return fabs(y) < least ? 0.0 : copysign(pow(fabs(y), power), y);
}

/* Where all values that set limits are equal they are the centre themselves, which the way to the power and back would miss. */
void t_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
             const struct chart_lines *lines, struct chart_found *found) {
    double *y = lines->score; /* until a score takes its place */
    for (size_t i = segment->first; i < segment->end; i++)
        y[i] = pow(data->value[i], 1.0 / power);
    *found = (struct chart_found){.notes = chart_alike(data, segment)};
    double plain_mean = chart_mean(data, segment, data->value, &found->set_by);
    double mean = chart_mean(data, segment, y, &found->set_by);
    int varies = !(found->notes & PEEL_NOTE_NO_VARIATION);
    found->scatter = chart_moving_range(data, segment, y, 0, &found->ranges);
    if (found->ranges == 0) found->notes |= PEEL_NOTE_NO_LIMITS;
    if (found->scatter == 0.0 && varies) found->notes |= PEEL_NOTE_NO_WIDTH;
    double half = plan->sigmas / 3.0 * CHART_XMR * found->scatter;
    found->centre = varies ? brought_back(mean) : plain_mean;
    double lower = varies ? brought_back(mean - half) : plain_mean - half; /* half is 0 then, or NaN */
    double upper = varies ? brought_back(mean + half) : plain_mean + half;
    chart_even_lines(data, segment, found->centre, lower, upper, lines);
    for (size_t i = segment->first; i < segment->end; i++)
        y[i] = chart_score(y[i], mean, half);
}
