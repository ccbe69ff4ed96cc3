/*
 * Case records counted naively, from include/peel/cases.h alone: the whole text before it, lists gone through from their
 * start, strcmp. It says what it found in the same lines as a reader does (support/cases_facts.h).
 */
#ifndef SUPPORT_NAIVE_CASES_H
#define SUPPORT_NAIVE_CASES_H

#include <peel.h>

#include "support/cases_facts.h"
#include "support/naive_csv.h"

struct naive_cases_answer {
    peel_status status; /* PEEL_OK and the two that leave the counts readable, or what ends the reading */
    char *facts;        /* as facts_of; NULL where there is nothing to read */
    int64_t line;       /* of what ends the reading; 0: not known here */
    int64_t column;
    int64_t set_aside, filtered, unknown, groups; /* how much a text has tested */
};

/* The plan has no layout, and as many keys and criteria as the enum in the .c file takes. facts is to be freed. */
struct naive_cases_answer naive_cases(const struct text *text, const peel_cases_plan *plan, enum facts_detail detail);

#endif
