/*
 * Two years of monthly audits. Which month is news, for better or worse, and will the process as it is meet 90%?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc signals.c $(pkg-config --cflags --libs peel) -o signals
 */
#include <peel.h>
#include <stdio.h>
#include <stdlib.h>

/* Met and assessed; nothing was assessed in the tenth month. */
static const int64_t counts[][2] = {{33, 36}, {35, 40}, {38, 41}, {34, 38}, {36, 42}, {37, 40}, {33, 39}, {36, 41},
                                    {34, 37}, {0, 0},   {35, 40}, {22, 38}, {37, 41}, {36, 39}, {33, 38}, {35, 40},
                                    {37, 39}, {39, 41}, {38, 40}, {36, 38}, {41, 42}, {39, 40}, {38, 39}, {40, 42}};
enum { months = sizeof counts / sizeof counts[0] };

static void say_month(size_t i, int32_t signal, const double limits[2], uint32_t bits, const peel_rule *rules,
                      size_t rule_count) {
    printf("month %2zu: %2lld of %2lld, limits %.1f%% to %.1f%%: %s (", i + 1, (long long)counts[i][0],
           (long long)counts[i][1], 100 * limits[0], 100 * limits[1], peel_signal_name(signal));
    const char *before = "";
    for (size_t rule = 0; rule < rule_count; rule++) {
        char text[160];
        if ((bits >> rule & 1) == 0 || peel_rule_text(&rules[rule], text, sizeof text) != PEEL_OK) continue;
        printf("%s%s", before, text);
        before = "; ";
    }
    printf(")\n");
}

int main(void) {
    peel_point points[months];
    double lower[months], upper[months];
    uint32_t bits[months];
    int32_t signal[months];
    const peel_chart_columns columns = {.lower = lower, .upper = upper, .rules = bits, .signal = signal};
    const peel_chart_options options = {
        .size = sizeof options, .rule_set = PEEL_RULES_NHS, .target = 0.9, .has_target = 1, .seed = 7};
    peel_rule rules[PEEL_RULES_MAX];
    size_t rule_count = 0;
    peel_chart_result chart;
    peel_false_alarm alarm;

    for (size_t i = 0; i < months; i++)
        points[i] = (peel_point){(int64_t)i + 1, {counts[i][0], counts[i][1], 0}};
    /* The library never allocates here: it says how much room it needs. */
    size_t size = peel_chart_work_size(months);
    void *work = malloc(size);
    if (!work) return 1;
    peel_status status = peel_rule_set_get(options.rule_set, PEEL_RULES_MAX, rules, &rule_count);
    if (status == PEEL_OK) status = peel_chart(months, points, NULL, &options, work, size, &columns, &chart);
    if (status == PEEL_OK) status = peel_chart_false_alarm(months, points, NULL, &options, work, size, NULL, &alarm);
    free(work);
    if (status != PEEL_OK) {
        fprintf(stderr, "signals: %s\n", peel_status_sentence(status));
        return 1;
    }
    for (size_t i = 0; i < months; i++)
        if (signal[i] != PEEL_SIGNAL_NONE)
            say_month(i, signal[i], (const double[]){lower[i], upper[i]}, bits[i], rules, rule_count);
    printf("around %.1f%%; a target of 90%%: %s, %.0f%% of such months reach it\n", 100 * chart.centre,
           peel_assurance_name(chart.assurance), 100 * chart.reach);
    if (alarm.rate > 0) printf("of steady series like this one about one in %.0f raises a signal\n", 1 / alarm.rate);
    return 0;
}
