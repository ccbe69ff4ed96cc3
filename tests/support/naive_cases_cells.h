/* What cells of case records say, found naively: dates and durations in lists written out by hand, zones by the C library. */
#ifndef SUPPORT_NAIVE_CASES_CELLS_H
#define SUPPORT_NAIVE_CASES_CELLS_H

#include <stddef.h>
#include <stdint.h>

/* A date as printed. */
struct when {
    int year, month, day;
    int seconds;     /* of the day; -1: no time was given; -2: nor here, but a whole day of a spreadsheet */
    int nanoseconds; /* beside them */
    int zoned;       /* an offset was given, in minutes east of Greenwich */
    int offset;
    int is_month; /* no day was given */
};

/* ASCII letters of either case are equal. */
int naive_alike(const char *a, const char *b);

/* Cuts spaces, tabs, line ends and no-break spaces from both ends. Returns the first byte that is left. */
char *naive_trimmed(char *text);

/* 0 where the text is no date. Reads the texts of the list, and ISO dates with a time to the second. */
int naive_date(const char *text, int serials, struct when *when);

/* The texts of the list, dates and none, to draw from. */
size_t listed_dates(void);
const char *listed_date(size_t index);

/* 0 where the date has no such period: a month alone has no day. */
int naive_period(const struct when *when, int32_t every, int london, char text[16]);

/* The order of two texts of a key, as strcmp has it: periods by time. */
int naive_order(int32_t every, const char *a, const char *b);

/* 0 where the two cannot be compared. */
int naive_between(const struct when *since, const struct when *until, int london, int64_t *nanoseconds);

/* 0 where the text is no duration. */
int naive_duration(const char *text, int64_t *nanoseconds);
size_t listed_durations(void);
const char *listed_duration(size_t index);

/* PEEL_ANSWER_..., 0 where the word has no meaning. The usual words alone. */
int naive_answer(const char *word);
int naive_filled(const char *word);

#endif
