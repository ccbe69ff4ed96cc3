/*
 * What the files of peel trend share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TREND_H
#define TREND_H

#include "program.h"
#include "series.h"
#include "verdict.h"

/* Up to so many series have the library's number of draws: 10,000 series of 36 months would take 7 minutes with 9,999. */
enum { many_series = 100, draws_of_many = 999 };

struct trend_request {
    struct settings settings;
    struct report *report;
    peel_trend_options options; /* but for the method and the unit, which is each series' own */
    int32_t unit;               /* as typed */
    int32_t method;             /* a further test, as typed; 0: none */
    int by;
    int unit_typed;
};

/* A series with what it tells. Of one without counts there is Mann-Kendall alone. */
struct told {
    const struct series *series;
    peel_trend_result trend;
    peel_mann_kendall order; /* of the rates; its test.method is 0 where it was not asked */
    peel_logistic logistic;
    peel_change_point change;
    peel_segment *segments; /* the caller frees them */
    size_t segment_count;
    peel_test asked; /* the test that was typed; method 0: none */
    double asked_error;
    uint32_t asked_notes; /* of that test alone: they say nothing of the series */
    int32_t verdict;
    uint32_t notes;
    double alpha;
};

/* trend_answer.c */
int trend_needs_counts(int32_t method);
peel_status trend_tell(const struct trend_request *request, const struct series *series, struct told *told);
/* Whether the stretches may be called a change: more than chance, and more than the scatter of the rates about them. */
int trend_changed(const struct told *told);
int trend_changed_if_independent(const struct told *told); /* a weaker claim: the rates scatter about one change */

/* Whether the series says anything of other cases, or is subject to chance: not of a dip, and not of a census. */
int trend_inferred(const struct told *told);

/* trend_say.c, trend_show.c: what was told, in sentences, in tables and for machines. */
void say_told(const struct trend_request *request, const struct told *told);
void say_told_notes(const struct told *told, size_t count);
void show_told_tables(const struct trend_request *request, const struct told *told, size_t count);
void show_told_records(const struct trend_request *request, const struct told *told, size_t count);

#endif
