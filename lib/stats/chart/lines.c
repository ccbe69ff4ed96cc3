/* What several kinds of chart draw alike: lines about a rate, moving ranges, medians. */
#include <math.h>

#include "numeric/elementary.h"
#include "numeric/median.h"
#include "stats/chart/chart.h"
#include "stats/sum.h"

/* Whether the moving range that ends at point i counts: its two points are neighbours in the baseline, and set limits. */
static int has_range(const struct chart_data *data, size_t i) {
    return chart_counts(data, i) && chart_counts(data, i - 1);
}

/* The mean of the moving ranges below `limit`; NaN without any. count: how many there are. */
static double mean_range(const struct chart_data *data, const struct chart_segment *segment, const double *x,
                         double limit, size_t *count) {
    struct sum sum = {0.0, 0.0};
    size_t found = 0;
    for (size_t i = segment->base_first + 1; i < segment->base_end; i++) {
        if (!has_range(data, i)) continue;
        double range = fabs(x[i] - x[i - 1]);
        if (!(range < limit)) continue;
        sum_add(&sum, range);
        found++;
    }
    *count = found;
    return found > 0 ? sum_of(sum) / (double)found : NAN;
}

double chart_moving_range(const struct chart_data *data, const struct chart_segment *segment, const double *x,
                          int screening, size_t *ranges) {
    size_t kept;
    double mean = mean_range(data, segment, x, INFINITY, ranges);
    if (!screening || !(mean > 0.0)) return mean;
    return mean_range(data, segment, x, CHART_SCREEN * mean, &kept);
}

double chart_median(const struct chart_data *data, const struct chart_segment *segment, const double *x, double *room,
                    size_t *count) {
    size_t found = 0;
    for (size_t i = segment->base_first; i < segment->base_end; i++)
        if (chart_counts(data, i)) room[found++] = x[i];
    *count = found;
    return found > 0 ? median_of((int64_t)found, room) : NAN;
}

/* All cases of the points that set limits: exact, for together they are at most 2^53. Returns: how many points those are. */
static size_t add_up(const struct chart_data *data, const struct chart_segment *segment, double *met, double *size) {
    double all_met = 0.0, all = 0.0;
    size_t count = 0;
    for (size_t i = segment->base_first; i < segment->base_end; i++) {
        if (!chart_counts(data, i)) continue;
        all_met += data->met[i];
        all += data->size[i];
        count++;
    }
    *met = all_met;
    *size = all;
    return count;
}

struct proportion chart_rate(const struct chart_data *data, const struct chart_segment *segment, size_t *set_by) {
    double met, size;
    *set_by = add_up(data, segment, &met, &size);
    if (*set_by == 0) return (struct proportion){NAN, NAN};
    return (struct proportion){met / size, (size - met) / size};
}

struct chart_found chart_found_of(struct proportion rate, size_t set_by) {
    struct chart_found found = {.centre = rate.x, .scatter = NAN, .set_by = set_by};
    if (set_by == 0) found.notes |= PEEL_NOTE_NO_LIMITS;
    if (rate.x == 0.0 || rate.y == 0.0) found.notes |= PEEL_NOTE_NO_VARIATION;
    return found;
}

/* k / n - K / N of a point and of all cases, in so many standard errors: their difference as whole numbers. */
static void score_by_counts(const struct chart_data *data, const struct chart_segment *segment, double variance,
                            double width, double *score) {
    double met, size;
    add_up(data, segment, &met, &size);
    for (size_t i = segment->first; i < segment->end; i++) {
        if (!(data->size[i] > 0.0)) continue;
        double more = difference_of_products(data->met[i], size, met, data->size[i]);
        double half = width * sqrt(variance / data->size[i]);
        score[i] = chart_score(more / size, 0.0, data->size[i] * half);
    }
}

/*
 * value - centre loses digits where the rate is many standard errors: of 1e12 cases with a rate of 1 - 1e-9 a z kept 7 of
 * them. In audits it is not, and the branch never taken.
 */
void chart_normal_lines(const struct chart_data *data, const struct chart_segment *segment, struct proportion rate,
                        double width, const struct chart_lines *lines) {
    const double most = 64.0;
    double variance = rate.x * rate.y;
    int close = 0;
    for (size_t i = segment->first; i < segment->end; i++) {
        double value = data->value[i];
        int has_cases = data->size[i] > 0.0;
        double sigma = has_cases ? sqrt(variance / data->size[i]) : NAN;
        double half = width * sigma;
        lines->value[i] = value;
        lines->centre[i] = has_cases ? rate.x : NAN;
        lines->lower[i] = rate.x - half;
        lines->upper[i] = rate.x + half;
        lines->other[i] = NAN;
        lines->score[i] = chart_score(value, rate.x, half);
        close |= most * sigma < rate.x;
    }
    if (close && variance > 0.0) score_by_counts(data, segment, variance, width, lines->score);
}

double chart_sigma_z(const struct chart_data *data, const struct chart_segment *segment, struct proportion rate,
                     const double *z, double unit, int screening, size_t *ranges) {
    double mean = chart_moving_range(data, segment, z, screening, ranges);
    return rate.x > 0.0 && rate.y > 0.0 ? mean * unit / CHART_D2 : NAN;
}

/*
 * Neighbours differ more than chance lets them once in 20, in large samples, where sigma_z is above `most`: its variance is
 * 0.826 over the ranges. With few cases chance lets them hardly ever: of 24 months at 94% in 0.6% of series with 10 cases a
 * month. One month far off makes two wide ranges, and would do it in 97 of 100 series of 12 months: so the ranges that are
 * screened out count for nothing here.
 */
void chart_scatter(const struct chart_data *data, const struct chart_segment *segment, struct proportion rate,
                   const double *z, double unit, struct chart_found *found) {
    size_t ranges;
    found->scatter = chart_sigma_z(data, segment, rate, z, unit, 0, &found->ranges);
    double most = 1.0 + 1.645 * sqrt(0.826 / (double)found->ranges);
    if (found->ranges > 0 && found->scatter > most && chart_sigma_z(data, segment, rate, z, unit, 1, &ranges) > most)
        found->notes |= PEEL_NOTE_OVERDISPERSED;
}

void chart_even_lines(const struct chart_data *data, const struct chart_segment *segment, double centre, double lower,
                      double upper, const struct chart_lines *lines) {
    for (size_t i = segment->first; i < segment->end; i++) {
        double value = data->value[i];
        int is_there = value == value;
        lines->value[i] = value;
        lines->centre[i] = is_there ? centre : NAN;
        lines->lower[i] = is_there ? lower : NAN;
        lines->upper[i] = is_there ? upper : NAN;
        lines->other[i] = NAN;
    }
}

uint32_t chart_alike(const struct chart_data *data, const struct chart_segment *segment) {
    size_t set_by = 0, first = 0;
    double size = 0.0;
    int equal = 1, unequal_sizes = 0;
    for (size_t i = segment->base_first; i < segment->base_end; i++) {
        if (!chart_counts(data, i)) continue;
        if (set_by++ == 0) first = i;
        equal = equal && data->value[i] == data->value[first];
    }
    for (size_t i = segment->first; i < segment->end && data->size; i++) {
        if (size == 0.0) size = data->size[i];
        unequal_sizes |= data->size[i] > 0.0 && data->size[i] != size;
    }
    return (set_by > 0 && equal ? PEEL_NOTE_NO_VARIATION : 0U) | (unequal_sizes ? PEEL_NOTE_UNEQUAL_SIZES : 0U) |
           (set_by == 0 ? PEEL_NOTE_NO_LIMITS : 0U);
}
