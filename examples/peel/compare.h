/*
 * What the files of peel compare share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef COMPARE_H
#define COMPARE_H

#include "program.h"
#include "verdict.h"

struct compare_request {
    struct settings settings;
    struct report *report;
    peel_compare_options options; /* method of the difference, or of the paired difference */
    int32_t measure;              /* PEEL_CONCEPT_...: what --method is of */
    int32_t method;               /* the typed one of that concept; 0: its default */
    int32_t paired_test;
    int all_methods, all_tests;
    int ratio, odds_ratio;
    int equivalence;
    int strata;
    int by;        /* bits of the columns that part the series, 0: not typed */
    double margin; /* 0: none */
    const char *method_typed, *test_typed, *populations, *paired;
};

enum { most_methods = 16 };

/* Two samples, compared. */
struct compared {
    const struct row *before, *after;
    const char *before_period, *after_period; /* "" where none is known */
    const char *name;                         /* of the series, "" of typed samples */
    peel_comparison answer;
    peel_interval others[most_methods]; /* by further methods, or of the ratio and the odds ratio */
    size_t other_count;
    peel_test tests[most_methods]; /* by further methods */
    size_t test_count;
    peel_margin margin;
    size_t between;     /* periods with cases that lie between, which were not looked at */
    size_t passed_over; /* rows without counts, or without cases */
};

/* The change within the series of a file as one figure. */
struct strata {
    size_t count; /* 0: not asked for, or without an answer */
    peel_interval change;
    peel_test test;
};

int32_t strata_verdict(const struct strata *strata);

/* compare_show.c: shows what was compared, and releases the records. `strata` may be NULL. */
extern const struct records compare_records;
json_t *compare_record(struct records *records, const struct row *before, const struct row *after, const char *kind);
void show_compared(const struct compare_request *request, const struct compared *compared, size_t count,
                   const struct strata *strata);

/* compare_say.c: the same in sentences. */
void say_compared(const struct compare_request *request, const struct compared *compared, int alone);
void say_strata(const struct compare_request *request, const struct strata *strata);
void say_compared_notes(const struct compared *compared, size_t count);

/* compare_two.c: compare_read_samples returns the exit code, compare_two the status of what could not be answered. */
const char *compare_advice(peel_status status);
peel_status compare_two(const struct compare_request *request, struct compared *compared);
int compare_read_samples(const struct compare_request *request);
void *compare_work(int32_t test, int64_t before, int64_t after, size_t *size);

/* The kinds of questions, each a file: they return the exit code. */
int compare_samples(const struct compare_request *request);
int compare_many(const struct compare_request *request);
int compare_paired(const struct compare_request *request);
int compare_printed(const struct compare_request *request);
int compare_file(const struct compare_request *request);

#endif
