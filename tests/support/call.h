/* Calls of peel_rate as every test makes them: an answer is expected, and errno must come out as it went in. */
#ifndef SUPPORT_CALL_H
#define SUPPORT_CALL_H

#include <peel.h>

/* Options with everything at its default but these. confidence 0 is the default. */
peel_rate_options rate_options(int32_t method, int32_t side, double confidence);

/* peel_rate, failing the test where errno changes. */
peel_status rate_status(const peel_sample *sample, const peel_rate_options *options, peel_interval *interval);

/* The interval of met of assessed, failing the test where there is none. */
peel_interval rate_of(int64_t met, int64_t assessed, const peel_rate_options *options);

/* The same of a sample. */
peel_interval rate_of_sample(const peel_sample *sample, const peel_rate_options *options);

/* The name of a method, for messages. */
const char *method_name(int32_t number);

#endif
