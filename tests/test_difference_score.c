/* The score statistic of a change (lib/stats/compare/score.h), which margins are tested by, and its search. */
#include <criterion/criterion.h>
#include <math.h>

#include "oracle/score_oracle.h"
#include "stats/compare/score.h"

static struct compare_pair pair_of(peel_sample before, peel_sample after) {
    return compare_pair_of(&before, &after);
}

static double z_of(const struct compare_pair *pair, double change, int small) {
    double z = 77;
    peel_status status = compare_score(pair, change, small, &z);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return z;
}

/* The change has half a unit of rounding, which moves z by up to its slope; 1e-14 besides. */
static int close_to(double z, double expected, double change, double seen) {
    double slope = fabs(expected) / fabs(seen - change);
    return fabs(z - expected) <= 1e-14 * fabs(expected) + 2 * 0x1p-53 * slope;
}

Test(difference_score, equals_the_oracle) {
    static const int sizes[] = {1, 2, 3, 7, 12};
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++)
            for (int k = 0; k <= sizes[i]; k++)
                for (int l = 0; l <= sizes[j]; l++)
                    for (int step = -15; step <= 15; step++) {
                        double change = step / 16.0;
                        struct compare_pair pair =
                            pair_of((peel_sample){k, sizes[i], 0}, (peel_sample){l, sizes[j], 0});
                        int small = step % 2 == 0;
                        double z = z_of(&pair, change, small);
                        double expected =
                            (double)oracle_change_statistic(k, sizes[i], l, sizes[j], (long double)change, small);
                        cr_expect(change == pair.change ? z == 0 : close_to(z, expected, change, pair.change),
                                  "%d/%d then %d/%d, %g: %.17g, the oracle says %.17g", k, sizes[i], l, sizes[j],
                                  change, z, expected);
                    }
}

/* What cannot be has no limit to its statistic, what was seen has none at all. */
Test(difference_score, ends) {
    struct compare_pair pair = pair_of((peel_sample){3, 8, 0}, (peel_sample){6, 8, 0});
    cr_expect(z_of(&pair, -1, 0) == INFINITY && z_of(&pair, 1, 0) == -INFINITY);
    cr_expect(z_of(&pair, 0.375, 0) == 0);
    cr_expect(z_of(&pair, nextafter(-1, 0), 0) > 1e7);
    pair = pair_of((peel_sample){0, 8, 0}, (peel_sample){8, 8, 0});
    cr_expect(z_of(&pair, 1, 1) == 0 && z_of(&pair, -1, 1) == INFINITY);
    pair = pair_of((peel_sample){3, 8, 8}, (peel_sample){6, 8, 0});
    cr_expect(z_of(&pair, -0.5, 0) == INFINITY, "the known rate cannot fall by more than it is");
}

/* One census: the one-sample score statistic, (rate - hypothesis) / root(hypothesis (1 - hypothesis) / n). */
Test(difference_score, one_census) {
    struct compare_pair pair = pair_of((peel_sample){2, 8, 8}, (peel_sample){6, 8, 0});
    double expected = 0.25 / sqrt(0.5 * 0.5 / 8);
    cr_expect(fabs(z_of(&pair, 0.25, 0) - expected) < 1e-15 && fabs(z_of(&pair, 0.25, 1) - expected) < 1e-15);
    struct compare_pair swapped = compare_swapped(&pair);
    cr_expect(z_of(&swapped, -0.25, 0) == -z_of(&pair, 0.25, 0));
}

/* At its lower limit the statistic is z, from the smallest samples to the largest. */
Test(difference_score, is_z_at_the_limit) {
    static const int64_t sizes[] = {1, 10, 1000, 1000000, INT64_C(1000000000000), PEEL_COUNT_MAX};
    static const double zs[] = {0.01, 0.6744897501960817, 1.959963984540054, 6.1, 12.0};
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++)
            for (int64_t part = 0; part <= 3; part++)
                for (int k = 0; k < 5; k++) {
                    struct compare_pair pair = pair_of((peel_sample){sizes[i] / 3 * part, sizes[i], 0},
                                                       (peel_sample){sizes[j] / 4 * part, sizes[j], 0});
                    double lower;
                    cr_assert(compare_score_lower(&pair, zs[k], k % 2, &lower) == PEEL_OK);
                    if (pair.change - lower < 1e-8) continue; /* too few digits of the limit are left to tell */
                    double z = z_of(&pair, lower, k % 2);
                    double slope = zs[k] / (pair.change - lower) + zs[k] / (1 + lower); /* by numerator and variance */
                    cr_expect(fabs(z - zs[k]) <= 1e-13 * zs[k] + 4 * 0x1p-53 * slope,
                              "%lld, %lld: %.17g at %.17g, not %.17g", (long long)sizes[i], (long long)sizes[j], z,
                              lower, zs[k]);
                }
}

Test(difference_score, a_search_ends) {
    struct compare_pair pair = pair_of((peel_sample){3, 8, 0}, (peel_sample){6, 8, 0});
    double untouched = 77;
    cr_expect(compare_score_lower(&pair, NAN, 0, &untouched) == PEEL_ERROR_SEARCH && untouched == 77);
    cr_expect(compare_score(&pair, NAN, 0, &untouched) == PEEL_ERROR_SEARCH && untouched == 77);
}
