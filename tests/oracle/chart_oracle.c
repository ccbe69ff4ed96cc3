#include "oracle/chart_oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef long double real;

/* What a segment's baseline holds. */
struct base {
    int first, end; /* of the segment */
    int at[oracle_chart_max], n;
    real met, cases;
};

static int has(const struct oracle_chart *chart, int i) {
    return chart->values ? !isnan(chart->given[i]) : chart->size[i] > 0;
}

static real own_value(const struct oracle_chart *chart, int i) {
    return chart->values ? (real)chart->given[i] : (real)chart->met[i] / (real)chart->size[i];
}

static struct base base_of(const struct oracle_chart *chart, int first) {
    struct base base = {.first = first, .end = first + 1};
    while (base.end < chart->n && !chart->rebase[base.end])
        base.end++;
    int from = first, to = base.end;
    if (chart->baseline_end && chart->baseline_first >= first && chart->baseline_first < base.end) {
        from = chart->baseline_first;
        to = chart->baseline_end;
    }
    for (int i = from; i < to; i++) {
        if (!has(chart, i) || chart->excluded[i]) continue;
        base.at[base.n++] = i;
        base.met += (real)chart->met[i];
        base.cases += (real)chart->size[i];
    }
    return base;
}

/* The mean of |x_i - x_(i-1)| of neighbours in the baseline; NaN without any. */
static real mean_range(const struct base *base, const real *x, int screening, int *count) {
    real range[oracle_chart_max], sum = 0, kept = 0;
    int n = 0, left = 0;
    for (int b = 1; b < base->n; b++)
        if (base->at[b] == base->at[b - 1] + 1) range[n++] = fabsl(x[base->at[b]] - x[base->at[b - 1]]);
    for (int r = 0; r < n; r++)
        sum += range[r];
    *count = n;
    if (n == 0) return NAN;
    for (int r = 0; r < n; r++)
        if (!screening || range[r] < 3.267L * (sum / n)) {
            kept += range[r];
            left++;
        }
    return left ? kept / left : sum / n;
}

static int by_size(const void *a, const void *b) {
    real x = *(const real *)a, y = *(const real *)b;
    return (x > y) - (x < y);
}

static real median(const struct base *base, const real *x) {
    real sorted[oracle_chart_max];
    for (int b = 0; b < base->n; b++)
        sorted[b] = x[base->at[b]];
    qsort(sorted, (size_t)base->n, sizeof sorted[0], by_size);
    return base->n ? (sorted[(base->n - 1) / 2] + sorted[base->n / 2]) / 2 : NAN;
}

/* P(K = k) of n cases at rate c. */
static real probability(long k, long n, real c) {
    if (c <= 0) return k == 0;
    if (c >= 1) return k == n;
    real ways = lgammal((real)n + 1) - lgammal((real)k + 1) - lgammal((real)(n - k) + 1);
    return expl(ways + (real)k * logl(c) + (real)(n - k) * logl(1 - c));
}

static void exact_limits(long n, real c, real sigmas, real *lower, real *upper) {
    real tail = erfcl(sigmas / sqrtl(2)) / 2, below = 0, above = 0;
    long low = 0, high = n;
    while ((below += probability(low, n, c)) <= tail)
        low++;
    while ((above += probability(high, n, c)) <= tail)
        high--;
    *lower = fminl((real)low / (real)n, c);
    *upper = fmaxl((real)high / (real)n, c);
}

static int constant(const struct base *base, const real *x) {
    for (int b = 1; b < base->n; b++)
        if (x[base->at[b]] != x[base->at[0]]) return 0;
    return base->n > 0;
}

static void around(struct oracle_answer *answer, int i, real centre, real low, real high) {
    answer->centre[i] = centre;
    answer->lower[i] = low;
    answer->upper[i] = high;
}

/* Two points, and more than a quarter, that differ from the median by 1e-12 of it at most. */
static int many_ties(const struct oracle_chart *chart, const struct base *base, const real *x, real median) {
    real there = 0, ties = 0;
    for (int i = base->first; i < base->end; i++) {
        if (!has(chart, i)) continue;
        there++;
        if (fabsl(x[i] - median) <= 1e-12L * fmaxl(fabsl(x[i]), fabsl(median))) ties++;
    }
    return ties >= 2 && ties / there > 0.25L;
}

