/* The normal distribution: the quantile that every interval starts from. */
#ifndef NUMERIC_NORMAL_H
#define NUMERIC_NORMAL_H

/* A tail area with its normal quantile: P(Z > z) = p. */
struct normal_tail {
    double p;
    double z;
};

/* The tail of area p, 0 < p < 1, with z within 1.2 ulp; from 1/4 to 3/4 within 1.6. */
struct normal_tail normal_upper_tail(double p);

/* The same with z within 5 ulp, in half the time: where a search starts. */
struct normal_tail normal_near_tail(double p);

/* What the rounding of z left out: the quantile is z + this. Where z is raised to a power of e, it counts. */
double normal_tail_rest(struct normal_tail tail);

/* The area P(Z > z), to full relative accuracy; 0 beyond z = 37.5. */
double normal_upper_area(double z);

#endif
