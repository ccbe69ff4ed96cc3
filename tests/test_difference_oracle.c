/* The score limits of differences and ratios against another way to the same numbers: tests/oracle/score_oracle.h. */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>

#include "oracle/score_oracle.h"
#include <peel.h>

static const int sizes[] = {1, 2, 3, 6, 11};
static const double confidences[] = {0.5, 0.95, 1 - 1e-9};

struct pair {
    int met_before, before, met_after, after;
};

static peel_interval answer(struct pair p, int32_t method, double confidence) {
    const peel_sample before = {p.met_before, p.before, 0}, after = {p.met_after, p.after, 0};
    peel_compare_options options = {.size = sizeof options, .method = method, .confidence = confidence};
    peel_interval got;
    peel_status status = method / 100 == PEEL_CONCEPT_RATIO ? peel_ratio(&before, &after, &options, &got)
                                                            : peel_difference(&before, &after, &options, &got);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return got;
}

/* The largest of limit, change and the distance between them is what a difference's last digit belongs to. */
static void compare_difference(struct pair p, int32_t method, double confidence, long double z) {
    int small = method == PEEL_DIFFERENCE_MIETTINEN_NURMINEN;
    peel_interval got = answer(p, method, confidence);
    double lower = (double)oracle_change_lower(p.met_before, p.before, p.met_after, p.after, z, small);
    double upper = -(double)oracle_change_lower(p.met_after, p.after, p.met_before, p.before, z, small);
    double unit = 4 * DBL_EPSILON;
    cr_expect(fabs(got.lower - lower) <= unit * fmax(fabs(got.estimate), fabs(got.estimate - lower)),
              "%d: %d/%d then %d/%d at %.10g: lower %.17g, the oracle says %.17g", method, p.met_before, p.before,
              p.met_after, p.after, confidence, got.lower, lower);
    cr_expect(fabs(got.upper - upper) <= unit * fmax(fabs(got.estimate), fabs(upper - got.estimate)),
              "%d: %d/%d then %d/%d at %.10g: upper %.17g, the oracle says %.17g", method, p.met_before, p.before,
              p.met_after, p.after, confidence, got.upper, upper);
}

static void compare_ratio(struct pair p, int32_t method, double confidence, long double z) {
    int small = method == PEEL_RATIO_MIETTINEN_NURMINEN;
    peel_interval got = answer(p, method, confidence);
    double lower = (double)oracle_ratio_lower(p.met_before, p.before, p.met_after, p.after, z, small);
    cr_expect(fabs(got.lower - lower) <= 4 * DBL_EPSILON * lower,
              "%d: %d/%d then %d/%d at %.10g: lower %.17g, the oracle says %.17g", method, p.met_before, p.before,
              p.met_after, p.after, confidence, got.lower, lower);
}

typedef void compared(struct pair p, int32_t method, double confidence, long double z);

static void small_world(int32_t method, compared *compare) {
    for (int c = 0; c < 3; c++) {
        long double z = oracle_quantile((long double)(1 - confidences[c]) / 2);
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < 5; j++)
                for (int k = 0; k <= sizes[i]; k++)
                    for (int l = 0; l <= sizes[j]; l++)
                        compare((struct pair){k, sizes[i], l, sizes[j]}, method, confidences[c], z);
    }
}

Test(difference_oracle, miettinen_nurminen) {
    small_world(PEEL_DIFFERENCE_MIETTINEN_NURMINEN, compare_difference);
}

Test(difference_oracle, mee) {
    small_world(PEEL_DIFFERENCE_MEE, compare_difference);
}

/* Where neither has a case met there is no ratio; test_ratio.c has that. The upper limit is that of the swapped samples. */
static void compare_ratio_if_any(struct pair p, int32_t method, double confidence, long double z) {
    if (p.met_before + p.met_after > 0) compare_ratio(p, method, confidence, z);
}

Test(difference_oracle, koopman) {
    small_world(PEEL_RATIO_KOOPMAN, compare_ratio_if_any);
}

Test(difference_oracle, miettinen_nurminen_ratio) {
    small_world(PEEL_RATIO_MIETTINEN_NURMINEN, compare_ratio_if_any);
}
