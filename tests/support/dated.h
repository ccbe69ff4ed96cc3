/* Dates that a test takes for granted. */
#ifndef SUPPORT_DATED_H
#define SUPPORT_DATED_H

#include "records/moment.h"

/* A date, with days of spreadsheets or without. Fails the test where the text is none. */
struct moment read_as(const char *text, int serials);
struct moment read_plain(const char *text);

#endif
