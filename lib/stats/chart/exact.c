/*
 * The p chart with limits by the quantiles of the binomial distribution. Of 30 cases at a rate of 0.9 the normal limits of 3
 * sigmas leave 0.78% below them, where they promise 0.13%; the exact ones leave 0.05%.
 */
#include <math.h>

#include "numeric/binomial_quantile.h"
#include "stats/chart/chart.h"

/* The limits of so many cases, as counts: beyond are fewer than low and more than high. */
struct counts {
    double n;
    double low;
    double high;
};

static struct counts limits(double n, struct proportion rate, struct normal_tail tail) {
    double low = binomial_quantile(n, rate, tail);
    return (struct counts){n, low, n - binomial_quantile(n, proportion_flipped(rate), tail)};
}

/*
 * The point's own tail on the normal scale. At the limit itself the counts decide: the score stays on their side of 1, by
 * more than the tolerance of the rules.
 */
static double score(double k, double value, struct counts at, struct proportion rate, double sigmas) {
    const double beyond = 1.0 + 1e-11;
    if (value == rate.x) return 0.0;
    int up = value > rate.x;
    double z =
        up ? binomial_normal_score(k, at.n, rate) : binomial_normal_score(at.n - k, at.n, proportion_flipped(rate));
    int out = up ? k > at.high : k < at.low;
    double size = out ? fmax(z / sigmas, beyond) : fmin(z / sigmas, 1.0);
    return up ? size : 0.0 - size;
}

/*
 * Neighbouring periods often have as many cases: limits are those of the period before then, which takes a series of 36 from
 * 15 us to 6.
 */
void exact_chart(const struct chart_plan *plan, const struct chart_data *data, const struct chart_segment *segment,
                 const struct chart_lines *lines, struct chart_found *found) {
    size_t set_by;
    struct proportion rate = chart_rate(data, segment, &set_by);
    *found = chart_found_of(rate, set_by);
    chart_normal_lines(data, segment, rate, 1.0, lines);
    chart_scatter(data, segment, rate, lines->score, 1.0, found);
    if (!(rate.x > 0.0 && rate.y > 0.0)) return; /* without a rate, or all on it: as the normal lines are */
    struct counts at = {0.0, 0.0, 0.0};
    for (size_t i = segment->first; i < segment->end; i++) {
        double n = data->size[i];
        if (!(n > 0.0)) continue;
        if (n != at.n) at = limits(n, rate, plan->tail);
        lines->lower[i] = fmin(at.low / n, rate.x);
        lines->upper[i] = fmax(at.high / n, rate.x);
        lines->score[i] = score(data->met[i], data->value[i], at, rate, plan->sigmas);
    }
}
