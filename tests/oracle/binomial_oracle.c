#include "oracle/binomial_oracle.h"

#include <float.h>
#include <math.h>

long double oracle_probability(int met, int assessed, long double rate) {
    long double product = 1;
    int failures = assessed - met;
    /* The failures are multiplied in as the product grows, so that it neither overflows nor vanishes on the way. */
    for (int i = 1; i <= met; i++) {
        product *= rate * (long double)(assessed - met + i) / (long double)i;
        while (product > 1 && failures > 0) {
            product *= 1 - rate;
            failures--;
        }
    }
    for (; failures > 0; failures--)
        product *= 1 - rate;
    return product;
}

/* The probability of `met` or more, from met upwards; mid: less half of that of met. */
static long double tail_above(int met, int assessed, long double rate, int mid) {
    long double term = oracle_probability(met, assessed, rate);
    long double sum = mid ? term / 2 : term;
    for (int k = met; k < assessed && term > sum * (LDBL_EPSILON / 16); k++) {
        term *= (long double)(assessed - k) / (long double)(k + 1) * (rate / (1 - rate));
        sum += term;
    }
    return sum;
}

/* The same of `met` or fewer, from met downwards. */
static long double tail_below(int met, int assessed, long double rate, int mid) {
    long double term = oracle_probability(met, assessed, rate);
    long double sum = mid ? term / 2 : term;
    for (int k = met; k > 0 && term > sum * (LDBL_EPSILON / 16); k--) {
        term *= (long double)k / (long double)(assessed - k + 1) * ((1 - rate) / rate);
        sum += term;
    }
    return sum;
}

/*
 * The median of a binomial distribution of mean k + 1 is k + 1 (Kaas and Buhrman 1980, Statistica Neerlandica 34:13-18), so
 * at that rate the tail above k exceeds 1/2, which no alpha does: the limit lies below it.
 */
double oracle_tail_lower(int met, int assessed, long double alpha, int mid) {
    long double low = 0, high = met < assessed ? (long double)(met + 1) / (long double)assessed : 1;
    if (met == 0) return 0;
    for (;;) {
        long double rate = low + (high - low) / 2;
        if (rate <= low || rate >= high) return (double)rate;
        if (tail_above(met, assessed, rate, mid) < alpha)
            low = rate;
        else
            high = rate;
    }
}

double oracle_tail_upper(int met, int assessed, long double alpha, int mid) {
    long double low = met > 0 ? (long double)(met - 1) / (long double)assessed : 0, high = 1;
    if (met == assessed) return 1;
    for (;;) {
        long double rate = low + (high - low) / 2;
        if (rate <= low || rate >= high) return (double)rate;
        if (tail_below(met, assessed, rate, mid) > alpha)
            low = rate;
        else
            high = rate;
    }
}

/* base to a whole power, by squaring. */
static long double power(long double base, int exponent) {
    long double product = 1;
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) product *= base;
        base *= base;
    }
    return product;
}

/* sin^2k cos^2m: with rate = sin^2, the beta density of k + 1/2 and m + 1/2 but for a factor. */
static long double density(int k, int m, long double angle) {
    return power(sinl(angle), 2 * k) * power(cosl(angle), 2 * m);
}

/*
 * The integral of the density from 0 to an angle, by the tanh-sinh rule (Takahasi and Mori 1974), whose points crowd
 * towards both ends, where the mass of a tail lies. Points beyond 4.2 weigh less than a rounding.
 */
static long double integral(int k, int m, long double angle) {
    const long double step = 1.0L / 32, half_pi = 1.57079632679489661923132169163975144L;
    long double sum = 0;
    for (int i = -134; i <= 134; i++) {
        long double t = step * (long double)i;
        long double u = half_pi * sinhl(t);
        long double place = angle / (1 + expl(-2 * u));
        long double weight = half_pi * coshl(t) / (coshl(u) * coshl(u));
        sum += weight * density(k, m, place);
    }
    return sum * step * angle / 2;
}

/* The integral from 0 to pi / 2, exact by equal steps: the density is a trigonometric polynomial of degree k + m. */
static long double whole(int k, int m) {
    const long double half_pi = 1.57079632679489661923132169163975144L;
    int points = 2 * (k + m) + 4;
    long double sum = 0;
    for (int i = 0; i < points; i++)
        sum += density(k, m, half_pi * ((long double)i + 0.5L) / (long double)points);
    return sum * half_pi / (long double)points;
}

/* The angle below which alpha of the distribution lies: bisection, then Newton's steps, each doubling 7 digits. */
static long double jeffreys_angle(int k, int m, long double alpha) {
    long double low = 0, high = 1.57079632679489661923132169163975144L;
    long double target = alpha * whole(k, m);
    while (high - low > high * 1e-8L) {
        long double angle = low + (high - low) / 2;
        if (integral(k, m, angle) < target)
            low = angle;
        else
            high = angle;
    }
    for (int i = 0; i < 3; i++)
        low += (target - integral(k, m, low)) / density(k, m, low);
    return low;
}

double oracle_jeffreys_lower(int met, int assessed, long double alpha) {
    if (met == 0) return 0;
    long double root = sinl(jeffreys_angle(met, assessed - met, alpha));
    return (double)(root * root);
}

double oracle_jeffreys_upper(int met, int assessed, long double alpha) {
    if (met == assessed) return 1;
    long double root = cosl(jeffreys_angle(assessed - met, met, alpha));
    return (double)(root * root);
}

/* valgrind computes long double with the digits of double, whatever the compiler believes. */
static double rounding(void) {
    volatile long double one = 1;
    volatile long double beside_one = one + LDBL_EPSILON;
    return beside_one > one ? (double)LDBL_EPSILON : DBL_EPSILON;
}

double oracle_error(int assessed, double alpha) {
    return 6 * assessed * rounding() * fmax(1 / log(2.0), 1 / log(0.5 / alpha));
}
