/* Series of audits drawn by chance, for the simulations. They see the library as any program does. */
#ifndef SIMULATE_DRAWS_H
#define SIMULATE_DRAWS_H

#include <stddef.h>
#include <stdint.h>

#include <peel.h>

/* splitmix64 (Steele, Lea and Flood 2014, OOPSLA, 453-472): another generator than the library's own. */
struct chance {
    uint64_t state;
};

double chance_uniform(struct chance *chance);
double chance_normal(struct chance *chance);

/* How many of the cases of a month met the criterion: binomial, or with an intraclass correlation beta-binomial. */
int64_t chance_met(double rate, int64_t cases, double intraclass, struct chance *chance);

enum { months = 24, months_max = 36 };

/* How the rate of a month comes about, and how many cases are assessed in it. */
struct world {
    double rate[months_max]; /* later months have the last of them */
    size_t n;                /* months; the functions below make it `months` */
    int64_t cases;
    int64_t other;     /* of every second month, the first among them; 0: as many as of the others */
    double intraclass; /* correlation of the cases of one month: they are beta-binomial; 0: binomial */
    double carried;    /* of the logit's deviation from one month to the next */
    double spread;     /* standard deviation of that deviation; 0: none */
};

/* The same rate in all months. */
struct world world_steady(double rate, int64_t cases);

/* `before` up to the month numbered `place` from 0 on, `after` from it on. */
struct world world_step(double before, double after, size_t place, int64_t cases);

/* From `first` to `last` in equal steps. */
struct world world_line(double first, double last, int64_t cases);

/* A series drawn from it: world->n points. */
void world_draw(const struct world *world, struct chance *chance, peel_point *points);

/* A share of so many series with its Monte Carlo error, both in percent, as " 4.87 +- 0.07". */
void print_share(int64_t of, int64_t all);

/* The library's answer was none: says so and ends the program. */
void expect_ok(peel_status status);

#endif
