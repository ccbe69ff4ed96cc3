/* What holds of rules whatever the series: constant, reversed, mirrored, scaled, with points that have no value. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "stats/chart/chart.h"
#include "support/ruled.h"

enum { most = 120, turns = 20000 };

struct series {
    size_t n;
    double value[most], centre[most], score[most];
};

struct judged {
    uint32_t rules[most], upward[most], runs[most], complete[most];
    uint32_t made;
    peel_runs counted;
};

static _Alignas(16) unsigned char room[64 * most];

static uint64_t state = 11;
static int below(int bound) {
    return number_below(&state, bound);
}

static struct judged judged_by(size_t count, const peel_rule *rules, const struct series *series) {
    struct judged judged = {.made = 0};
    struct series copy = *series;
    const struct chart_lines lines = {.value = copy.value, .centre = copy.centre, .score = copy.score};
    const struct chart_bits bits = {judged.rules, judged.upward, judged.runs, judged.complete};
    judged.made = chart_judge(count, rules, &lines, 0, series->n, &bits, room, &judged.counted);
    return judged;
}

/* Whole numbers about a centre, so that mirroring and scaling by 2 rounds nothing. */
static struct series drawn(void) {
    struct series series = {.n = 1 + (size_t)below(below(4) ? 40 : most)};
    const int spread = 1 + below(9), sticky = 1 + below(5), gaps = below(3) == 0;
    double value = 0;
    for (size_t i = 0; i < series.n; i++) {
        if (below(sticky) == 0) value = below(2) ? below(2 * spread + 1) - spread : value + below(3) - 1;
        series.value[i] = gaps && below(5) == 0 ? NAN : 64 + value;
        series.centre[i] = isnan(series.value[i]) ? NAN : 64;
        series.score[i] = (series.value[i] - 64) / (spread * 0.75);
    }
    return series;
}

static void expect_bits(const uint32_t *got, const uint32_t *expected, size_t n, const peel_rule *rule) {
    char text[160] = "";
    peel_rule_text(rule, text, sizeof text);
    for (size_t i = 0; i < n; i++)
        cr_assert(got[i] == expected[i], "%s: point %zu of %zu", text, i, n);
}

static void expect_alike(const struct judged *got, const struct judged *expected, size_t n, const peel_rule *rule) {
    cr_assert(got->made == expected->made);
    expect_bits(got->rules, expected->rules, n, rule);
    expect_bits(got->upward, expected->upward, n, rule);
    expect_bits(got->runs, expected->runs, n, rule);
    expect_bits(got->complete, expected->complete, n, rule);
    cr_assert(memcmp(&got->counted, &expected->counted, sizeof(peel_runs)) == 0);
}

/* Also where rounding parts the values and the centre, and the limits have no width, or next to none. */
Test(rules_properties, a_constant_series_raises_nothing) {
    static const int32_t sets[] = {PEEL_RULES_LIMITS, PEEL_RULES_NHS, PEEL_RULES_NHS_2023, PEEL_RULES_WESTERN_ELECTRIC,
                                   PEEL_RULES_ANHOEJ};
    static const double values[] = {0, 1, 0.1, 1.0 / 3, 1e-300, 1e300, -7.3};
    for (size_t n = 1; n <= most; n++) {
        for (size_t k = 0; k < 5 * sizeof values / sizeof values[0]; k++) {
            struct series series = {.n = n};
            for (size_t i = 0; i < n; i++) {
                const double value = values[k / 5];
                series.value[i] = k % 5 == 1 && i % 3 == 0 ? nextafter(value, 2 * value) : value;
                series.centre[i] = k % 5 >= 2 ? nextafter(value, 0) : value;
                const double apart = series.value[i] - series.centre[i];
                series.score[i] = !(fabs(apart) > 0) ? 0
                                  : k % 5 == 3       ? copysign(INFINITY, apart)
                                  : k % 5 == 4       ? (double)NAN
                                                     : apart / (1e-17 * fabs(value));
            }
            for (size_t s = 0; s < sizeof sets / sizeof sets[0]; s++) {
                peel_rule rules[PEEL_RULES_MAX];
                size_t count;
                cr_assert(peel_rule_set_get(sets[s], PEEL_RULES_MAX, rules, &count) == PEEL_OK);
                const struct judged judged = judged_by(count, rules, &series);
                cr_assert(judged.made == 0, "set %d, %zu points of %g", (int)sets[s], n, values[k / 5]);
                cr_assert(judged.counted.useful == 0);
            }
        }
    }
}

