/* The inside of the tests against a fixed rate. A method is a function that writes the p-value, and the statistic if it has one. */
#ifndef STATS_RATE_TEST_RATE_TEST_H
#define STATS_RATE_TEST_RATE_TEST_H

#include "stats/rate/rate.h"

/* counts: of an endless population. test: its side is what was asked for, its statistic NaN, unless the method writes it. */
typedef void rate_test_method(const struct rate_counts *counts, struct proportion rate, peel_test *test);

#define RATE_TEST_DECLARE(constant, function, number, name, title, citation, when, offers, holds)                      \
    rate_test_method function;
PEEL_RATE_TEST_METHODS(RATE_TEST_DECLARE)
#undef RATE_TEST_DECLARE

/* The p of a z, above 0 where the sample lies above the rate. */
double rate_test_normal(double z, int32_t side);

#endif
