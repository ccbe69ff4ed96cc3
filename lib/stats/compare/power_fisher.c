/*
 * Given m cases met in both samples together, Fisher's test has p <= alpha where the count met after is small or large enough.
 * For every m the two ends are found, and the results beyond them summed.
 */
#include <math.h>
#include <peel/compare.h>
#include <stddef.h>

#include "numeric/binomial.h"
#include "numeric/hypergeometric.h"
#include "stats/compare/power.h"
#include "stats/plan.h"

enum { sizes = PEEL_UNCONDITIONAL_MAX + 1 };

/* Probabilities of the counts from `first` to `last`; those outside are too small to count. */
struct window {
    double p[sizes];
    ptrdiff_t first;
    ptrdiff_t last;
};

static void fill_binomial(struct window *window, double n, struct proportion rate, double least) {
    double mode = fmin(floor((n + 1.0) * rate.x), n);
    double term = binomial_term(mode, n, rate);
    window->first = window->last = (ptrdiff_t)mode;
    window->p[window->first] = term;
    for (double k = mode; k < n && term >= least; k++) {
        term *= (n - k) / (k + 1.0) * (rate.x / rate.y);
        window->p[++window->last] = term;
    }
    term = window->p[(size_t)mode];
    for (double k = mode; k > 0.0 && term >= least; k--) {
        term *= k / (n - k + 1.0) * (rate.y / rate.x);
        window->p[--window->first] = term;
    }
}

/* The count met after, given m. */
static void fill_hypergeometric(struct window *window, double before, double after, double m, double least) {
    double mode = floor((after + 1.0) * (m + 1.0) / (before + after + 2.0));
    const struct table at = {m - mode, before - m + mode, mode, after - mode};
    double term = hypergeometric_term(at);
    window->first = window->last = (ptrdiff_t)mode;
    window->p[window->first] = term;
    for (double a = at.a, b = at.b, c = at.c, d = at.d; a > 0.0 && d > 0.0 && term >= least; a--, b++, c++, d--) {
        term *= (a * d) / ((b + 1.0) * (c + 1.0));
        window->p[++window->last] = term;
    }
    term = window->p[(size_t)mode];
    for (double a = at.a, b = at.b, c = at.c, d = at.d; b > 0.0 && c > 0.0 && term >= least; a++, b--, c--, d++) {
        term *= (b * c) / ((a + 1.0) * (d + 1.0));
        window->p[--window->first] = term;
    }
}

/* Counts that are not significant: from `low` to `high`. */
struct accepted {
    ptrdiff_t low;
    ptrdiff_t high;
};

/* The sum of the probabilities from both ends inwards that are at most `most`. */
static double ends_up_to(const struct window *window, struct accepted left, double most) {
    double sum = 0.0;
    for (; left.low <= left.high && window->p[left.low] <= most; left.low++)
        sum += window->p[left.low];
    for (; left.low <= left.high && window->p[left.high] <= most; left.high--)
        sum += window->p[left.high];
    return sum;
}

/* Takes the least likely count off, from either end, as long as its p is significant. */
static struct accepted two_sided(const struct window *window, const struct asked *asked) {
    struct accepted left = {window->first, window->last};
    double beyond = 0.0;
    while (left.low <= left.high) {
        double low = window->p[left.low];
        double high = window->p[left.high];
        double least = fmin(low, high);
        double p = beyond + ends_up_to(window, left, least * (1.0 + 1e-7)) - (1.0 - asked->share) * least;
        if (!plan_significant(p, asked->alpha)) break;
        beyond += least;
        if (low <= high)
            left.low++;
        else
            left.high--;
    }
    return left;
}

static struct accepted one_sided(const struct window *window, const struct asked *asked) {
    struct accepted left = {window->first, window->last};
    int large = asked->side == PEEL_SIDE_LOWER;
    double beyond = 0.0;
    while (left.low <= left.high) {
        double here = window->p[large ? left.high : left.low];
        if (!plan_significant(beyond + asked->share * here, asked->alpha)) break;
        beyond += here;
        if (large)
            left.high--;
        else
            left.low++;
    }
    if (large)
        left.low = 0;
    else
        left.high = sizes;
    return left;
}

struct sums {
    double significant;
    double others;
};

/* Over all results with m cases met that can count. */
static void add_given(struct sums *sums, const struct window *before, const struct window *after, ptrdiff_t m,
                      struct accepted accepted) {
    ptrdiff_t first = after->first > m - before->last ? after->first : m - before->last;
    ptrdiff_t last = after->last < m - before->first ? after->last : m - before->first;
    for (ptrdiff_t k = first; k <= last; k++) {
        double p = after->p[k] * before->p[m - k];
        if (k < accepted.low || k > accepted.high)
            sums->significant += p;
        else
            sums->others += p;
    }
}

/* Where all cases met the criterion, or none did, there is nothing to test and p is 1: of mid-P, too, whose sum would say 1/2. */
static struct accepted accepted_of(const struct window *given, double m, double all, const struct asked *asked) {
    if (m == 0.0 || m == all) return (struct accepted){0, sizes};
    return asked->side == PEEL_SIDE_TWO_SIDED ? two_sided(given, asked) : one_sided(given, asked);
}

double power_of_fisher(const struct audits *audits, const struct asked *asked) {
    struct window before, after, given;
    struct sums sums = {0.0, 0.0};
    double all = audits->before + audits->after;
    double least = asked->least * asked->alpha;
    fill_binomial(&before, audits->before, audits->rate_before, least);
    fill_binomial(&after, audits->after, audits->rate_after, least);
    for (ptrdiff_t m = before.first + after.first; m <= before.last + after.last; m++) {
        fill_hypergeometric(&given, audits->before, audits->after, (double)m, least);
        add_given(&sums, &before, &after, m, accepted_of(&given, (double)m, all, asked));
    }
    return sums.significant < 0.5 ? sums.significant : 1.0 - sums.others;
}
