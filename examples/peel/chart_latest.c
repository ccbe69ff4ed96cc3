/*
 * What a chart says of its latest point, and of what came after it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdio.h>

/* Of an ewma the average is judged, not the latest rate. */
static void say_average(const struct charted *charted, int decimals) {
    const peel_chart_result *result = &charted->result;
    double average = charted->columns.value[result->last], low = chart_limit(charted, result->lower);
    double high = chart_limit(charted, result->upper);
    char text[words_size], value[number_size], lower[number_size], upper[number_size], centre[number_size];
    chart_sample_text(charted, result->last, decimals, text);
    chart_value(charted, centre, result->centre, decimals);
    decimals = chart_apart(charted, average, high, chart_apart(charted, average, low, decimals));
    chart_value(charted, value, average, decimals);
    chart_value(charted, lower, low, decimals);
    chart_value(charted, upper, high, decimals);
    printf("  The latest, %s; the average is %s, %s its limits of %s and %s, %s; the centre is %s\n", text, value,
           average < low    ? "below"
           : average > high ? "above"
                            : "within",
           lower, upper,
           chart_withheld(charted) ? "no verdict" : chart_signal_words(charted->columns.signal[result->last]), centre);
}

/* "  The latest, December 2024: 95.1% (39 of 41), no signal; the limits are 76.1% and 100.0%, the centre 90.1%" */
void say_latest(const struct charted *charted, int decimals) {
    const peel_chart_result *result = &charted->result;
    int32_t kind = charted->options.kind;
    char text[words_size], lower[number_size], upper[number_size], centre[number_size];
    int bare = kind == PEEL_CHART_CUSUM || chart_no_width(charted, result->last) || isnan(result->lower);
    if (kind == PEEL_CHART_EWMA && !bare) {
        say_average(charted, decimals);
        return;
    }
    if (!bare) {
        double value = charted->columns.value[result->last];
        int other = chart_apart(charted, value, chart_limit(charted, result->lower), decimals);
        decimals = chart_apart(charted, value, chart_limit(charted, result->upper), other);
    }
    chart_sample_text(charted, result->last, decimals, text);
    printf("  The latest, %s, %s", text,
           chart_withheld(charted) || chart_no_width(charted, result->last) ||
                   (chart_blind(charted) && charted->result.rules == 0)
               ? "no verdict"
               : chart_signal_words(charted->columns.signal[result->last]));
    chart_value(charted, centre, result->centre, decimals);
    if (kind == PEEL_CHART_RUN && !isnan(result->centre)) {
        printf("; the median is %s", centre);
    } else if (!bare) {
        chart_value(charted, lower, chart_limit(charted, result->lower), decimals);
        chart_value(charted, upper, chart_limit(charted, result->upper), decimals);
        printf("; the limits are %s and %s, the centre %s", lower, upper, centre);
    }
    putchar('\n');
}

/* A sum goes down but slowly once the rate has recovered. */
void say_shrinking(const struct charted *charted) {
    size_t points = chart_shrinking(charted);
    if (points < 2) return;
    printf("  That evidence has been shrinking for %zu %s, though it is above its threshold still: if the rate has "
           "recovered, --rebase at the %s in which it did begins anew\n",
           points, chart_unit(charted, points), chart_unit(charted, 1));
}

/* The time since the last failure is no point before the next one. */
void say_waiting(const struct charted *charted) {
    const struct point *from = charted->failed_last, *to = charted->seen_last;
    if (!to) return;
    long long time = (long long)(to->period - from->period);
    const char *unit = charted->series->unit == PEEL_UNIT_NONE ? "period" : peel_unit_name(charted->series->unit);
    printf("  No failure since %s, %lld %s%s until the last row with cases: no point yet\n", from->name, time, unit,
           time == 1 ? "" : "s");
}
