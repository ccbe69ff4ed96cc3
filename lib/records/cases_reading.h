/* A plan that is being read: what its files share. */
#ifndef RECORDS_CASES_READING_H
#define RECORDS_CASES_READING_H

#include "records/cases_reader.h"

enum { most_words = 100000 }; /* of a criterion, and of a filter */

/* The plan, and the part of it that is looked at, for messages. */
struct reading {
    struct peel_cases_reader *reader;
    const peel_cases_plan *given;
    const char *part; /* as in "criterion" */
    size_t index;
    peel_error *error;
};

/* The fault of the part that is looked at, as in "The plan: criterion 2 has no column.", or of one of its words. */
peel_status reading_refuse(const struct reading *at, const char *what);
peel_status reading_refuse_word(const struct reading *at, const char *word, const char *what);

/* A status with its own sentence. */
peel_status reading_fail(const struct reading *at, peel_status status);

/* A text of the plan without the spaces around it, and whether nothing is left of it, or it is NULL. */
struct cell reading_trimmed(const char *text);
int reading_is_blank(const char *text);

/* The words of an answer or of filled, with the usual ones. */
peel_status reading_words(struct reading *at, const peel_criterion *given, struct meanings *meanings);

/* The limits of a time or a duration, with the grades that they are of. */
peel_status reading_limits(struct reading *at, const peel_criterion *given, struct cases_criterion *criterion);

#endif
