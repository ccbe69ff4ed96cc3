/* The chance to reach a target: which numbers of cases met do so is asked of the rates as doubles have them. */
#include <criterion/criterion.h>
#include <math.h>

#include "support/seeded.h"

/* P(K = k) of n at the rate met / n, from 0 to n, each from the one before. */
static void probabilities(int n, int met, long double p[201]) {
    p[0] = powl((long double)(n - met) / n, n);
    for (int k = 0; k < n; k++)
        p[k + 1] = p[k] * ((long double)(n - k) * met) / ((long double)(k + 1) * (n - met));
}

/* Targets of whole percentages, and the doubles next to rates that n cases can have: 27 of 30 reach 0.9, though 0.9 * 30 > 27. */
Test(chart_reach, targets_on_rates) {
    uint64_t state = 41;
    int held = 0;
    for (int n = 2; n <= 200; n += n < 60 ? 1 : 13) {
        struct series series = {.n = 1};
        int met = n * 2 / 3;
        series.points[0] = (peel_point){1, {met, n, 0}};
        long double p[201];
        probabilities(n, met, p);
        for (int i = 0; i < 160; i++) {
            double target = i / 100.0;
            if (i > 100) target = (double)(next_number(&state) % (uint64_t)(n + 1)) / n;
            if (i > 120) target = nextafter(target, i % 2 ? 0 : 1);
            peel_chart_options options = {.size = sizeof options,
                                          .kind = i % 3 ? PEEL_CHART_P : PEEL_CHART_EXACT,
                                          .better = i / 2 % 2 ? PEEL_BETTER_DOWN : PEEL_BETTER_UP,
                                          .has_target = 1,
                                          .target = target};
            long double expected = 0;
            for (int k = 0; k <= n; k++) {
                double rate = (double)k / n;
                if (options.better == PEEL_BETTER_UP ? rate >= target : rate <= target) expected += p[k];
            }
            struct drawn drawn = draw_chart(&series, &options);
            cr_expect(fabsl((long double)drawn.result.reach - expected) <= 1e-13L * expected,
                      "%d of %d, target %.17g: %.17g, not %.17Lg", met, n, target, drawn.result.reach, expected);
            held++;
        }
    }
    cr_expect(held == 160 * 69, "%d held", held);
}

/* Of all met and none met nobody knows how sure they are to stay so; the last period's size is that of the last one with cases. */
Test(chart_reach, rates_at_the_ends) {
    static const struct {
        int64_t met;
        double target;
        int32_t better;
    } rows[] = {{9, 1, PEEL_BETTER_UP},    {9, 0.99, PEEL_BETTER_DOWN}, {9, 1, PEEL_BETTER_DOWN},
                {0, 0.01, PEEL_BETTER_UP}, {0, 0, PEEL_BETTER_UP},      {0, 0, PEEL_BETTER_DOWN}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct series series = {.n = 3};
        for (size_t j = 0; j < 2; j++)
            series.points[j] = (peel_point){(int64_t)j + 1, {rows[i].met, 9, 0}};
        series.points[2] = (peel_point){3, {0, 0, 0}};
        peel_chart_options options = {
            .size = sizeof options, .better = rows[i].better, .has_target = 1, .target = rows[i].target};
        struct drawn drawn = draw_chart(&series, &options);
        cr_expect(isnan(drawn.result.reach) && drawn.result.assurance == PEEL_ASSURANCE_NONE, "row %zu: %g", i,
                  drawn.result.reach);
    }
    struct series series = {.n = 3};
    for (size_t j = 0; j < 3; j++)
        series.points[j] = (peel_point){(int64_t)j + 1, {(int64_t)j + 1, 2 * (int64_t)j + 2, 0}};
    series.points[2].sample.assessed = series.points[2].sample.met = 0;
    peel_chart_options options = {.size = sizeof options, .has_target = 1, .target = 1};
    struct drawn drawn = draw_chart(&series, &options);
    cr_expect(near(drawn.result.reach, 1.0 / 16, 0, 4), "half of 4 cases: %g", drawn.result.reach);
    options.has_target = 0;
    cr_expect(isnan(draw_chart(&series, &options).result.reach));
}
