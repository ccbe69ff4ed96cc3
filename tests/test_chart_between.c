/* Where two charts must agree: kinds that meet, options that say the same, values on another scale. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "support/seeded.h"

enum { series_each = 100 };

static struct series series_of(uint64_t *state, int i, uint32_t marks) {
    static const struct {
        int64_t low, high;
        double rate;
    } shapes[] = {{1, 8, 0.6}, {5, 60, 0.9}, {20, 90, 0.97}, {10, 40, 0.04}, {30, 30, 0.8}};
    return random_series(state, 6 + (size_t)(next_number(state) % 30), shapes[i % 5].low, shapes[i % 5].high,
                         shapes[i % 5].rate, marks, 1);
}

/* An EWMA whose newest point has all the weight is the p chart, but at excluded points, which it passes over. */
Test(chart_between, ewma_of_weight_1_is_the_p_chart) {
    uint64_t state = 21;
    for (int i = 0; i < series_each; i++) {
        struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE);
        peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_P, .rule_set = PEEL_RULES_LIMITS};
        struct drawn p = draw_chart(&series, &options);
        options.kind = PEEL_CHART_EWMA;
        options.weight = 1;
        struct drawn ewma = draw_chart(&series, &options);
        for (size_t j = 0; j < series.n; j++) {
            if (series.marks[j] & PEEL_MARK_EXCLUDED) continue;
            cr_expect(near(p.value[j], ewma.value[j], 0, 1) && same(p.centre[j], ewma.centre[j]) &&
                      near(p.lower[j], ewma.lower[j], 1, 2) && near(p.upper[j], ewma.upper[j], 1, 2));
            cr_expect(p.rules[j] == ewma.rules[j] && p.notes[j] == ewma.notes[j]);
        }
        cr_expect(near(p.result.scatter, ewma.result.scatter, 1, 4));
    }
}

/* Limits of Laney's chart are sigma_z times as far from the centre as those of p; with the floor never nearer than they. */
Test(chart_between, laney_is_p_with_wider_limits) {
    uint64_t state = 22;
    int narrower = 0, wider = 0;
    for (int i = 0; i < series_each; i++) {
        struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED);
        peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_P, .sigmas = 0.1};
        struct drawn p = draw_chart(&series, &options);
        options.kind = PEEL_CHART_LANEY;
        struct drawn laney = draw_chart(&series, &options);
        options.floor = 1;
        struct drawn floored = draw_chart(&series, &options);
        double share = laney.result.scatter;
        if (isnan(share)) continue;
        cr_expect(near(p.result.scatter, share, 1, 4));
        for (size_t j = 0; j < series.n; j++) {
            if (laney.notes[j] || p.notes[j] || floored.notes[j]) continue; /* none is cut */
            double width = p.upper[j] - p.centre[j];
            cr_expect(near(laney.upper[j], p.centre[j] + share * width, 1, 4) &&
                      near(laney.lower[j], p.centre[j] - share * width, 1, 4));
            const struct drawn *floor = share < 1 ? &p : &laney;
            cr_expect(near(floored.upper[j], floor->upper[j], 0, 1) && near(floored.lower[j], floor->lower[j], 0, 1) &&
                      floored.rules[j] == floor->rules[j]);
            narrower += share < 1;
            wider += share > 1;
        }
    }
    cr_expect(narrower > 200 && wider > 200, "%d and %d", narrower, wider);
}

/* 1.128 cases of a standard deviation between all neighbours: sigma_z is 1, and Laney's chart is the p chart. */
Test(chart_between, laney_meets_p_where_sigma_z_is_1) {
    /* c = 1/2, n = 10^8, s = 5e-5: months by turns 0.564 s above and below the centre */
    struct series series = {.n = 24};
    for (size_t j = 0; j < series.n; j++)
        series.points[j] = (peel_point){(int64_t)j + 1, {50000000 + (j % 2 ? 2820 : -2820), 100000000, 0}};
    peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_LANEY};
    struct drawn laney = draw_chart(&series, &options);
    options.kind = PEEL_CHART_P;
    struct drawn p = draw_chart(&series, &options);
    cr_expect(near(laney.result.scatter, 1, 0, 4), "%.17g", laney.result.scatter);
    for (size_t j = 0; j < series.n; j++)
        cr_expect(near(laney.lower[j], p.lower[j], 0, 2) && near(laney.upper[j], p.upper[j], 0, 2) &&
                  laney.rules[j] == p.rules[j]);
}

/* The rates of samples as values give the same XmR and run chart, but that nothing is cut and nothing known of counts. */
Test(chart_between, rates_as_values) {
    uint64_t state = 23;
    for (int i = 0; i < series_each; i++)
        for (int run = 0; run < 2; run++) {
            struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE);
            struct series rates = rates_of(&series);
            peel_chart_options options = {.size = sizeof options,
                                          .kind = run ? PEEL_CHART_RUN : PEEL_CHART_XMR,
                                          .screening = run ? 0 : i % 2,
                                          .has_target = 1,
                                          .target = 0.875};
            struct drawn a = draw_chart(&series, &options), b = draw_chart(&rates, &options);
            for (size_t j = 0; j < series.n; j++) {
                cr_expect(same(a.value[j], b.value[j]) && near(a.centre[j], b.centre[j], 0, 2));
                cr_expect(isnan(b.lower[j]) ? isnan(a.lower[j])
                                            : near(a.lower[j], fmax(b.lower[j], 0), 1, 4) &&
                                                  near(a.upper[j], fmin(b.upper[j], 1), 1, 4));
                cr_expect(a.rules[j] == b.rules[j] && a.upward[j] == b.upward[j] && a.signal[j] == b.signal[j]);
                cr_expect((b.notes[j] & (PEEL_NOTE_CLIPPED | PEEL_NOTE_LIMIT_AT_END)) == 0);
            }
            cr_expect(a.result.assurance == b.result.assurance && a.result.variation == b.result.variation);
            cr_expect(b.result.notes & PEEL_NOTE_NO_COUNTS);
        }
}

