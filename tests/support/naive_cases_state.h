/* What the files of the naive counter of cases share. */
#ifndef SUPPORT_NAIVE_CASES_STATE_H
#define SUPPORT_NAIVE_CASES_STATE_H

#include <peel.h>

#include "support/cases_facts.h"
#include "support/naive_csv.h"

enum { keys_most = 4, criteria_most = 8, groups_most = 4000, kept_most = 4000, words_most = 4000, answers_n = 6 };
enum { met, not_met, not_applicable, missing, unknown, open };

struct group {
    char *keys[keys_most];
    int64_t counts[criteria_most][answers_n];
};

struct oracle {
    struct text text;
    struct naive naive;
    const peel_cases_plan *plan;
    size_t fields; /* of the first row; 0: it has not come yet */
    char *names[most];
    char *cells[most]; /* of the row */
    peel_cases_summary n;
    struct group groups[groups_most];
    size_t order[groups_most];
    peel_cases_reason reasons[kept_most];
    peel_error faults[kept_most];
    peel_unknown_word words[words_most];
    peel_error fatal;
    /* Of the row being read. */
    char *keys[keys_most];
    int answers[criteria_most];
    size_t strange[criteria_most]; /* the field with a word without a meaning, counted from 1 */
    peel_error fault;
};

/* A copy to be freed. */
char *naive_copy(const char *text);

void naive_release(char **texts, size_t n);

/* The field of a column, counted from 0; `most` where the text has none. */
size_t naive_field_of(const struct oracle *o, const char *column);

/* The cell of the row in a column. */
const char *naive_cell(const struct oracle *o, const char *column);

/* Fills an error with the place and the name of a field of the row, counted from 0. */
void naive_place(const struct oracle *o, peel_error *error, peel_status status, size_t field);

/* Whether the row passes the filters; its keys and its answers: 0 where it is faulty, which o->fault then says. */
int naive_passes(const struct oracle *o);
int naive_key(struct oracle *o, size_t key);
int naive_criterion(struct oracle *o, size_t criterion);

/* The row's place in the counts: in a group, or set aside for o->fault. */
void naive_use(struct oracle *o);
void naive_set_aside(struct oracle *o);

/* What was counted, in lines. */
char *naive_say(struct oracle *o, enum facts_detail detail);

#endif