/* p, exact, laney, ewma: about the rate of the baseline. */
static void about_a_rate(const struct oracle_chart *chart, const struct base *base, const real *x,
                         struct oracle_answer *answer) {
    real c = base->met / base->cases, z[oracle_chart_max], sum = c, variance = 0, factor = 1;
    int ranges = 0, varies = base->met > 0 && base->met < base->cases;
    for (int i = base->first; i < base->end; i++)
        z[i] = has(chart, i) ? (x[i] - c) / sqrtl(c * (1 - c) / (real)chart->size[i]) : NAN;
    real share = mean_range(base, z, chart->kind == ORACLE_LANEY && chart->screening, &ranges) / 1.128L;
    answer->scatter = varies ? share : NAN;
    if (!varies) answer->all_notes |= ORACLE_CONSTANT;
    if (chart->kind == ORACLE_LANEY) {
        factor = !varies ? 1 : chart->floor ? fmaxl(share, 1) : share;
        if (ranges == 0) answer->all_notes |= ORACLE_UNLIMITED;
        if (ranges == 0) factor = NAN;
        if (factor == 0) answer->all_notes |= ORACLE_WIDTHLESS;
    } else if (varies && ranges) {
        real most = 1 + 1.645L * sqrtl(0.826L / ranges);
        int kept;
        real screened = mean_range(base, z, 1, &kept) / 1.128L;
        if (screened > most) answer->all_notes |= ORACLE_SCATTERED;
        if (fabsl(screened - most) < 1e-9L) answer->in_doubt |= ORACLE_SCATTERED;
    }
    for (int i = base->first; i < base->end; i++) {
        if (!has(chart, i)) continue;
        real width = chart->sigmas * factor * sqrtl(c * (1 - c) / (real)chart->size[i]);
        if (chart->kind == ORACLE_EWMA) {
            real w = chart->weight;
            if (!chart->excluded[i]) {
                sum = w * x[i] + (1 - w) * sum;
                variance = w * w / (real)chart->size[i] + (1 - w) * (1 - w) * variance;
            }
            answer->value[i] = sum;
            width = chart->sigmas * sqrtl(c * (1 - c) * variance);
        }
        around(answer, i, c, c - width, c + width);
        if (chart->kind == ORACLE_EXACT)
            exact_limits(chart->size[i], c, chart->sigmas, &answer->lower[i], &answer->upper[i]);
    }
}

/* xmr, run, g, t: the same for all points. */
static void about_values(const struct oracle_chart *chart, const struct base *base, const real *x,
                         struct oracle_answer *answer) {
    real y[oracle_chart_max], mean = 0, centre, low = NAN, high = NAN;
    int t = chart->kind == ORACLE_T, ranges;
    for (int i = base->first; i < base->end; i++)
        y[i] = t && has(chart, i) ? powl(x[i], 1 / 3.6L) : x[i];
    for (int b = 0; b < base->n; b++)
        mean += y[base->at[b]];
    mean /= base->n;
    real range = mean_range(base, y, chart->screening, &ranges);
    centre = chart->kind == ORACLE_RUN || chart->kind == ORACLE_G ? median(base, x) : mean;
    if (chart->kind == ORACLE_XMR || t) {
        answer->scatter = range;
        low = mean - 2.66L / 3 * chart->sigmas * range;
        high = mean + 2.66L / 3 * chart->sigmas * range;
        if (ranges == 0) answer->all_notes |= ORACLE_UNLIMITED;
        if (range == 0 && !constant(base, x)) answer->all_notes |= ORACLE_WIDTHLESS;
    } else if (chart->kind == ORACLE_G) {
        low = fminl(mean - chart->sigmas * sqrtl(mean * (mean + 1)), centre);
        high = fmaxl(mean + chart->sigmas * sqrtl(mean * (mean + 1)), centre);
    }
    if (chart->kind == ORACLE_RUN && many_ties(chart, base, x, centre)) answer->all_notes |= ORACLE_TIED;
    if (chart->kind == ORACLE_G ? mean == 0 : constant(base, x)) answer->all_notes |= ORACLE_CONSTANT;
    if (t) centre = powl(centre, 3.6L);
    if (t) low = low < 0 ? low : powl(low, 3.6L);
    if (t) high = powl(high, 3.6L);
    for (int i = base->first; i < base->end; i++)
        if (has(chart, i)) around(answer, i, centre, low, high);
}

