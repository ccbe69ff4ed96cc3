/*
 * The beta-binomial distribution: how many of m cases meet a criterion whose rate is drawn from Beta(a, b).
 *
 * m is a whole number from 1 to 2^53, a and b are from 0.001 to 2^53 + 1e6.
 */
#ifndef NUMERIC_BETA_BINOMIAL_H
#define NUMERIC_BETA_BINOMIAL_H

struct beta_binomial {
    double m, a, b;
    double n;      /* m + a + b */
    double size;   /* what of the scale of P(K = x) does not depend on x ... */
    double errors; /* ... and what of its exponent */
};

struct beta_binomial beta_binomial(double m, double a, double b);

/* The other way about: m - K. */
struct beta_binomial beta_binomial_flipped(const struct beta_binomial *law);

/* P(K = x) = scale exp(exponent), also between the whole numbers; 0 <= x <= m. */
struct beta_binomial_term {
    double scale;
    double exponent;
};
struct beta_binomial_term beta_binomial_term(const struct beta_binomial *law, double x);

/* The logarithm of that. */
double beta_binomial_log_term(const struct beta_binomial *law, double x);

/*
 * log(P(K <= j) / p), and P(K <= j) / P(K = j), at most 2^1000: 1 over the slope of the former. 0 <= j <= m, 1e-100 / 2 <= p <= 1.
 * Nothing is known above the logarithm's own rounding: it is right to some 1e-15 and as many units of its last place.
 */
struct beta_binomial_lower {
    double excess;
    double ratio;
};
struct beta_binomial_lower beta_binomial_lower(const struct beta_binomial *law, double j, double p);

#endif
