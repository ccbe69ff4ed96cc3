/*
 * What the columns of a chart tell besides: what is too little for a verdict, limits as they are shown, the sums of a cusum.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <string.h>

/*
 * One point is no series; of two each lies as far from what lies between them, so that they would signal one another. A
 * cusum has its steady rate from elsewhere, and of two can tell.
 */
int chart_few(const struct charted *charted) {
    return charted->result.points < (charted->options.kind == PEEL_CHART_CUSUM ? 2 : 3);
}

int chart_flat(const struct charted *charted) {
    double first = NAN;
    for (size_t i = 0; i < charted->count; i++) {
        double value = chart_of_values(charted) ? charted->values[i] : charted->points[i]->value;
        if (isnan(value)) continue;
        if (isnan(first)) first = value;
        if (value != first) return 0;
    }
    return 1;
}

int chart_withheld(const struct charted *charted) {
    return (charted->result.notes & PEEL_NOTE_DIP) != 0;
}

int chart_in_rates(const struct charted *charted) {
    return !chart_has_gaps(charted->options.kind) && charted->options.kind != PEEL_CHART_CUSUM;
}

/* Limits of figures without counts know nothing of the ends of the scale. */
double chart_limit(const struct charted *charted, double limit) {
    if (!chart_in_rates(charted) || isnan(limit)) return limit;
    return fmin(fmax(limit, 0), 1);
}

int chart_limits_cut(const struct charted *charted) {
    if (charted->options.kind != PEEL_CHART_XMR || chart_withheld(charted)) return 0;
    for (size_t i = 0; i < charted->count; i++)
        if (charted->columns.lower[i] < 0 || charted->columns.upper[i] > 1) return 1;
    return 0;
}

int chart_no_width(const struct charted *charted, size_t index) {
    double lower = charted->columns.lower[index], upper = charted->columns.upper[index];
    return charted->options.kind != PEEL_CHART_CUSUM && !isnan(lower) && !(upper > lower);
}

double chart_threshold(const struct charted *charted) {
    const peel_chart_options *options = &charted->options;
    for (size_t i = 0; i < charted->count; i++)
        if (!isnan(charted->columns.upper[i])) return charted->columns.upper[i];
    return options->threshold > 0 ? options->threshold : options->one_sided ? log(370) : log(740);
}

double chart_sought(const struct charted *charted, int upward) {
    double accept = charted->options.accept, reject = charted->options.reject;
    if (upward == (reject > accept)) return reject;
    double odds = accept / (1 - accept);
    odds *= odds * (1 - reject) / reject;
    return odds / (1 + odds);
}

double chart_evidence(const struct charted *charted, size_t index, int upward) {
    return upward ? charted->columns.value[index] : -charted->columns.other[index];
}

int chart_looks(const struct charted *charted, int upward) {
    return !charted->options.one_sided || upward == (charted->options.reject > charted->options.accept);
}

/* The sum of a cusum stays beyond its threshold long after the rate has recovered. */
size_t chart_shrinking(const struct charted *charted) {
    size_t last = charted->result.last, points = 0;
    if (charted->options.kind != PEEL_CHART_CUSUM || charted->columns.signal[last] == PEEL_SIGNAL_NONE) return 0;
    int upward = charted->columns.score[last] > 0;
    double after = chart_evidence(charted, last, upward);
    for (size_t i = last; i > 0 && charted->columns.segment[i - 1] == charted->columns.segment[last]; i--) {
        double sum = chart_evidence(charted, i - 1, upward);
        if (isnan(charted->points[i - 1]->value) || (charted->marks[i - 1] & PEEL_MARK_EXCLUDED) != 0) continue;
        if (!(sum > after)) break;
        after = sum;
        points++;
    }
    return points;
}

/*
 * The rules of Anhoej see nothing where all points lie on one side of the median; nor where fewer than 10 set it: half of
 * them lie on either side, so that a run has at most 4 points and one crossing suffices.
 */
int chart_blind(const struct charted *charted) {
    const peel_chart_options *options = &charted->options;
    const peel_runs *runs = &charted->result.runs; /* of the last segment */
    int own = 1;
    if (options->kind != PEEL_CHART_RUN || charted->result.points == 0) return 0;
    for (size_t i = 0; i < charted->rule_count; i++)
        if (charted->rules[i].counts != PEEL_RULE_LONGEST_RUN && charted->rules[i].counts != PEEL_RULE_CROSSINGS)
            return 0;
    for (size_t i = 0; i < charted->count; i++) {
        if (charted->columns.segment[i] != charted->columns.segment[charted->result.last]) continue;
        int based = i >= options->baseline_first && i < options->baseline_end;
        own = own && !based && (charted->marks[i] & PEEL_MARK_EXCLUDED) == 0;
    }
    return runs->crossings == 0 || (own && runs->useful < 10);
}

int chart_begun_lately(const struct charted *charted) {
    size_t points = 0;
    if (charted->result.segments < 2) return 0;
    for (size_t i = 0; i < charted->count; i++)
        points += charted->columns.segment[i] == charted->columns.segment[charted->result.last] &&
                  !isnan(chart_of_values(charted) ? charted->values[i] : charted->points[i]->value);
    return points < 3;
}

int chart_apart(const struct charted *charted, double value, double limit, int decimals) {
    char one[number_size], other[number_size];
    if (isnan(value) || isnan(limit) || value == limit || !chart_in_rates(charted)) return decimals;
    for (int more = decimals; more <= 12; more++) {
        chart_value(charted, one, value, more);
        chart_value(charted, other, limit, more);
        if (strcmp(one, other) != 0) return more;
    }
    return decimals;
}

int32_t chart_verdict(const struct charted *charted) {
    const peel_chart_result *result = &charted->result;
    if (result->points == 0 || chart_few(charted) || chart_no_width(charted, result->last)) return PEEL_SIGNAL_NONE;
    return result->variation;
}
