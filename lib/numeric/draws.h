/* Random draws that a seed repeats on every machine, and cases dealt out among samples by chance. */
#ifndef NUMERIC_DRAWS_H
#define NUMERIC_DRAWS_H

#include <stddef.h>
#include <stdint.h>

/* The generator xoshiro256** (Blackman and Vigna 2021, ACM Trans Math Softw 47:36), in the caller's memory. */
struct draws {
    uint64_t state[4];
};

/* The generator of a seed, its state filled by splitmix64 as its authors advise: any seed will do, 0 too. */
struct draws draws_seeded(uint64_t seed);

/* The next 64 bits. */
uint64_t draws_next(struct draws *draws);

/* A whole number from 0 to bound - 1, each as likely as any other; bound at least 1. */
uint32_t draws_below(struct draws *draws, uint32_t bound);

/* A multiple of 2^-53, at least 0 and below 1. */
double draws_uniform(struct draws *draws);

/* The most cases that are dealt out. */
#define DRAWS_CASES_MAX INT64_C(1000000000)

/*
 * How many of `marked` cases fall to each of m samples when all arrangements of the cases are as likely: a draw of the
 * multivariate hypergeometric distribution. end: rising, from 0; the cases of all samples up to and with each, so that the last, at
 * most DRAWS_CASES_MAX, is that of all cases; 0 <= marked <= that. dealt: m numbers. Whole numbers, and floating point that IEEE 754
 * rounds alike everywhere, so that a seed gives the same draws on every machine.
 * Time: of the order of the rarer kind of cases, but at most m + sqrt(m * cases).
 */
void draws_deal(struct draws *draws, size_t m, const int64_t *end, int64_t marked, int64_t *dealt);

/*
 * The draws that follow are the same on every machine, too.
 *
 * How many of n cases, 0 to DRAWS_CASES_MAX, are met, each with the chance `rate`, 0 to 1. Time: as many steps in the mean as
 * twice the standard deviation has cases.
 */
int64_t draws_binomial(struct draws *draws, int64_t n, double rate);

/* A standard normal value. */
double draws_normal(struct draws *draws);

/* An exponential one of mean 1, above 0. */
double draws_exponential(struct draws *draws);

/* A geometric one: how many times it goes well before it first does not, in the mean so often, 0 to 2^53. A whole number. */
double draws_geometric(struct draws *draws, double mean);

#endif
