/*
 * The score statistic of a difference, by the multiplier of its constraint in the place of the cubic of Miettinen and Nurminen 1985.
 *
 * The rates x after and y before that are likeliest under x - y = change satisfy, with one multiplier L,
 *     met / n - x = (L / n) x (1 - x) after, and the same of failures before,
 * a quadratic each. So the observed change less the hypothetical one is w(L) = a(L) + b(L), the falls of both, its variance is
 * w / L, and the squared statistic is L w(L) / factor. All terms are positive and rise with L: nothing cancels, the root is the only
 * one, and the limit is the change less w. (In the cubic a rate of 1e-12 has no digit left, which has 4 here of each ulp.)
 */
#include "stats/compare/score.h"

#include "stats/compare/bracket.h"
#include "stats/compare/wilson_fall.h"

/* A sample as seen from its far limit: the counts in cases, weighed; n = 0 for a census, whose rate does not move. */
struct faller {
    double hit;
    double miss;
    double n;
};

static struct faller faller(double hit, double miss, const struct compare_counts *sample) {
    double weight = sample->weight;
    if (isinf(weight)) return (struct faller){0.0, 0.0, 0.0};
    return (struct faller){weight * hit, weight * miss, weight * sample->assessed};
}

struct fall {
    double fall;
    double slope; /* its derivative by log L */
};

/*
 * The quadratic's root, less hit / n. With r the root of (n - L)^2 + 4 L miss, x = 2 hit / (n + L + r), and its complement is
 * 2 miss / (n - L + r), or (L - n + r) / 2 L.
 */
static struct fall fall_at(struct faller sample, double l) {
    if (sample.hit == 0.0) return (struct fall){0.0, 0.0};
    double gap = fabs(sample.n - l);
    double r = sqrt(gap * gap + 4.0 * l * sample.miss);
    double under = sample.n * (sample.n + l + r);
    double fall =
        l < sample.n ? 4.0 * l * sample.hit * sample.miss / (under * (gap + r)) : sample.hit * (gap + r) / under;
    return (struct fall){fall, fall > 0.0 ? fall * sample.n / r : 0.0};
}

static double factor(const struct compare_pair *pair, int small) {
    double cases = pair->before.weight * pair->before.assessed + pair->after.weight * pair->after.assessed;
    return small && !isinf(cases) ? cases / (cases - 1.0) : 1.0;
}

/*
 * L w(L) = square, solved for w. Alone, each sample would fall to its Wilson limit; together they fall by no less than the
 * larger and no more than the sum of the two, and nearly by the root of the sum of squares, as Newcombe has it.
 */
static peel_status solve_fall(struct faller a, struct faller b, double a_alone, double b_alone, double square,
                              double *w) {
    struct bracket bracket = {fmax(a_alone, b_alone), a_alone + b_alone, a_alone + b_alone};
    double at = sqrt(a_alone * a_alone + b_alone * b_alone);
    for (int i = 0; i < bracket_cap; i++) {
        double l = square / at;
        struct fall fa = fall_at(a, l);
        struct fall fb = fall_at(b, l);
        double excess = fa.fall + fb.fall - at;
        double newton = at + excess / (1.0 + (fa.slope + fb.slope) / at);
        if (fabs(newton - at) <= bracket_last_step * at) {
            *w = newton;
            return PEEL_OK;
        }
        if (bracket.high - bracket.low <= 0x1p-52 * at) { /* a rate of 1 bends w so that Newton finds no way */
            *w = at;
            return PEEL_OK;
        }
        at = bracket_next(&bracket, at, excess < 0.0, newton);
    }
    return PEEL_ERROR_SEARCH;
}

static double fall_alone(struct faller sample, double z) {
    return sample.hit == 0.0 ? 0.0 : wilson_fall(sample.hit, sample.miss, sample.n, 1.0, z);
}

peel_status compare_score_lower(const struct compare_pair *pair, double z, int small, double *lower) {
    struct faller a = faller(pair->after.met, pair->after.failed, &pair->after);
    struct faller b = faller(pair->before.failed, pair->before.met, &pair->before);
    double square = z * z * factor(pair, small);
    double a_alone = fall_alone(a, sqrt(square));
    double b_alone = fall_alone(b, sqrt(square));
    double w = a_alone + b_alone;
    if (a_alone != 0.0 && b_alone != 0.0) {
        peel_status status = solve_fall(a, b, a_alone, b_alone, square, &w);
        if (status != PEEL_OK) return status;
    }
    *lower = pair->change - w;
    return PEEL_OK;
}

/* The multiplier at which one sample falls by `fall`. */
static double multiplier(struct faller sample, double fall) {
    double x = sample.hit / sample.n - fall;
    double y = sample.miss == 0.0 ? fall : sample.miss / sample.n + fall;
    return sample.n * fall / (x * y);
}

/* w(L) = gap, solved for L: between the multipliers at which each sample falls by its share of the gap. */
static peel_status solve_multiplier(struct faller a, struct faller b, double gap, double *l) {
    double share = gap / (a.hit / a.n + b.hit / b.n);
    double la = multiplier(a, share * (a.hit / a.n));
    double lb = multiplier(b, share * (b.hit / b.n));
    struct bracket bracket = {fmin(la, lb), fmax(la, lb), fmax(la, lb)};
    double at = sqrt(la) * sqrt(lb);
    if (isinf(bracket.high)) { /* the gap is all but its last digit of what there is */
        *l = INFINITY;
        return PEEL_OK;
    }
    for (int i = 0; i < bracket_cap; i++) {
        struct fall fa = fall_at(a, at);
        struct fall fb = fall_at(b, at);
        double lack = gap - (fa.fall + fb.fall);
        double newton = at + at * (lack / (fa.slope + fb.slope));
        if (fabs(newton - at) <= bracket_last_step * at || bracket.high - bracket.low <= 0x1p-52 * at) {
            *l = newton;
            return PEEL_OK;
        }
        at = bracket_next(&bracket, at, lack < 0.0, newton);
    }
    return PEEL_ERROR_SEARCH;
}

peel_status compare_score(const struct compare_pair *pair, double change, int small, double *z) {
    double gap = pair->change - change;
    struct compare_pair swapped = compare_swapped(pair);
    const struct compare_pair *falling = gap < 0.0 ? &swapped : pair;
    struct faller a = faller(falling->after.met, falling->after.failed, &falling->after);
    struct faller b = faller(falling->before.failed, falling->before.met, &falling->before);
    double room = (a.hit > 0.0 ? a.hit / a.n : 0.0) + (b.hit > 0.0 ? b.hit / b.n : 0.0);
    double sign = gap < 0.0 ? -1.0 : 1.0;
    double l = INFINITY;
    peel_status status = PEEL_OK;
    gap = fabs(gap);
    if (gap == 0.0) {
        *z = 0.0;
        return PEEL_OK;
    }
    if (!(gap >= room) && a.hit > 0.0 && b.hit > 0.0)
        status = solve_multiplier(a, b, gap, &l);
    else if (gap < room)
        l = multiplier(a.hit > 0.0 ? a : b, gap);
    if (status == PEEL_OK) *z = sign * sqrt(gap * l / factor(pair, small));
    return status;
}
