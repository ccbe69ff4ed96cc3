/*
 * An average in which older periods fade (Roberts 1959, Technometrics 1:239-250), with its exact variance from the first
 * period on and for unequal sizes: that of weight v_t + (1 - weight) a_(t-1) is
 * V_t = weight^2 / n_t + (1 - weight)^2 V_(t-1), times c (1 - c).
 */
#include <math.h>

#include "stats/chart/chart.h"

/*
 * The average is carried as its distance from the centre, so that a score near 0 keeps its digits. Without a centre it has
 * nowhere to begin: the rates themselves stay, without limits.
 */
void ewma_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
                const struct chart_lines *lines, struct chart_found *found) {
    size_t set_by;
    struct proportion rate = chart_rate(data, segment, &set_by);
    *found = chart_found_of(rate, set_by);
    chart_normal_lines(data, segment, rate, 1.0, lines);
    chart_scatter(data, segment, rate, lines->score, 1.0, found);
    double weight = plan->weight;
    double kept = 1.0 - weight;
    double distance = 0.0;
    double variance = 0.0;
    if (isnan(rate.x)) return;
    for (size_t i = segment->first; i < segment->end; i++) {
        double n = data->size[i];
        if (!(n > 0.0)) continue;
        if (chart_counts(data, i)) {
            distance = kept * distance + weight * (data->value[i] - rate.x);
            variance = kept * kept * variance + weight * weight / n;
        }
        double half = plan->sigmas * sqrt(rate.x * rate.y * variance);
        lines->value[i] = rate.x + distance;
        lines->lower[i] = rate.x - half;
        lines->upper[i] = rate.x + half;
        lines->score[i] = chart_score(distance, 0.0, half);
    }
}
