/*
 * P(K = x) with y = m - x left over is, by Stirling's formula with its errors,
 *     sqrt(m n a b / (2 pi x y (a + x) (b + y) (a + b))) exp(errors - D), n = m + a + b,
 * D = x h(-d / x) + y h(d / y) + a h(d / a) + b h(-d / b), d = (x b - y a) / n, h(t) = t - log1p(t): all terms of D are positive
 * (Loader 2000 for the hypergeometric distribution, which this one is with a case more where a and b are whole numbers).
 */
#include "numeric/beta_binomial.h"

#include <math.h>

#include "numeric/elementary.h"
#include "numeric/gauss.h"

static const double two_pi = 6.283185307179586;

struct beta_binomial beta_binomial(double m, double a, double b) {
    double n = m + (a + b);
    double errors =
        ((stirling_error(m) - stirling_error(n)) + (stirling_error(a + b) - stirling_error(a))) - stirling_error(b);
    return (struct beta_binomial){m, a, b, n, sqrt(m / (a + b) * n / two_pi) * (sqrt(a) * sqrt(b)), errors};
}

struct beta_binomial beta_binomial_flipped(const struct beta_binomial *law) {
    struct beta_binomial flipped = *law;
    flipped.a = law->b;
    flipped.b = law->a;
    return flipped;
}

/* count h(t); where 1 + t is small its digits come from the share itself. */
static double part(double count, double d, double relative) {
    double t = d / count;
    return relative < 0.5 ? d - count * log(relative) : count * linear_minus_log1p(t);
}

/* x h(-d / x) and its error; of x = 0 what is left is -d. */
static double of_cases(double x, double d, double expected) {
    return x == 0.0 ? -d : part(x, -d, expected / x) + stirling_error(x);
}

/* The scale stays a product: as a logarithm, of 1e-15 say, its rounding alone would be 7e-15 of the probability. */
struct beta_binomial_term beta_binomial_term(const struct beta_binomial *law, double x) {
    const double of_none = 1.0 / two_pi; /* in place of x = 0, for 0! is 1 and not sqrt(2 pi x) */
    double y = law->m - x;
    double met = law->a + x;
    double failed = law->b + y;
    double d = difference_of_products(x, law->b, y, law->a) / law->n;
    double prior = law->a + law->b;
    double cases = of_cases(x, d, law->m * (met / law->n)) + of_cases(y, -d, law->m * (failed / law->n));
    double of_prior =
        part(law->a, d, prior * (met / law->n) / law->a) + part(law->b, -d, prior * (failed / law->n) / law->b);
    double errors = stirling_error(met) + stirling_error(failed);
    double counts = (x == 0.0 ? of_none : x) * (y == 0.0 ? of_none : y);
    return (struct beta_binomial_term){law->size / sqrt(counts) / sqrt(met * failed),
                                       law->errors + errors - cases - of_prior};
}

double beta_binomial_log_term(const struct beta_binomial *law, double x) {
    struct beta_binomial_term term = beta_binomial_term(law, x);
    return log(term.scale) + term.exponent;
}

/* P(K = j - 1) / P(K = j). */
static double one_less(const struct beta_binomial *law, double j) {
    return j / (law->m - j + 1.0) * ((law->b + (law->m - j)) / (law->a + (j - 1.0)));
}

/* Up to this many terms are added one by one; from 32 on a term changes slowly even for a prior of 0.001. */
enum { direct = 300, lowest = 32 };

struct terms {
    const struct beta_binomial *law;
    struct beta_binomial_term first; /* P(K = j): all terms are over that */
};

/* exp would set errno where it leaves the range of a double. */
static double within_range(double exponent) {
    const double farthest = 700.0;
    return exponent < -farthest ? 0.0 : exp(fmin(exponent, farthest));
}

static double over_first(const struct terms *terms, double x, double factor) {
    struct beta_binomial_term term = beta_binomial_term(terms->law, x);
    return term.scale / terms->first.scale * factor * within_range(term.exponent - terms->first.exponent);
}

/* From one term down to the next 0 or to nothing: all below `from`, whose term is given, and that. */
static double add_down(const struct beta_binomial *law, double from, double term, double most, double *last) {
    const double negligible = 0x1p-60;
    double sum = term;
    double j = from;
    for (; j > 0.0 && from - j < most && term > negligible * sum; j--) {
        term *= one_less(law, j);
        sum += term;
    }
    *last = term > negligible * sum ? j : 0.0;
    return sum;
}

/*
 * A sum over whole numbers is the integral to half-way between the last and the next one, less this, in central differences about
 * there (Euler and Maclaurin's formula for midpoints): d / 24 - 17 d^3 / 5760 + 367 d^5 / 967680.
 */