/* Nelson's are another matter: 15 points on the centre hug it. */
Test(rules_properties, nelson_sees_a_constant_series) {
    struct series series = {.n = 15};
    peel_rule rules[PEEL_RULES_MAX];
    size_t count;
    cr_assert(peel_rule_set_get(PEEL_RULES_NELSON, PEEL_RULES_MAX, rules, &count) == PEEL_OK);
    cr_expect(judged_by(count, rules, &series).made == 1U << 6);
    series.n = 14;
    cr_expect(judged_by(count, rules, &series).made == 0);
}

static struct series reversed(const struct series *series) {
    struct series back = {.n = series->n};
    for (size_t i = 0; i < series->n; i++) {
        const size_t j = series->n - 1 - i;
        back.value[i] = series->value[j], back.centre[i] = series->centre[j], back.score[i] = series->score[j];
    }
    return back;
}

/*
 * A run is a run from either end, but where a tie counts for the one before it, or of equal values the first is the one that
 * stays. A rise becomes a fall.
 */
Test(rules_properties, reversed_time_mirrors_runs) {
    int made = 0;
    for (int turn = 0; turn < turns; turn++) {
        const struct series series = drawn(), back = reversed(&series);
        peel_rule rule = random_rule(&state), other;
        const int steps = rule.counts == PEEL_RULE_STEPS || rule.counts == PEEL_RULE_ALTERNATING;
        if (rule.ties == PEEL_TIES_COUNT || (steps && rule.ties == PEEL_TIES_PASS)) continue;
        if (rule.flags == PEEL_FLAG_LAST) rule.flags = PEEL_FLAG_RUN;
        other = rule;
        if (rule.counts == PEEL_RULE_STEPS && rule.side != 0) other.side = 3 - rule.side;
        const struct judged judged = judged_by(1, &rule, &series);
        struct judged mirrored = judged_by(1, &other, &back);
        made += judged.made != 0;
        cr_assert(judged.made == mirrored.made);
        for (size_t i = 0; i < series.n; i++) {
            const size_t j = series.n - 1 - i;
            cr_assert(judged.runs[i] == mirrored.runs[j] && judged.rules[i] == mirrored.rules[j]);
        }
        cr_assert(memcmp(&judged.counted, &mirrored.counted, sizeof(peel_runs)) == 0);
    }
    cr_expect(made > turns / 10, "%d", made);
}

Test(rules_properties, mirrored_values_swap_upward) {
    int made = 0;
    for (int turn = 0; turn < turns; turn++) {
        struct series series = drawn(), mirrored = series;
        const peel_rule rule = random_rule(&state);
        peel_rule other = rule;
        if (rule.side == PEEL_RULE_ABOVE || rule.side == PEEL_RULE_BELOW) other.side = 3 - rule.side;
        for (size_t i = 0; i < series.n; i++) {
            mirrored.value[i] = 128 - series.value[i];
            mirrored.score[i] = -series.score[i];
        }
        const struct judged judged = judged_by(1, &rule, &series);
        struct judged swapped = judged_by(1, &other, &mirrored);
        for (size_t i = 0; i < series.n; i++) {
            cr_assert((swapped.upward[i] & ~swapped.rules[i]) == 0);
            if (chart_rule_has_side(&rule)) swapped.upward[i] ^= swapped.rules[i];
        }
        expect_alike(&swapped, &judged, series.n, &rule);
        made += judged.made != 0;
    }
    cr_expect(made > turns / 10, "%d", made);
}

