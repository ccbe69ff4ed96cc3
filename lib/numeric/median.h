/* Order statistics by selection. */
#ifndef NUMERIC_MEDIAN_H
#define NUMERIC_MEDIAN_H

#include <stdint.h>

/* The value of rank k from 0 on among `count`; smaller ones then stand before values[k], larger ones after it. */
double value_of_rank(int64_t count, double *values, int64_t k);

/* The median of count > 0 values, which change their places: the mean of the two in the middle where there are two. */
double median_of(int64_t count, double *values);

#endif
