/*
 * What the files of peel reported share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef REPORTED_H
#define REPORTED_H

#include "printed.h"
#include "program.h"

struct reported_request {
    struct settings settings;
    struct report *report;
    struct figure *figures;
    size_t count;
    int with_plus_minus; /* how many of them */
    peel_bounds assessed;
    int is_range;
    int test_typed;
    int64_t largest; /* 0: the library's */
    double power;    /* 0: the library's */
    double alpha;
    peel_compare_options options; /* test: as typed */
    peel_rate_options rate_options;
};

/* Records of the command; before and after may be NULL. */
extern const struct records reported_records;
json_t *reported_record(struct records *records, const char *kind, const struct figure *before,
                        const struct figure *after);

/* The kinds of questions: they return the exit code. reported_one.c, reported_two.c */
int reported_alone(const struct reported_request *request);
int reported_range(const struct reported_request *request);
int reported_assessed(const struct reported_request *request);
int reported_worth(const struct reported_request *request);
int reported_two(const struct reported_request *request);
int reported_two_intervals(const struct reported_request *request);

#endif
