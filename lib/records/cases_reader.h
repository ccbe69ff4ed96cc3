/* What the files of the reader of cases share. */
#ifndef RECORDS_CASES_READER_H
#define RECORDS_CASES_READER_H

#include <stddef.h>

#include <peel/cases.h>

#include "records/cell.h"
#include "records/csv.h"
#include "records/header.h"
#include "records/meanings.h"
#include "records/memory.h"
#include "records/names.h"

enum { cases_most_keys = 16, cases_most_criteria = 256, cases_most_filters = 64 };
enum { cases_kept_faults = 1000, cases_kept_reasons = 100, cases_kept_words = 100, cases_longest_word = 64 };
#define CASES_NO_COLUMN SIZE_MAX

/* What a cell can say of a criterion, each with its count. The first four are PEEL_ANSWER_... less 1. */
enum cases_answer {
    cases_met,
    cases_not_met,
    cases_not_applicable,
    cases_missing,
    cases_unknown,
    cases_open,
    cases_answers
};

/* --- the plan, with copies of all its texts ------------------------------------------------------------------------ */

/* A column that the plan needs. Others name it by its index among them. */
struct cases_column {
    const char *name;
    size_t field; /* of the text, counted from 0 */
};

struct cases_key {
    const char *name;
    size_t column;
    int32_t every;
};

struct cases_criterion {
    const char *name;
    int32_t measure;
    size_t column;
    size_t since;          /* of a time; CASES_NO_COLUMN of others */
    size_t grade;          /* CASES_NO_COLUMN: one limit for all */
    struct meanings words; /* of answers and filled: PEEL_ANSWER_...; of grades: the index of the limit and 1 */
    int64_t *limits;       /* in nanoseconds, both ends included; -1: none */
    size_t limits_n;
};

struct cases_filter {
    size_t column;
    int32_t test;
    struct meanings words; /* 1 each */
};

struct cases_plan {
    struct cases_column *columns;
    size_t columns_n;
    struct cases_key *keys;
    size_t keys_n;
    struct cases_criterion *criteria;
    size_t criteria_n;
    struct cases_filter *filters;
    size_t filters_n;
    int32_t missing;
    int32_t zone;
    int serials;
    int unknown_counted;
    int sorted;
    char delimiter;
    size_t max_rows; /* 0: no limit */
    size_t max_groups;
};

/* --- the reader ------------------------------------------------------------------------------------------------------ */

/* A row that was set aside, and is kept. */
struct cases_fault {
    peel_status status;
    int32_t field;
    int64_t line;
    int64_t column;
    const char *name;
    const char *message;
};

/* A word without a meaning, and the column that it stood in. */
struct cases_word {
    peel_unknown_word word;
    const char *column;
    int32_t field;
};

struct peel_cases_reader {
    peel_allocator allocator;
    struct arena texts; /* of the plan, of the first row, of faults */
    struct cases_plan plan;
    struct csv_reader *csv;
    struct header header;
    peel_cases_summary summary;

    /* The row being read. */
    const struct csv_row *row;
    struct cell *cells;                         /* one a column of the plan */
    uint32_t numbers[cases_most_keys];          /* of the texts of its keys; NAMES_NONE of those not seen before */
    struct cell keys[cases_most_keys];          /* these texts */
    char periods[cases_most_keys][16];          /* room for those that are periods */
    unsigned char answers[cases_most_criteria]; /* enum cases_answer */

    /* What was counted. */
    struct names names;  /* the texts of all keys */
    struct names groups; /* a tuple of their numbers each */
    int64_t *counts;     /* of a group, of a criterion, of an answer */
    size_t counts_room;  /* in groups */
    uint32_t *order;     /* in which groups are shown */
    size_t order_room;
    struct cases_fault *faults;
    size_t faults_room;
    peel_cases_reason *reasons;
    size_t reasons_room;
    struct names words_seen; /* the criterion's number and the word */
    struct cases_word *words;
    size_t words_room;
    peel_error first_missing; /* where the first answer is missing, and the plan refuses that; status 0: none */
};

