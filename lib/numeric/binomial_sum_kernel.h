/*
 * The sum of a binomial tail at one place, for the level that LANES_LEVEL says: part of binomial_root_kernel.h.
 *
 * With a = k, b = n - k + 1 and w = logit x, P(K >= k) = F = f R, where f = x^a y^b / B(a, b) is the density of logit X for
 * X ~ Beta(a, b), and 1 / R = d log F / dw. f has a closed form and R varies slowly.
 */
#ifndef NUMERIC_BINOMIAL_SUM_KERNEL_H
#define NUMERIC_BINOMIAL_SUM_KERNEL_H

#include "numeric/lanes.h"
#include "numeric/lanes_elementary.h"
#include "numeric/proportion.h"

#ifdef __FAST_MATH__
#error "-ffast-math reorders sums and forgets NaN: every promise about digits would be broken"
#endif

enum { width = 8, parts = width / lanes_count };

/* A question, and a place on the scale: see binomial_walk_kernel.h. */
struct lane {
    double a, b, total, of_a, share;
    double x, y, drift, variance, tilt, first, of_first;
};

/*
 * How many terms P(K = k + j) / P(K = k), j = 1, 2, ... are above exp(-depth): a term's logarithm is at most
 * -j (2 drift + j + 1) / (a y + b x + j max(0, y - x)).
 */
LANES double terms_of_sum(const struct lane *of) {
    const double depth = 40.0;
    const double most = 1024.0; /* never reached with total x y up to 625 */
    double lean = of->tilt > 0.0 ? of->tilt : 0.0;
    double half = 0.5 * (2.0 * of->drift + 1.0 - depth * lean);
    double terms = sqrt(half * half + depth * (of->first + of->b * of->x)) - half;
    if (!(terms < most)) terms = most;
    return terms < of->b - 1.0 ? terms : of->b - 1.0;
}

/* Terms that follow one another: their sum and the last of them, as fractions of one divisor. */
struct terms {
    double sum;
    double last;
    double divisor;
};

/* Those of a and of b, which begin where a ended. */
LANES struct terms joined(struct terms a, struct terms b) {
    return (struct terms){a.sum * b.divisor + a.last * b.sum, a.last * b.last, a.divisor * b.divisor};
}

/*
 * The sum of these terms, of which each is (b - j) / (a + j) x / y times the one before. Of eight blocks that follow one another
 * each lane adds one, as a fraction without divisions; a block's last term is what the next one begins with.
 */
LANES double sum_of_terms(const struct lane *of) {
    static const double block[width] = {0, 1, 2, 3, 4, 5, 6, 7};
    const int length = 2 + 2 * (int)(terms_of_sum(of) * (0.5 / width)); /* even ones are foretold more often */
    const double scale = of->of_a; /* or 2^53 to the 25th power would be a divisor */
    const double odds = of->x * of->of_first;
    double sums[width];
    double last[width];
    double divisors[width];
    for (size_t part = 0; part < parts; part++) {
        lanes j = lanes_load(block + part * lanes_count) * (double)length;
        lanes sum = lanes_set(0.0);
        lanes term = lanes_set(1.0);
        lanes divisor = lanes_set(1.0);
        for (int i = 0; i < length; i++) {
            j += 1.0;
            lanes below = (of->a + j) * scale;
            term *= (of->b - j) * odds;
            divisor *= below;
            sum = sum * below + term;
        }
        lanes_store(sums + part * lanes_count, sum);
        lanes_store(last + part * lanes_count, term);
        lanes_store(divisors + part * lanes_count, divisor);
    }
#define BLOCK(i) ((struct terms){sums[i], last[i], divisors[i]})
    struct terms first = joined(joined(BLOCK(0), BLOCK(1)), joined(BLOCK(2), BLOCK(3)));
    struct terms second = joined(joined(BLOCK(4), BLOCK(5)), joined(BLOCK(6), BLOCK(7)));
#undef BLOCK
    struct terms all = joined(first, second);
    return all.sum / all.divisor;
}

enum { points = 24 };

/* The Gauss-Legendre rule on [0, 1], computed with 50 digits and rounded. */
static const double node[points] = {
    0.00240639000148932, 0.012635722014345251, 0.030862723998633622, 0.056792236497799485, 0.08999900701304854,
    0.12993790421072282, 0.17595317403151223,  0.22728926430558022,  0.2831032461869774,   0.3424786601519183,
    0.40444056626319186, 0.4679715535686972,   0.5320284464313028,   0.5955594337368082,   0.6575213398480817,
    0.7168967538130225,  0.7727107356944197,   0.8240468259684878,   0.8700620957892772,   0.9100009929869515,
    0.9432077635022005,  0.9691372760013663,   0.9873642779856547,   0.9975936099985107};
