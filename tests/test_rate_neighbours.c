/* Exact limits in a known population put back into tails with 24 digits, where no table of truth could be long enough. */
#include <criterion/criterion.h>
#include <math.h>

#include "numeric/hypergeometric_twofold.h"
#include "support/call.h"

static int64_t lower_of(const peel_sample *sample, const peel_rate_options *options) {
    peel_bounds bounds = {-1, -1};
    cr_assert(peel_rate_bounds(sample, options, &bounds) == PEEL_OK);
    return bounds.lower;
}

/* 1 where P(X > k | K) + first P(X = k | K) is above the tail, to 24 digits. */
static int above(const peel_sample *sample, int64_t cases, double first, double tail) {
    double left = (double)(cases - sample->met);
    struct table t = {left, (double)(sample->population - sample->assessed) - left, (double)sample->met,
                      (double)(sample->assessed - sample->met)};
    return twofold_minus(hypergeometric_upper_twofold(t, first), (struct twofold){tail, 0}).value > 0;
}

/* The limit is not rejected and its neighbour is, for samples of all sizes of populations up to 2^53. */
static void neighbours(int64_t met, int64_t assessed, int64_t population, int32_t method, double alpha) {
    const peel_sample sample = {met, assessed, population};
    peel_rate_options options = rate_options(method, 0, 0);
    options.alpha = alpha;
    int64_t lower = lower_of(&sample, &options);
    double first = method == PEEL_RATE_MID_P ? 0.5 : 1;
    cr_expect(met == 0 || above(&sample, lower, first, alpha / 2), "%s, %lld/%lld of %lld: %lld", method_name(method),
              (long long)met, (long long)assessed, (long long)population, (long long)lower);
    cr_expect(lower == met || !above(&sample, lower - 1, first, alpha / 2), "%s, %lld/%lld of %lld: not %lld",
              method_name(method), (long long)met, (long long)assessed, (long long)population, (long long)lower);
}

Test(rate_neighbours, random) {
    static const double levels[] = {0.05, 1 - 0.9, 0.01, 0.4, 1e-9, 1e-100};
    uint64_t seed = 1;
    for (int i = 0; i < 6000; i++) {
        double part[3];
        for (int j = 0; j < 3; j++) {
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            part[j] = (double)(seed >> 11) * 0x1p-53;
        }
        int64_t population = (int64_t)pow(2, 4 + 49 * part[0]);
        int64_t assessed = 1 + (int64_t)(pow((double)(population < 3000 ? population - 2 : 3000), part[1]));
        int64_t met = (int64_t)((double)assessed * (i % 2 ? part[2] : pow(part[2], 5)));
        neighbours(met, assessed, population, i % 4 < 2 ? PEEL_RATE_CLOPPER_PEARSON : PEEL_RATE_MID_P, levels[i % 6]);
    }
}