/* --- what each file does ---------------------------------------------------------------------------------------------- */

/* Checks the caller's plan and copies it into the reader, which is zeroed but for its allocator; see peel_cases_open. */
peel_status cases_plan_read(struct peel_cases_reader *reader, const peel_cases_plan *given, peel_error *error);
void cases_plan_release(struct cases_plan *plan, const peel_allocator *allocator);

/* Whether what was counted by two plans is the same. */
int cases_plans_match(const struct cases_plan *a, const struct cases_plan *b);

/* The first row: PEEL_OK, or the fatal fault in *error. */
peel_status cases_read_header(struct peel_cases_reader *reader, const struct csv_row *row, peel_error *error);

/* The callback of csv.h: what it returns is fatal. */
peel_status cases_take_row(void *context, const struct csv_row *row, peel_error *error);

/* What each criterion says of the row, into reader->answers; or the row's fault in *fault, whose status is returned. */
peel_status cases_answer_row(struct peel_cases_reader *reader, peel_error *fault);

/* Which of the plan's columns holds the word without a meaning of a criterion: its own, or that of its grades. */
size_t cases_word_column(const struct cases_criterion *criterion);

/* Puts an error at a column of the row, and names it. Returns its status. */
peel_status cases_place(const struct peel_cases_reader *reader, size_t column, peel_error *error);

/* Counts the row's answers in the group of its keys. PEEL_OK, PEEL_ERROR_MEMORY or PEEL_ERROR_TOO_MANY_GROUPS with *error. */
peel_status cases_count_row(struct peel_cases_reader *reader, peel_error *error);

/* Room for so many groups altogether; the new ones are zeroed as they are added. 0 where there is no memory. */
int cases_reserve_groups(struct peel_cases_reader *reader, size_t n);

/* Adds a group that has no number yet; room was reserved. NAMES_NONE where there is no memory for its name. */
uint32_t cases_add_group(struct peel_cases_reader *reader, const uint32_t *numbers);

/* The counts of a group's criterion. */
int64_t *cases_counts(const struct peel_cases_reader *reader, size_t group, size_t criterion);

/* Puts the groups into the order that the plan wants. */
void cases_sort(struct peel_cases_reader *reader);

/*
 * The same where the first `had` groups are in order, and few come to them. 300 texts of a row each took 33 s to be merged into
 * 99,000 groups while all were sorted for each. fresh: room for those that came.
 */
void cases_sort_in(struct peel_cases_reader *reader, size_t had, uint32_t *fresh);

/* Counts the row as set aside, and keeps its fault. PEEL_OK or PEEL_ERROR_MEMORY, with *error. */
peel_status cases_set_aside(struct peel_cases_reader *reader, const peel_error *fault, peel_error *error);

/*
 * The index of a reason; the number of reasons where there is none yet. The faults of this text are told by the whole names of their
 * columns; those of another, in which columns may stand elsewhere, by as much of a name as an error has.
 */
enum cases_origin { cases_this_text, cases_another_text };
size_t cases_reason_index(const struct peel_cases_reader *reader, const peel_error *fault, enum cases_origin origin);

/* Counts a word without a meaning, in a criterion of the row. 0 where there is no memory. */
int cases_note_word(struct peel_cases_reader *reader, size_t criterion);

/* What a word is known by: its criterion and its text, of a long one the beginning and "...". Returns the bytes of the key. */
enum { cases_cut_mark = 3, cases_word_key = sizeof(uint32_t) + cases_longest_word + cases_cut_mark };
size_t cases_key_of_word(size_t criterion, const char *text, size_t length, char key[cases_word_key]);

/* What the end of the text has to say: PEEL_OK, PEEL_ERROR_UNKNOWN_WORD or PEEL_ERROR_MISSING_ANSWER. */
peel_status cases_judge(const struct peel_cases_reader *reader, peel_error *error);

#endif
