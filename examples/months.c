/*
 * A year of monthly audits, with August left out. Does the rate rise or fall, and since when?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc months.c $(pkg-config --cflags --libs peel) -o months
 */
#include <peel.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const months[] = {"2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06",
                                     "2024-07", "2024-09", "2024-10", "2024-11", "2024-12"};
static const int64_t counts[][2] = {{37, 40}, {36, 38}, {39, 42}, {35, 37}, {38, 41}, {33, 40},
                                    {31, 39}, {34, 43}, {29, 38}, {32, 41}, {30, 40}};
enum { month_count = sizeof months / sizeof months[0] };

static int fill(peel_point points[month_count]) {
    for (size_t i = 0; i < month_count; i++) {
        int32_t unit;
        peel_error error;
        if (peel_period_parse(months[i], &unit, &points[i].period, &error) != PEEL_OK) {
            fprintf(stderr, "months: %s\n", error.message);
            return 1;
        }
        points[i].sample = (peel_sample){counts[i][0], counts[i][1], 0};
    }
    return 0;
}

static void say_trend(const peel_trend_result *trend) {
    printf("verdict: %s (p = %.2g)\n", peel_verdict_name(trend->verdict), trend->test.p_value);
    printf("a year: %+.1f percentage points, %+.1f to %+.1f\n", 100 * trend->slope_a_year,
           100 * trend->slope_a_year_lower, 100 * trend->slope_a_year_upper);
    printf("this series would have shown a slope of %.1f points a month, four times in five\n",
           100 * trend->detectable);
}

int main(void) {
    peel_point points[month_count];
    peel_trend_result trend;
    peel_change_point change;
    const peel_trend_options options = {.size = sizeof options, .unit = PEEL_UNIT_MONTH};

    if (fill(points) != 0) return 1;
    /* The library never allocates here: it says how much room it needs. */
    size_t size = peel_trend_work_size(month_count, points);
    void *work = malloc(size);
    if (!work) return 1;
    peel_status status = peel_trend(month_count, points, &options, work, size, &trend);
    if (status == PEEL_OK) {
        say_trend(&trend);
        status = peel_trend_change(month_count, points, &options, work, size, &change);
    }
    if (status == PEEL_OK)
        printf("if all at once: in %s (from %s to %s), from %.1f%% to %.1f%% (p = %.2g)\n", months[change.place],
               months[change.lower], months[change.upper], 100 * change.before.estimate, 100 * change.after.estimate,
               change.test.p_value);
    else
        fprintf(stderr, "months: %s\n", peel_status_sentence(status));
    free(work);
    return status != PEEL_OK;
}
