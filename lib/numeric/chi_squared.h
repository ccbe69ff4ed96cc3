/* The upper tail of the chi-squared distribution. */
#ifndef NUMERIC_CHI_SQUARED_H
#define NUMERIC_CHI_SQUARED_H

/* P(X > x) of chi-squared with df degrees of freedom, a whole number from 1 to 1e5; 1 for x <= 0. */
double chi_squared_upper(double x, double df);

#endif