static const double weight[points] = {
    0.0061706148999936,  0.014265694314466832, 0.022138719408709904, 0.02964929245771839, 0.03667324070554015,
    0.04309508076597664, 0.04880932605205694,  0.05372213505798282,  0.0577528340268628,  0.060835236463901696,
    0.06291872817341415, 0.06396909767337608,  0.06396909767337608,  0.06291872817341415, 0.060835236463901696,
    0.0577528340268628,  0.05372213505798282,  0.04880932605205694,  0.04309508076597664, 0.03667324070554015,
    0.02964929245771839, 0.022138719408709904, 0.014265694314466832, 0.0061706148999936};

/*
 * R as an integral over v > 0 of f(w - v) / f(w), for total x y > 625, where the integrand is near to a normal curve and v stays
 * below 0.34. Its logarithm is -a v - total log(y + x exp(-v)): the cumulants of a Bernoulli variable, of which those up to the
 * eleventh leave less than 1e-16 of R.
 */
LANES double integral(const struct lane *at) {
    const double depth = 36.0;
    const double s = at->variance;
    const double c2 = -0.5 * at->total * s;
    const double odd = -2.0 * c2 * at->tilt;
    const double c3 = odd * (1.0 / 6);
    const double c4 = c2 * (1.0 - 6.0 * s) * (1.0 / 12);
    const double c5 = odd * (1.0 - 12.0 * s) * (1.0 / 120);
    const double c6 = c2 * (1.0 - s * (30.0 - s * 120.0)) * (1.0 / 360);
    const double c7 = odd * (1.0 - s * (60.0 - s * 360.0)) * (1.0 / 5040);
    const double c8 = c2 * (1.0 - s * (126.0 - s * (1680.0 - s * 5040.0))) * (1.0 / 20160);
    const double c9 = odd * (1.0 - s * (252.0 - s * (5040.0 - s * 20160.0))) * (1.0 / 362880);
    const double c10 = c2 * (1.0 - s * (510.0 - s * (17640.0 - s * (151200.0 - s * 362880.0)))) * (1.0 / 1814400);
    const double c11 = odd * (1.0 - s * (1020.0 - s * (52920.0 - s * (604800.0 - s * 1814400.0)))) * (1.0 / 39916800);
    const double reach = 2.0 * depth / (at->drift + sqrt(at->drift * at->drift - 4.0 * depth * c2));
    double of[width];
    for (size_t part = 0; part < parts; part++) {
        lanes sum = lanes_set(0.0);
        for (size_t i = part * lanes_count; i < points; i += width) {
            lanes v = reach * lanes_load(node + i);
            lanes v2 = v * v;
            lanes v4 = v2 * v2;
            lanes low = (c2 + c3 * v) + v2 * (c4 + c5 * v);
            lanes middle = (c6 + c7 * v) + v2 * (c8 + c9 * v);
            lanes log_fall = v2 * (low + v4 * (middle + v4 * (c10 + c11 * v))) - at->drift * v;
            sum += lanes_load(weight + i) * lanes_exp(log_fall);
        }
        lanes_store(of + part * lanes_count, sum);
    }
    return reach * (((of[0] + of[4]) + (of[2] + of[6])) + ((of[1] + of[5]) + (of[3] + of[7])));
}

/* (P(K > k) + share P(K = k)) / P(K = k) */
LANES double tail_sum(const struct lane *at) {
    const double most = 625.0; /* from where a sum of 200 terms takes longer than the integral */
    if (at->total * at->variance > most) return integral(at) * at->first - (1.0 - at->share);
    return at->share + sum_of_terms(at);
}

/* What Stirling's formula lacks: log z! - ((z + 1/2) log z - z + log(2 pi) / 2), z whole; beyond 31 the series' rest is 1e-19. */
LANES double stirling_rest(double z, double of_z) {
    static const double small[] = {0.0,
                                   0.08106146679532726,
                                   0.0413406959554093,
                                   0.02767792568499834,
                                   0.020790672103765093,
                                   0.016644691189821193,
                                   0.013876128823070748,
                                   0.01189670994589177,
                                   0.010411265261972096,
                                   0.009255462182712733,
                                   0.00833056343336287,
                                   0.007573675487951841,
                                   0.00694284010720953,
                                   0.006408994188004207,
                                   0.0059513701127588475,
                                   0.005554733551962801,
                                   0.0052076559196096404,
                                   0.004901395948434738,
                                   0.004629153749334028,
                                   0.004385560249232324,
                                   0.004166319691996922,
                                   0.00396795421864086,
                                   0.0037876180684444346,
                                   0.0036229602246830948,
                                   0.003472021382978767,
                                   0.003333155636728093,
                                   0.003204970228055038,
                                   0.0030862786826087773,
                                   0.002976063983550409,
                                   0.0028734493623524663,
                                   0.0027776749297526936,
                                   0.002688078828531143};
    if (z < 32.0) return small[(int64_t)z]; /* no int: clang converts first, which is INVALID from 2^31 on */
    double u = of_z * of_z;
    return of_z * (1.0 / 12 - u * (1.0 / 360 - u * (1.0 / 1260 - u * (1.0 / 1680 - u * (1.0 / 1188)))));
}

#endif
