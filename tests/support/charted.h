/* One chart with all its columns, asked for in a line, for the tests of charts. */
#ifndef TESTS_SUPPORT_CHARTED_H
#define TESTS_SUPPORT_CHARTED_H

#include <peel.h>

/* The most points of a test's chart. */
enum { CHARTED_MOST = 64 };

struct charted {
    double value[CHARTED_MOST], centre[CHARTED_MOST], lower[CHARTED_MOST], upper[CHARTED_MOST], other[CHARTED_MOST];
    double score[CHARTED_MOST];
    uint32_t rules[CHARTED_MOST], upward[CHARTED_MOST], runs[CHARTED_MOST], complete[CHARTED_MOST];
    int32_t signal[CHARTED_MOST], segment[CHARTED_MOST];
    uint32_t notes[CHARTED_MOST];
    peel_chart_result result;
};

/* Up to CHARTED_MOST points, or values of periods 1, 2, 3; the test fails where there is no answer. Their size is set. */
struct charted chart_of(size_t n, const peel_point *points, const uint32_t *marks, peel_chart_options options);
struct charted chart_of_values(size_t n, const double *value, peel_chart_options options);

/*
 * Twelve usual months, of 30 cases each, of which 324 of 360 met, a rate of 0.9; and after them `more` of 30 with so many
 * met. points: room for 12 + more. Returns: how many those are.
 */
size_t chart_months(peel_point *points, size_t more, const int64_t *met);

/* How many met in the usual months. */
extern const int64_t chart_usual[12];

/* Whether two numbers differ by no more than a few units of the last place. */
int chart_near(double a, double b);

#endif
