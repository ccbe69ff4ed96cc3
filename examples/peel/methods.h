/*
 * What the files of peel methods share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef METHODS_H
#define METHODS_H

#include "program.h"

/* The methods that were asked for: those of a concept, 0 for all of them, or one method alone. */
struct choice {
    int32_t concept_number;
    int32_t method;
};

/* methods_show.c: the methods and their facts. */
void show_methods_table(int32_t concept_number);
void show_methods_csv(const struct choice *choice);
void show_methods_json(const struct choice *choice);
void show_method(int32_t number);

/* How often the methods' intervals hold the true rate. */
enum { most_methods = 64, most_rates = 100 };
struct coverage_request {
    struct settings settings;
    const char *assessed; /* as typed; NULL: not asked for */
    const char *prior;
    const char *between;
    int64_t cases;
    double from, to;
    peel_rate_options options;
    unsigned char wanted[most_methods]; /* by the number of the method less 100 */
    int any_wanted;
    double at[most_rates];
    size_t at_count;
};

/* What is known of one method; the status of a method without an answer. */
struct covered {
    int32_t method;
    peel_status status;
    int always; /* 1: every limit of the range holds every rate of it */
    peel_worst_coverage worst;
    peel_coverage at[most_rates];
};

/*
 * coverage.c: takes one of the options --coverage, --prior, --method, --between and --at; whether any of them was typed
 * without --coverage; answers. These return exit codes.
 */
enum { o_coverage = o_own, o_prior, o_method, o_between, o_at, o_concept };
int coverage_take_option(int option, const char *typed, struct coverage_request *request);
int coverage_misses(const struct coverage_request *request);
int coverage_answer(struct coverage_request *request);

/* coverage_show.c */
void show_coverage(const struct coverage_request *request, const struct covered *covered, size_t count);

#endif
