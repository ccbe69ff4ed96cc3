#include "stats/compare/power.h"

#include <float.h>
#include <math.h>

#include "stats/compare/compare.h"
#include "stats/compare/test.h"

/* Fleiss, Levin and Paik 2003, ch. 4.2: the test takes the pooled variance of no change, the change has its own. */
double power_of_pearson(const struct audits *audits, const struct asked *asked) {
    struct proportion p = audits->rate_before;
    struct proportion q = audits->rate_after;
    double all = audits->before + audits->after;
    double pooled = (audits->before * p.x + audits->after * q.x) * (audits->before * p.y + audits->after * q.y);
    double critical = asked->tail.z * sqrt(pooled / audits->before / audits->after / all);
    double spread = fmax(sqrt(p.x * p.y / audits->before + q.x * q.y / audits->after), DBL_MIN); /* of rates 0 and 1 */
    double change = p.x + q.x <= 1.0 ? q.x - p.x : p.y - q.y;
    if (pooled == 0.0) return 0.0;
    double rise = asked->side == PEEL_SIDE_UPPER ? 0.0 : test_normal((critical - change) / spread, PEEL_SIDE_LOWER);
    double fall = asked->side == PEEL_SIDE_LOWER ? 0.0 : test_normal((critical + change) / spread, PEEL_SIDE_LOWER);
    return fmin(1.0, rise + fall);
}

static double power_of(int32_t method, const struct audits *audits, const struct asked *asked) {
    return method == PEEL_TEST_PEARSON ? power_of_pearson(audits, asked) : power_of_fisher(audits, asked);
}

static int is_rate(double rate) {
    return rate >= 0.0 && rate <= 1.0;
}

static peel_status read(const peel_compare_options *options, double rate_before, double rate_after, int32_t *method,
                        struct audits *audits, struct asked *asked) {
    struct plan plan;
    peel_status status = compare_plan(options, PEEL_TEST_FISHER, &plan, NULL);
    if (status != PEEL_OK) return status;
    int exact = plan.method == PEEL_TEST_FISHER || plan.method == PEEL_TEST_FISHER_MID_P;
    if (!exact && plan.method != PEEL_TEST_PEARSON) return PEEL_ERROR_METHOD;
    if (!is_rate(rate_before) || !is_rate(rate_after)) return PEEL_ERROR_RATE;
    *method = plan.method;
    *audits = (struct audits){{rate_before, 1.0 - rate_before}, {rate_after, 1.0 - rate_after}, 1.0, 1.0};
    *asked = (struct asked){plan.alpha, plan.tail, plan.side, plan.method == PEEL_TEST_FISHER_MID_P ? 0.5 : 1.0, 1e-20};
    return PEEL_OK;
}

static int64_t most_cases(int32_t method) {
    return method == PEEL_TEST_PEARSON ? PEEL_COUNT_MAX : PEEL_UNCONDITIONAL_MAX;
}

peel_status peel_compare_power(double rate_before, double rate_after, int64_t assessed_before, int64_t assessed_after,
                               const peel_compare_options *options, double *power) {
    struct audits audits;
    struct asked asked;
    int32_t method;
    if (!power) return PEEL_ERROR_NULL;
    peel_status status = read(options, rate_before, rate_after, &method, &audits, &asked);
    if (status != PEEL_OK) return status;
    if (assessed_before < 1 || assessed_after < 1) return PEEL_ERROR_RANGE;
    if (assessed_before > most_cases(method) || assessed_after > most_cases(method)) return PEEL_ERROR_TOO_LARGE;
    audits.before = (double)assessed_before;
    audits.after = (double)assessed_after;
    *power = power_of(method, &audits, &asked);
    return PEEL_OK;
}

/* Is the power reached with n cases in each audit? Of 100% v 50%, n odd, it may be 1/2 exactly: rounding must not decide there. */
static int is_enough(int32_t method, struct audits *audits, const struct asked *asked, int64_t n, double power) {
    audits->before = audits->after = (double)n;
    return power_of(method, audits, asked) >= power - 1e-12 * fmin(power, 1.0 - power);
}

/* The normal formula's power rises with n: bisection. PEEL_COUNT_MAX + 1 where that is not enough. */
static int64_t size_by_normal(struct audits *audits, const struct asked *asked, double power) {
    int64_t below = 0;
    int64_t found = PEEL_COUNT_MAX + 1;
    while (found - below > 1) {
        int64_t n = below + (found - below) / 2;
        if (is_enough(PEEL_TEST_PEARSON, audits, asked, n, power))
            found = n;
        else
            below = n;
    }
    return found;
}

/*
 * From how many cases on the power of an exact test is never below `power` again, by Hoeffding 1963 (J Am Stat Assoc 58:13-30),
 * theorems 1 and 4. Given m of 2 n cases met, n d more of them after than before have p <= exp(-n d^2 / 2), two-sided twice that;
 * so p <= alpha from d = t on, with n t^2 = 2 log(2 / alpha). And where the rates differ by c, P(d < t) <= exp(-n (c - t)^2). Both
 * only fall as n grows. On the side where the rates do not change no number is enough.
 */
static double clear_of_teeth(const struct audits *audits, const struct asked *asked, double power) {
    double rise = audits->rate_after.x - audits->rate_before.x;
    double change = asked->side == PEEL_SIDE_TWO_SIDED ? fabs(rise) : asked->side == PEEL_SIDE_LOWER ? rise : -rise;
    if (change < 0.0) return INFINITY;
    double root = sqrt(2.0 * log(2.0 / asked->alpha)) + sqrt(-log1p(-power));
    return ceil(root / change * (root / change));
}

/*
 * The same, with what is too small to count far larger: a fifth of the time. The ends that are left out are less than 0.001 alpha:
 * by so much alpha is lowered and more power is asked for, so that what is said to be enough is.
 */
static int is_clearly_enough(int32_t method, struct audits *audits, const struct asked *asked, int64_t n,
                             double power) {
    struct asked roughly = *asked;
    roughly.least = 1e-6;
    roughly.alpha *= 0.999;
    return is_enough(method, audits, &roughly, n, power + 0.001 * asked->alpha);
}

/* The power of an exact test is a saw: it is followed down from where its teeth stand clear, or from the cap. */
static int64_t size_by_sum(int32_t method, struct audits *audits, const struct asked *asked, double power) {
    int64_t n = (int64_t)fmin(clear_of_teeth(audits, asked, power), (double)PEEL_UNCONDITIONAL_MAX);
    while (n > 0 && (is_clearly_enough(method, audits, asked, n, power) || is_enough(method, audits, asked, n, power)))
        n--;
    return n + 1;
}

peel_status peel_compare_size(double rate_before, double rate_after, double power, const peel_compare_options *options,
                              int64_t *assessed) {
    struct audits audits;
    struct asked asked;
    int32_t method;
    if (!assessed) return PEEL_ERROR_NULL;
    peel_status status = read(options, rate_before, rate_after, &method, &audits, &asked);
    if (status != PEEL_OK) return status;
    if (rate_before == rate_after) return PEEL_ERROR_RATE;
    if (power == 0.0) power = 0.8;
    if (!(power > asked.alpha && power < 1.0)) return PEEL_ERROR_POWER;
    int64_t found = method == PEEL_TEST_PEARSON ? size_by_normal(&audits, &asked, power)
                                                : size_by_sum(method, &audits, &asked, power);
    if (found > most_cases(method)) return PEEL_ERROR_TOO_LARGE;
    *assessed = found;
    return PEEL_OK;
}