/* Values on another scale: powers of two move every bit of an XmR chart alike, signals do not change. */
Test(chart_between, scales_of_xmr) {
    uint64_t state = 24;
    for (int i = 0; i < series_each; i++) {
        struct series series = {.n = 24, .values = 1};
        for (size_t j = 0; j < series.n; j++)
            series.value[j] = next_share(&state) + next_share(&state) - (i % 3);
        peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_XMR, .screening = i % 2};
        struct drawn a = draw_chart(&series, &options);
        static const double scales[] = {0x1p-900, 0x1p-3, 0x1p30, 0x1p900, -1};
        for (size_t s = 0; s < sizeof scales / sizeof scales[0]; s++) {
            struct series other = series;
            for (size_t j = 0; j < series.n; j++)
                other.value[j] *= scales[s];
            struct drawn b = draw_chart(&other, &options);
            int turned = scales[s] < 0;
            for (size_t j = 0; j < series.n; j++) {
                cr_expect(same(b.centre[j], a.centre[j] * scales[s]) &&
                              same(b.lower[j], (turned ? a.upper[j] : a.lower[j]) * scales[s]) &&
                              same(b.upper[j], (turned ? a.lower[j] : a.upper[j]) * scales[s]),
                          "scale %g", scales[s]);
                cr_expect(same(b.score[j], turned ? 0 - a.score[j] : a.score[j]) && b.rules[j] == a.rules[j]);
            }
            cr_expect(same(b.result.scatter, a.result.scatter * fabs(scales[s])));
        }
    }
}

/* Times in another unit: a t chart scales with them, to the last digits of a power of 3.6. */
Test(chart_between, scales_of_t) {
    uint64_t state = 25;
    for (int i = 0; i < series_each; i++) {
        struct series series = {.n = 24, .values = 1}, other;
        for (size_t j = 0; j < series.n; j++)
            series.value[j] = round(-log(1 - next_share(&state)) * 40);
        other = series;
        for (size_t j = 0; j < series.n; j++)
            other.value[j] *= 1440;
        peel_chart_options options = {.size = sizeof options, .kind = PEEL_CHART_T, .rule_set = PEEL_RULES_NHS};
        struct drawn a = draw_chart(&series, &options), b = draw_chart(&other, &options);
        for (size_t j = 0; j < series.n; j++)
            cr_expect(near(b.centre[j], a.centre[j] * 1440, 0, 32) && near(b.lower[j], a.lower[j] * 1440, 0, 512) &&
                      near(b.upper[j], a.upper[j] * 1440, 0, 32) && b.rules[j] == a.rules[j]);
    }
}

/* A baseline of all points is none; sigmas, the confidence and the alpha of the same limits draw the same. */
Test(chart_between, options_that_say_the_same) {
    static const int32_t kinds[] = {PEEL_CHART_P, PEEL_CHART_EXACT, PEEL_CHART_LANEY, PEEL_CHART_XMR, PEEL_CHART_EWMA};
    uint64_t state = 26;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
        for (int i = 0; i < series_each; i++) {
            struct series series = series_of(&state, i, PEEL_MARK_EXCLUDED);
            peel_chart_options options = {.size = sizeof options, .kind = kinds[k], .alpha = 0.0625};
            struct drawn a = draw_chart(&series, &options);
            options.baseline_end = series.n;
            struct drawn b = draw_chart(&series, &options);
            cr_expect(memcmp(&a, &b, sizeof a) == 0, "kind %d: baseline", (int)kinds[k]);
            options.alpha = 0;
            options.confidence = 0.9375;
            b = draw_chart(&series, &options);
            cr_expect(memcmp(&a, &b, sizeof a) == 0, "kind %d: confidence", (int)kinds[k]);
            options.confidence = 0;
            struct drawn plain = draw_chart(&series, &options);
            options.sigmas = 3;
            b = draw_chart(&series, &options);
            cr_expect(memcmp(&plain, &b, sizeof plain) == 0, "kind %d: sigmas", (int)kinds[k]);
        }
}

/* A one-sided cusum is the side of the two-sided one from accept to reject. */
Test(chart_between, one_sided_cusum) {
    uint64_t state = 27;
    for (int i = 0; i < series_each; i++) {
        struct series series = series_of(&state, i, PEEL_MARK_REBASE);
        peel_chart_options options = {.size = sizeof options,
                                      .kind = PEEL_CHART_CUSUM,
                                      .accept = i % 2 ? 0.8 : 0.9,
                                      .reject = i % 2 ? 0.9 : 0.8,
                                      .threshold = 1.5};
        struct drawn both = draw_chart(&series, &options);
        options.one_sided = 1;
        struct drawn one = draw_chart(&series, &options);
        for (size_t j = 0; j < series.n; j++) {
            cr_expect(i % 2 ? same(one.value[j], both.value[j]) : same(one.other[j], both.other[j]));
            if (isnan(one.value[j])) continue;
            cr_expect(i % 2 ? !(one.other[j] < 0) : !(one.value[j] > 0));
            int beyond = i % 2 ? one.value[j] > 1.5 : one.other[j] < -1.5;
            cr_expect((one.rules[j] != 0) == beyond && (one.upward[j] != 0) == (beyond && i % 2));
        }
    }
}