static double sum_correction(const struct beta_binomial *law, double next, double next_term) {
    double value[6]; /* the terms of next + 2 to next - 3 */
    value[2] = next_term;
    value[1] = value[2] / one_less(law, next + 1.0);
    value[0] = value[1] / one_less(law, next + 2.0);
    for (int i = 3; i < 6; i++)
        value[i] = value[i - 1] * one_less(law, next + 3.0 - i);
    double first = value[2] - value[3];
    double third = (value[1] - value[4]) - 3.0 * (value[2] - value[3]);
    double fifth = (value[0] - value[5]) - 5.0 * (value[1] - value[4]) + 10.0 * (value[2] - value[3]);
    return first / 24.0 - 17.0 * third / 5760.0 + 367.0 * fifth / 967680.0;
}

/* x of the logit that is v below that of x = end. */
static double below(const struct beta_binomial *law, double end, double v) {
    double shrunk = end * exp(-v);
    return law->m * (shrunk / (shrunk + (law->m - end)));
}

/* A term times the derivative of x by its logit. */
static double integrand(const struct terms *terms, double x) {
    const struct beta_binomial *law = terms->law;
    return over_first(terms, x, x / law->m * (law->m - x));
}

static double log_integrand(const struct terms *terms, double x) {
    const struct beta_binomial *law = terms->law;
    struct beta_binomial_term term = beta_binomial_term(law, x);
    double factor = term.scale / terms->first.scale * (x / law->m * (law->m - x));
    return term.exponent - terms->first.exponent + log(factor);
}

/*
 * How far below the logit of end the integrand is negligible, but not beyond that of start: from where a normal curve would be, for
 * of 1e15 numbers it may be a reach of 1e-8, which points spread over 3e-5 would miss.
 */
static double reach(const struct terms *terms, double start, double end) {
    const struct beta_binomial *law = terms->law;
    const double deep = 40.0, deeper = 60.0;
    const int cap = 60;
    double most = log(end / start) + log((law->m - start) / (law->m - end));
    double level = log_integrand(terms, end);
    double per_logit = end / law->m * (law->m - end);
    double slope = fmax(-per_logit * log(one_less(law, end + 0.5)), 0.0);
    double bend = per_logit * ((law->a + law->b) / law->n);
    double near = 0.0;
    double far = most;
    double v = fmin(2.0 * deep / (slope + sqrt(slope * slope + 2.0 * deep * bend)), most);
    for (int i = 0; i < cap && near < far; i++) {
        double depth = level - log_integrand(terms, v < most ? below(law, end, v) : start);
        if (depth < deep)
            near = v;
        else if (depth > deeper)
            far = v;
        else
            return v;
        v = far == most ? fmin(2.0 * near, most) : 0.5 * (near + far);
    }
    return far;
}

/* The integral of the terms from start to end over the logit, in panels of 6 at most. */
static double integral(const struct terms *terms, double start, double end) {
    const double widest = 6.0;
    double length = reach(terms, start, end);
    double panels = ceil(length / widest);
    double width = length / panels;
    double sum = 0.0;
    for (double panel = 0.0; panel < panels; panel++) {
        for (int i = 0; i < gauss_many; i++) {
            double x = below(terms->law, end, width * (panel + gauss_rule_many[0][i]));
            sum += gauss_rule_many[1][i] * integrand(terms, x);
        }
    }
    return width * sum;
}

/* P(K <= j), as a term and what it is to be multiplied by. */
struct tail {
    struct beta_binomial_term first;
    double ratio;
};

static struct tail lower_tail(const struct beta_binomial *law, double j) {
    const struct terms terms = {law, beta_binomial_term(law, j)};
    double last;
    double most = j <= 2.0 * direct ? j : direct;
    double sum = add_down(law, j, 1.0, most, &last);
    if (last == 0.0) return (struct tail){terms.first, sum};
    double upper = over_first(&terms, last, 1.0);
    double lower = over_first(&terms, lowest, 1.0);
    sum += integral(&terms, lowest - 0.5, last - 0.5);
    sum += sum_correction(law, lowest, lower) - sum_correction(law, last, upper);
    sum += add_down(law, lowest, lower, lowest, &last) - lower;
    return (struct tail){terms.first, sum};
}

/*
 * Above the mean by what lies beyond, unless that is more than half: far above it P(K = j), over which the lower tail would be had,
 * is nothing to the sum, and then a probability of 1 came out as exp(-7494).
 */
struct beta_binomial_lower beta_binomial_lower(const struct beta_binomial *law, double j, double p) {
    const double most = 0x1p1000;
    if (j >= law->m) return (struct beta_binomial_lower){-log(p), most};
    if (j > law->m * (law->a / (law->a + law->b))) {
        const struct beta_binomial flipped = beta_binomial_flipped(law);
        struct tail tail = lower_tail(&flipped, law->m - j - 1.0);
        double next = tail.first.scale * within_range(tail.first.exponent); /* P(K = j + 1) */
        double above = next * tail.ratio;
        if (above < 0.5) {
            double here = next * one_less(law, j + 1.0);
            return (struct beta_binomial_lower){log((1.0 - above) / p),
                                                here * most > 1.0 ? (1.0 - above) / here : most};
        }
    }
    struct tail tail = lower_tail(law, j);
    return (struct beta_binomial_lower){tail.first.exponent + log(tail.first.scale * tail.ratio / p), tail.ratio};
}
