/*
 * What the files of peel tally --look share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TALLY_LOOK_H
#define TALLY_LOOK_H

#include "tally.h"

#include <stdio.h>

/* A file that was looked at. */
struct looked {
    const struct tally_request *request;
    const char *path, *source;
    peel_look_summary summary;
    peel_look_column *columns; /* with names as they are typed, any spaces and line breaks in them one space */
    const char **names;        /* as the first row has them */
    size_t count;
    char *command; /* that would count it, for a shell; NULL: something is missing to say */
    char *advice;  /* lines: what is missing, or may be changed */
};

/* tally_quote.c: the name of a column as it can be typed, and is found. The caller frees it. */
char *name_typed(const char *name);

/* tally_propose.c: the command and the advice. */
void propose(struct looked *looked);

/* Its parts: columns that hold something, as a list; the column of a name; and pieces of a command. */
void columns_with(const struct looked *looked, int32_t holds, struct list *list);
const peel_look_column *named(const struct looked *looked, const char *name);
void put_text(FILE *out, const char *option, const char *text);
void put_file(FILE *out, const struct looked *looked);
void put_by(FILE *out, const struct looked *looked, const struct list *groups);
void put_totals(FILE *out, const struct looked *looked); /* filters that pass rows of totals over */

/* tally_propose_limit.c: lines on the times that could have a limit. */
void advise_limits(FILE *out, const struct looked *looked, const struct list *groups);

/* tally_propose_nearly.c: lines on columns that would be answers or dates but for some cells. */
void advise_nearly(FILE *out, const struct looked *looked);

#endif
