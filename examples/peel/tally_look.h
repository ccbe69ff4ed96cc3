/*
 * What the files of peel tally --look share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TALLY_LOOK_H
#define TALLY_LOOK_H

#include "tally.h"

/* A file that was looked at. */
struct looked {
    const struct tally_request *request;
    const char *path, *source;
    peel_look_summary summary;
    peel_look_column *columns;
    size_t count;
    char *command; /* that would count it, for a shell; NULL: something is missing to say */
    char *advice;  /* lines: what is missing, or may be changed */
};

/* tally_propose.c: the command and the advice. */
void propose(struct looked *looked);

#endif
