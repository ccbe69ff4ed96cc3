/*
 * The beta-binomial distribution: how many of m cases meet a criterion whose rate is drawn from Beta(a, b).
 *
 * m is a whole number from 1 to 2^53, a and b are from 0.001 to 2^53 + 1e6.
 */
#ifndef NUMERIC_BETA_BINOMIAL_H
#define NUMERIC_BETA_BINOMIAL_H

struct beta_binomial {
    double m, a, b;
    double n;        /* m + a + b */
    double log_size; /* what of log P(K = j) does not depend on j */
};

struct beta_binomial beta_binomial(double m, double a, double b);

/* The other way about: m - K. */
struct beta_binomial beta_binomial_flipped(const struct beta_binomial *law);

/* log P(K = x), also between the whole numbers; 0 <= x <= m. */
double beta_binomial_log_term(const struct beta_binomial *law, double x);

/* log P(K = j), and P(K <= j) / P(K = j), which may be infinite where j lies far above the mean. */
struct beta_binomial_tail {
    double log_term;
    double ratio;
};
struct beta_binomial_tail beta_binomial_lower(const struct beta_binomial *law, double j);

#endif
