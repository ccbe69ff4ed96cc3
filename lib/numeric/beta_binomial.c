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
    double size = m / (a + b) * n / two_pi;
    return (struct beta_binomial){m, a, b, n, 0.5 * (log(size) + log(a) + log(b)) + errors};
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

/* x h(-d / x), its error and half of log x: of x = 0 what is left is -d. */
static double of_cases(double x, double d, double expected) {
    if (x == 0.0) return -d - 0.5 * log(two_pi);
    return part(x, -d, expected / x) + stirling_error(x) + 0.5 * log(x);
}

double beta_binomial_log_term(const struct beta_binomial *law, double x) {
    double y = law->m - x;
    double met = law->a + x;
    double failed = law->b + y;
    double d = difference_of_products(x, law->b, y, law->a) / law->n;
    double prior = law->a + law->b;
    double cases = of_cases(x, d, law->m * (met / law->n)) + of_cases(y, -d, law->m * (failed / law->n));
    double of_prior =
        part(law->a, d, prior * (met / law->n) / law->a) + part(law->b, -d, prior * (failed / law->n) / law->b);
    double errors = stirling_error(met) + stirling_error(failed) - 0.5 * (log(met) + log(failed));
    return law->log_size + errors - cases - of_prior;
}

/* P(K = j - 1) / P(K = j). */
static double one_less(const struct beta_binomial *law, double j) {
    return j / (law->m - j + 1.0) * ((law->b + (law->m - j)) / (law->a + (j - 1.0)));
}

/* Up to this many terms are added one by one; from 32 on a term changes slowly even for a prior of 0.001. */
enum { direct = 300, lowest = 32 };

struct terms {
    const struct beta_binomial *law;
    double log_first; /* of P(K = j): all terms are over that */
};

static double term(const struct terms *terms, double x) {
    return exp(fmin(beta_binomial_log_term(terms->law, x) - terms->log_first, 700.0));
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

static double log_integrand(const struct terms *terms, double x) {
    const struct beta_binomial *law = terms->law;
    return beta_binomial_log_term(law, x) - terms->log_first + log(x / law->m * (law->m - x));
}

/* How far below the logit of end the integrand is negligible, but not beyond that of start. */
static double reach(const struct terms *terms, double start, double end) {
    const struct beta_binomial *law = terms->law;
    const double deep = 40.0;
    double most = log(end / start) + log((law->m - start) / (law->m - end));
    double level = log_integrand(terms, end);
    double near = 0.0;
    double far = fmin(1.0 / 1024, most);
    while (far < most && log_integrand(terms, below(law, end, far)) > fmin(level, 0.0) - deep) {
        near = far;
        far = fmin(2.0 * far, most);
    }
    if (far == most && log_integrand(terms, start) > level - deep) return most;
    for (int i = 0; i < 5; i++) {
        double middle = 0.5 * (near + far);
        if (log_integrand(terms, below(law, end, middle)) > level - deep)
            near = middle;
        else
            far = middle;
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
            sum += gauss_rule_many[1][i] * exp(fmin(log_integrand(terms, x), 700.0));
        }
    }
    return width * sum;
}

struct beta_binomial_tail beta_binomial_lower(const struct beta_binomial *law, double j) {
    const struct terms terms = {law, beta_binomial_log_term(law, j)};
    double last;
    double most = j <= 2.0 * direct ? j : direct;
    double sum = add_down(law, j, 1.0, most, &last);
    if (last == 0.0) return (struct beta_binomial_tail){terms.log_first, sum};
    double upper = term(&terms, last);
    double lower = term(&terms, lowest);
    sum += integral(&terms, lowest - 0.5, last - 0.5);
    sum += sum_correction(law, lowest, lower) - sum_correction(law, last, upper);
    sum += add_down(law, lowest, lower, lowest, &last) - lower;
    return (struct beta_binomial_tail){terms.log_first, sum};
}