static void cusum(const struct oracle_chart *chart, const struct base *base, struct oracle_answer *answer) {
    real a = chart->accept, r = chart->reject, odds = a / (1 - a) * (a / (1 - a)) / (r / (1 - r));
    real up = r > a ? r : odds / (1 + odds), sum = 0;
    for (int i = base->first; i < base->end; i++) {
        if (!has(chart, i)) continue;
        real met = (real)chart->met[i], failed = (real)chart->size[i] - met;
        real more = met * logl(up / a) + failed * logl((1 - up) / (1 - a));
        if (!chart->excluded[i]) sum = fmaxl(0, sum + more);
        answer->value[i] = sum;
        around(answer, i, 0, -(real)chart->threshold, chart->threshold);
    }
}

static void segment(const struct oracle_chart *chart, const struct base *base, const real *x,
                    struct oracle_answer *answer) {
    long size = 0;
    answer->scatter = NAN;
    for (int i = base->first; i < base->end; i++) {
        answer->segment[i] = answer->segments;
        answer->value[i] = x[i];
        around(answer, i, NAN, NAN, NAN);
        if (chart->values || !has(chart, i) || (chart->kind != ORACLE_XMR && chart->kind != ORACLE_RUN)) continue;
        if (size && chart->size[i] != size) answer->all_notes |= ORACLE_UNEQUAL;
        size = chart->size[i];
    }
    if (chart->kind != ORACLE_CUSUM && base->n < 12) answer->all_notes |= ORACLE_SHORT;
    if (chart->kind == ORACLE_CUSUM) {
        cusum(chart, base, answer);
    } else if (base->n == 0) {
        answer->all_notes |= ORACLE_UNLIMITED;
    } else if (chart->kind < ORACLE_CUSUM) {
        about_a_rate(chart, base, x, answer);
    } else {
        about_values(chart, base, x, answer);
    }
}

/* Cuts limits to the scale, and says where they end. */
static void cut(const struct oracle_chart *chart, struct oracle_answer *answer, int i) {
    int from_0 = chart->kind != ORACLE_CUSUM && (!chart->values || chart->kind == ORACLE_G || chart->kind == ORACLE_T);
    int to_1 = chart->kind != ORACLE_CUSUM && !chart->values;
    real *low = &answer->lower[i], *high = &answer->upper[i];
    if (isnan(*low)) return;
    if ((from_0 && *low < 0) || (to_1 && *high > 1)) answer->notes[i] |= ORACLE_CUT;
    if ((from_0 && *low <= 0) || (to_1 && *high >= 1)) answer->notes[i] |= ORACLE_AT_END;
    /* a limit drawn exactly at an end, c = 0.9 of 81 cases, is decided by rounding */
    int exact = chart->kind == ORACLE_EXACT || answer->lower[i] == answer->upper[i];
    if (!exact && ((from_0 && fabsl(*low) < 1e-12L) || (to_1 && fabsl(*high - 1) < 1e-12L)))
        answer->in_doubt |= ORACLE_CUT | ORACLE_AT_END;
    if (from_0) *low = fmaxl(*low, 0);
    if (to_1) *high = fminl(*high, 1);
    answer->all_notes |= answer->notes[i];
}

static int signal_of(const struct oracle_chart *chart, int i) {
    unsigned sided = chart->rules[i] & chart->sided;
    int rises = (sided & chart->upward[i]) != 0, falls = (sided & ~chart->upward[i]) != 0;
    if (chart->rules[i] == 0) return ORACLE_NOISE;
    if (sided == 0 || chart->better == 0) return ORACLE_ANY;
    if (rises && falls) return ORACLE_BOTH;
    return rises == (chart->better > 0) ? ORACLE_BETTER : ORACLE_WORSE;
}

