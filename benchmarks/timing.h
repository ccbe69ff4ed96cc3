/* Contestants that do the same work, timed in turns so that a busy machine slows all of them alike. */
#ifndef BENCH_TIMING_H
#define BENCH_TIMING_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct contestant {
    void (*pass)(const void *work); /* does the whole work once */
    const void *work;
    double calls;  /* calls in a pass */
    double median; /* nanoseconds a call, filled by compete */
};

/*
 * Median nanoseconds a call of each contestant over fifteen rounds, in each of which every contestant has one turn of
 * about 20 ms (or one pass, where that lasts longer). Time of the processor, so that what else runs counts little.
 */
void compete(struct contestant *contestants, size_t n);

/* The time of day in nanoseconds, from an arbitrary start. */
double now(void);

/* Sorts the values. */
double median(double *values, size_t n);

/* A number that is written here was needed, so that no compiler leaves out the work for it. */
void keep(double value);

#ifdef __cplusplus
}
#endif

#endif
