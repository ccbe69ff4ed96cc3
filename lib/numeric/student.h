/* Student's t distribution. */
#ifndef NUMERIC_STUDENT_H
#define NUMERIC_STUDENT_H

#include "numeric/normal.h"

/* P(T > t) with df degrees of freedom, a whole number from 1 to 1e5. */
double student_upper(double t, double df);

/* The t with P(T > t) = tail.p, 1e-100 / 2 <= tail.p < 1/2. PEEL_ERROR_SEARCH as NaN. */
double student_quantile(struct normal_tail tail, double df);

#endif