static int assurance_of(const struct oracle_chart *chart, const struct oracle_answer *answer, const struct base *last) {
    int passes = 1, fails = 1, limits = 0;
    if (!chart->has_target || chart->better == 0 || chart->dip) return ORACLE_NO_ASSURANCE;
    if (chart->kind == ORACLE_CUSUM || chart->kind == ORACLE_EWMA) return ORACLE_NO_ASSURANCE;
    for (int i = last->first; i < last->end; i++) {
        if (!answer->is_there[i] || isnan(answer->lower[i]) || answer->lower[i] == answer->upper[i]) continue;
        limits = 1;
        double lower = (double)answer->lower[i], upper = (double)answer->upper[i]; /* 19/20 is the double 0.95 */
        int below = lower > chart->target, above = upper < chart->target;
        passes = passes && (chart->better > 0 ? below : above);
        fails = fails && (chart->better > 0 ? above : below);
    }
    return !limits ? ORACLE_NO_ASSURANCE : passes ? ORACLE_PASSES : fails ? ORACLE_FAILS : ORACLE_EITHER;
}

static real reach_of(const struct oracle_chart *chart, const struct oracle_answer *answer) {
    if (chart->kind != ORACLE_P && chart->kind != ORACLE_EXACT) return NAN;
    if (!chart->has_target || chart->better == 0 || chart->dip) return NAN;
    long n = chart->size[answer->last];
    if (answer->centre[answer->last] == 0 || answer->centre[answer->last] == 1) return NAN;
    real sum = 0;
    for (long k = 0; k <= n; k++) {
        double rate = (double)k / (double)n; /* a target of 0.9 is reached by 9 of 10, whose double it is */
        if (chart->better > 0 ? rate >= chart->target : rate <= chart->target)
            sum += probability(k, n, answer->centre[answer->last]);
    }
    return sum;
}

static struct oracle_runs runs_of(const struct oracle_answer *answer, const struct base *last) {
    struct oracle_runs runs = {0};
    int before = 0, run = 0;
    for (int i = last->first; i < last->end; i++) {
        real off = answer->value[i] - answer->centre[i];
        if (!answer->is_there[i] || isnan(off) ||
            fabsl(off) <= 1e-12L * fmaxl(fabsl(answer->value[i]), fabsl(answer->centre[i])))
            continue;
        int side = off > 0 ? 1 : -1;
        runs.useful++;
        runs.crossings += before != 0 && side != before;
        run = side == before ? run + 1 : 1;
        before = side;
        if (run > runs.longest) runs.longest = run;
    }
    if (runs.useful == 0) return runs;
    runs.longest_most = (int)lroundl(log2l(runs.useful)) + 3;
    real sum = 0;
    while ((sum += probability(runs.crossings_least, runs.useful - 1, 0.5L)) < 0.05L)
        runs.crossings_least++;
    return runs;
}

void oracle_chart_of(const struct oracle_chart *chart, struct oracle_answer *answer) {
    real x[oracle_chart_max];
    struct base last = {0};
    int before = -1;
    memset(answer, 0, sizeof *answer);
    answer->variation = ORACLE_NOISE;
    for (int i = 0; i < chart->n; i++) {
        answer->is_there[i] = has(chart, i);
        x[i] = has(chart, i) ? own_value(chart, i) : NAN;
        if (!has(chart, i)) answer->notes[i] |= ORACLE_NOTHING;
        if (chart->kind == ORACLE_G || chart->kind == ORACLE_T) continue;
        if (before >= 0 && chart->period[i] > chart->period[before] + 1) answer->all_notes |= ORACLE_GAP;
        if (!has(chart, i)) answer->all_notes |= ORACLE_GAP;
        before = i;
    }
    for (int i = 0; i < chart->n; i = last.end) {
        last = base_of(chart, i);
        segment(chart, &last, x, answer);
        answer->segments++;
    }
    answer->first = last.first;
    for (int i = 0; i < chart->n; i++) {
        if (!has(chart, i)) continue;
        if (chart->dip) answer->lower[i] = answer->upper[i] = NAN;
        cut(chart, answer, i);
        answer->points++;
        answer->last = i;
        answer->signal[i] = answer->variation = signal_of(chart, i);
        answer->signals += chart->rules[i] != 0;
    }
    if (answer->points == 0) answer->all_notes |= ORACLE_NOTHING;
    if (chart->dip) answer->all_notes |= ORACLE_WITHHELD;
    answer->assurance = assurance_of(chart, answer, &last);
    if (answer->points == 0 || answer->last < answer->first)
        answer->variation = ORACLE_NOISE;
    else if (answer->variation == ORACLE_NOISE && chart->silent)
        answer->variation = ORACLE_ANY;
    answer->reach = answer->points && answer->last >= answer->first ? reach_of(chart, answer) : NAN;
    answer->runs = runs_of(answer, &last);
}
