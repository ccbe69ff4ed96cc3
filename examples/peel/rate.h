/*
 * What the files of peel rate share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef RATE_H
#define RATE_H

#include "program.h"

struct rate_request {
    struct settings settings;
    struct report *report;
    const char *against; /* as typed; NULL: nothing is tested */
    const char *prior;   /* as typed; NULL: the library's */
    int64_t population;
    int sort_by_rate;
    int method_typed;
    int test_typed;
};

/* rate_options.c: takes an option; and, when all are read, whether they go together and the library takes them. */
extern const struct option rate_options[];
int rate_take_option(int option, const char *typed, void *request);
int rate_check_options(struct rate_request *request);

/*
 * rate_test.c: the test that goes with an interval, 0 where there is none, and the other way round; whether it rejects its
 * rate; whether something is concluded from it; whether the cases looked at alone decide; with how many decimals the limits
 * are told from the rate; and what is said of it, of the population and of the prior.
 */
enum { prior_size = 2 * number_size };
int32_t matched_test(int32_t method);
int32_t matched_interval(int32_t test);
int answer_rejected(const struct answer *answer);
int answer_tested(const struct answer *answer);
int answer_ruled_out(const struct answer *answer);
int limit_decimals(const struct report *report, const struct answer *answer);
void say_against(const struct report *report, const struct answer *answer);
void cases_text(char *text, const struct answer *answer);
void prior_text(char *text, const struct report *report, const struct answer *answer);
const char *say_rate_notes(const struct report *report, const char *before);

/* show_tests.c: a table of what was tested, where anything was. */
void show_tests(const struct report *report);

#endif
