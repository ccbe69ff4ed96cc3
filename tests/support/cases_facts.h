/* Everything that a reader of cases says once it is at its end, as lines of text: two readings are equal where these are. */
#ifndef SUPPORT_CASES_FACTS_H
#define SUPPORT_CASES_FACTS_H

#include <peel.h>
#include <stddef.h>

enum facts_detail {
    facts_all,    /* with messages */
    facts_places, /* without messages */
    facts_sets    /* without places, order and capitals of columns, as merged readers have them: the lines sorted */
};

/* A text that grows. */
struct facts {
    char *text;
    size_t size, room;
};

void facts_say(struct facts *facts, const char *format, ...);
void facts_summary(struct facts *facts, const peel_cases_summary *summary, enum facts_detail detail);
void facts_key(struct facts *facts, const char *text);
void facts_tally(struct facts *facts, const peel_case_tally *tally);
void facts_error(struct facts *facts, const char *what, const peel_error *error, enum facts_detail detail);
void facts_word(struct facts *facts, const peel_unknown_word *word, enum facts_detail detail);

/* What the reader says of what it counted; aborts where it does not say. To be freed. */
char *facts_of(const peel_cases_reader *reader, enum facts_detail detail);

/* The lines in the order of their bytes. */
void facts_sort(char *text);

/* What is stated of every reader that has counted: aborts where it does not hold. */
void facts_must_hold(const peel_cases_reader *reader);

#endif
