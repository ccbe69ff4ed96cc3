/*
 * What the files of peel tally share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TALLY_H
#define TALLY_H

#include "program.h"

/* A list as typed: texts, each with a name of its own where it has one, as in "area=unit". */
struct list_item {
    char *name; /* NULL: none */
    char *text;
    int quoted;
};
struct list {
    struct list_item *items;
    size_t count, room;
};

/* A filter as typed. */
struct where {
    char *column;
    struct list words;
    int32_t test; /* PEEL_FILTER_... */
};

/* What was typed, and the plan that it comes to. */
struct tally_request {
    struct settings settings;
    struct report *report;
    const char *prior;
    struct list by, outcome, filled, limits;
    struct list words[PEEL_ANSWER_END_]; /* by PEEL_ANSWER_... */
    struct where *wheres;
    size_t where_count, where_room;
    const char *date, *since, *until, *grade, *duration, *name;
    int64_t max_groups;
    int32_t every, zone, layout, missing, delimiter; /* every 0: not typed */
    int serials, count_unknown, sorted;
    int tallies, look, layouts; /* what is asked for in place of rates */
    const char *planned;        /* the first option typed that says what to count */
    peel_cases_plan plan;
    peel_group_by *plan_by;
    peel_criterion *plan_criteria;
    peel_filter *plan_filters;
    peel_word *plan_words;
    peel_time_limit *plan_limits;
};

enum { blank_lines_size = 128 };

/* A word without a meaning, with the file that it was first seen in. */
struct strange_word {
    char *word, *criterion;
    int64_t cells, line, column;
};

/* What became of the rows of one file. */
struct counted_file {
    const char *source;
    peel_cases_summary summary;
    peel_cases_reason *reasons;
    size_t reason_count;
    struct strange_word *words;
    size_t word_count;
    size_t first_fault; /* of the report's, which stand file by file */
    int one_column;
};

/* What was counted. */
struct counted {
    const struct tally_request *request;
    peel_cases_reader *reader; /* of all files together; NULL: nothing was read */
    struct counted_file *files;
    size_t file_count;
    size_t keys, criteria, rates; /* columns that group, what is asked, and groups * criteria */
    int stopped;                  /* 1: no numbers are to be shown */
};

/* A group's rate of a criterion. */
struct group_rate {
    peel_case_tally tally;
    peel_interval interval;
    peel_status status; /* of the interval */
};

/* tally_lists.c: lists as typed, with the exit code; a list that is typed again goes on. */
int list_take(const char *option, const char *typed, int named, struct list *list);
int where_take(const char *typed, struct where *where);
void list_free(struct list *list);

/* tally_options.c: takes an option. */
extern const struct option tally_options[];
int tally_take_option(int option, const char *typed, void *request);

/*
 * tally_delimiter.c: takes --delimiter, to an exit code; what a delimiter is called, and how it is typed; and how the one is
 * typed whose name a text begins with, NULL where there is none.
 */
int delimiter_taken(const char *typed, int32_t *delimiter);
const char *delimiter_name(int32_t delimiter);
const char *delimiter_typed(int32_t delimiter);
const char *delimiter_in(const char *text);

/* tally_plan.c: the plan, when all options are read, to an exit code. */
int tally_plan(struct tally_request *request);
void tally_free_plan(struct tally_request *request);

/* tally_count.c: reads all files; and one rate of what was counted. */
void count_files(const struct tally_request *request, struct counted *counted);
void counted_rate(const struct counted *counted, size_t index, struct group_rate *rate);
void counted_free(struct counted *counted);

/*
 * tally_keys.c: the columns that group. In CSV one whose name is taken begins with by_. One that is named criterion tells the
 * criterion, where no more than one is asked of the cases: else the column of that name is the program's.
 */
const char *key_name(const struct counted *counted, size_t key);
const char *key_text(const struct counted *counted, size_t group, size_t key);
int criterion_key(const struct counted *counted, size_t *key);
int shows_criterion(const struct counted *counted);
void say_keys_passed_over(const struct counted *counted);
void say_blank_keys(const struct counted *counted); /* of tallies, that another command refuses */
void write_key_name(const struct counted *counted, size_t key, const char *const *taken, size_t count);
void write_key_text(const struct counted *counted, size_t group, size_t key);

/* tally_show.c, tally_csv.c, tally_json.c: rates in a format; tallies as a file of tallies has them. */
void show_tally_table(const struct counted *counted);
void show_tally_csv(const struct counted *counted);
void show_tally_json(const struct counted *counted);
void show_tallies(const struct counted *counted);

/* tally_say.c: what was left out and why, on standard error; and lines that are no rows, "" where there are none. */
void blank_lines_text(char text[blank_lines_size], int64_t lines, int one_column);
void say_left_out(const struct counted *counted);

/*
 * tally_quote.c: texts as they may be typed again, each item of a list followed by `after`, and a filter. The caller frees
 * them. One with a control character, as a line feed, is not shown as it is, and can not be typed again.
 */
int can_be_typed(const char *text);
char *shell_typed(const char *text);
char *list_typed(const struct list *list, const char *after);
char *where_typed(const char *column, const char *test);

/* tally_look.c, tally_propose.c: what the columns hold, and the command that would count them. */
int command_look(const struct tally_request *request);
int show_layouts(const struct tally_request *request);

#endif