Test(rules_properties, scaled_values_change_nothing) {
    for (int turn = 0; turn < turns; turn++) {
        struct series series = drawn(), scaled = series;
        const peel_rule rule = random_rule(&state);
        const double scale = ldexp(1, below(400) - 200);
        for (size_t i = 0; i < series.n; i++) {
            scaled.value[i] *= scale;
            scaled.centre[i] *= scale;
        }
        const struct judged judged = judged_by(1, &rule, &series), other = judged_by(1, &rule, &scaled);
        expect_alike(&other, &judged, series.n, &rule);
    }
}

Test(rules_properties, points_without_a_value_change_nothing) {
    for (int turn = 0; turn < turns; turn++) {
        const struct series series = drawn();
        struct series gaps = {.n = 0};
        const peel_rule rule = random_rule(&state);
        size_t at[most];
        for (size_t i = 0; i < series.n; i++) {
            while (below(3) == 0 && gaps.n + series.n - i < most) {
                gaps.value[gaps.n] = gaps.centre[gaps.n] = NAN;
                gaps.score[gaps.n++] = NAN;
            }
            at[i] = gaps.n;
            gaps.value[gaps.n] = series.value[i];
            gaps.centre[gaps.n] = series.centre[i];
            gaps.score[gaps.n++] = series.score[i];
        }
        const struct judged judged = judged_by(1, &rule, &series), other = judged_by(1, &rule, &gaps);
        struct judged without = other;
        uint32_t all = 0, kept = 0;
        for (size_t i = 0; i < gaps.n; i++)
            all += other.rules[i] + other.runs[i] + other.complete[i];
        for (size_t i = 0; i < series.n; i++) {
            without.rules[i] = other.rules[at[i]], without.upward[i] = other.upward[at[i]];
            without.runs[i] = other.runs[at[i]], without.complete[i] = other.complete[at[i]];
            kept += without.rules[i] + without.runs[i] + without.complete[i];
        }
        cr_assert(all == kept);
        expect_alike(&without, &judged, series.n, &rule);
    }
}

/* Each rule is judged as though it were the only one. */
Test(rules_properties, rules_do_not_meet) {
    for (int turn = 0; turn < turns / 10; turn++) {
        const struct series series = drawn();
        peel_rule rules[PEEL_RULES_MAX];
        for (int i = 0; i < PEEL_RULES_MAX; i++)
            rules[i] = random_rule(&state);
        const struct judged all = judged_by(PEEL_RULES_MAX, rules, &series);
        for (int r = 0; r < PEEL_RULES_MAX; r++) {
            const struct judged one = judged_by(1, rules + r, &series);
            cr_assert((all.made >> r & 1U) == one.made);
            for (size_t i = 0; i < series.n; i++) {
                cr_assert((all.rules[i] >> r & 1U) == one.rules[i] && (all.upward[i] >> r & 1U) == one.upward[i]);
                cr_assert((all.runs[i] >> r & 1U) == one.runs[i] && (all.complete[i] >> r & 1U) == one.complete[i]);
            }
        }
    }
}

/* A series is judged alike at any length, though the rules are first held against a word of 64 bits. */
Test(rules_properties, the_last_points_count_at_any_length) {
    const peel_rule rules[] = {{.needed = 1, .zone = 1, .tolerance = 1e-12},
                               {.needed = 7, .tolerance = 1e-12},
                               {.counts = PEEL_RULE_STEPS, .needed = 7, .tolerance = 1e-12},
                               {.needed = 2, .of = 3, .zone = 2.0 / 3, .tolerance = 1e-12, .others = 1}};
    for (size_t n = 8; n <= most; n++) {
        struct series series = {.n = n};
        for (size_t i = 0; i < n; i++) {
            series.value[i] = i + 7 < n ? (i + n) % 2 ? -1 : 1 : -(double)(i + 8 - n);
            series.score[i] = series.value[i] / 6.5;
        }
        const struct judged judged = judged_by(4, rules, &series);
        cr_assert(judged.made == 15 && judged.complete[n - 1] == 15, "%zu: %x", n, judged.complete[n - 1]);
        cr_assert(judged.upward[n - 1] == 0 && judged.complete[n - 2] == 12, "%zu: %x", n, judged.complete[n - 2]);
    }
}
