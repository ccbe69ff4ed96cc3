/* Rules as data, their sets, and what longest-run and crossings allow. */
#include <criterion/criterion.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/chart/chart.h"
#include "support/table.h"

static peel_rule rule_of(const char *text) {
    peel_rule rule;
    cr_assert(peel_rule_parse(text, &rule, NULL) == PEEL_OK, "%s", text);
    return rule;
}

/* The rules of each set, as its description has them. */
Test(rules, sets) {
    static const char *const expected[PEEL_RULE_SET_END_][9] = {
        [PEEL_RULES_LIMITS] = {"1 beyond 1"},
        [PEEL_RULES_NHS] = {"1 beyond 1", "7 steps", "7 beyond 0", "2 of 3 beyond 2/3 same-side without-beyond"},
        [PEEL_RULES_NHS_2023] = {"1 beyond 1", "7 steps", "7 beyond 0", "2 of 3 beyond 2/3 same-side"},
        [PEEL_RULES_WESTERN_ELECTRIC] = {"1 beyond 1", "2 of 3 beyond 2/3", "4 of 5 beyond 1/3", "8 beyond 0"},
        [PEEL_RULES_NELSON] = {"1 beyond 1", "9 beyond 0", "6 steps", "14 alternating", "2 of 3 beyond 2/3",
                               "4 of 5 beyond 1/3", "15 within 1/3", "8 beyond 1/3 both-sides"},
        [PEEL_RULES_ANHOEJ] = {"longest-run", "crossings"}};
    for (int32_t set = 1; set < PEEL_RULE_SET_END_; set++) {
        peel_rule rules[PEEL_RULES_MAX];
        size_t count = 77;
        cr_assert(peel_rule_set_get(set, PEEL_RULES_MAX, rules, &count) == PEEL_OK);
        cr_assert(count <= 8 && expected[set][count] == NULL, "%s", peel_rule_set_name(set));
        for (size_t i = 0; i < count; i++) {
            const peel_rule rule = rule_of(expected[set][i]);
            cr_expect(memcmp(&rule, rules + i, sizeof rule) == 0, "%s: %s", peel_rule_set_name(set), expected[set][i]);
            cr_expect(peel_rule_check(rules + i) == PEEL_OK);
        }
    }
}

Test(rules, set_faults) {
    peel_rule rules[4], before[4];
    size_t count = 77;
    memset(rules, 0x5A, sizeof rules);
    memcpy(before, rules, sizeof rules);
    cr_expect(peel_rule_set_get(PEEL_RULES_NHS, 4, NULL, &count) == PEEL_ERROR_NULL);
    cr_expect(peel_rule_set_get(PEEL_RULES_NHS, 4, rules, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_rule_set_get(PEEL_RULES_NHS, 3, rules, &count) == PEEL_ERROR_WORK);
    cr_expect(peel_rule_set_get(0, 4, rules, &count) == PEEL_ERROR_RULE_SET);
    cr_expect(peel_rule_set_get(PEEL_RULE_SET_END_, 4, rules, &count) == PEEL_ERROR_RULE_SET);
    cr_expect(peel_rule_set_get(INT32_MIN, 4, rules, &count) == PEEL_ERROR_RULE_SET);
    cr_expect(count == 77 && memcmp(rules, before, sizeof rules) == 0);
    cr_expect(peel_rule_set_get(PEEL_RULES_NHS, 4, rules, &count) == PEEL_OK && count == 4);
}

Test(rules, set_words) {
    peel_error error;
    int32_t set = 77;
    cr_expect(peel_rule_set_name(0) == NULL && peel_rule_set_name(PEEL_RULE_SET_END_) == NULL);
    for (int32_t i = 1; i < PEEL_RULE_SET_END_; i++)
        cr_expect(peel_rule_set_parse(peel_rule_set_name(i), &set, NULL) == PEEL_OK && set == i);
    set = 77;
    cr_expect(peel_rule_set_parse("nelsen", &set, &error) == PEEL_ERROR_RULE_SET && set == 77);
    cr_expect(error.status == PEEL_ERROR_RULE_SET && strstr(error.message, "Nearest: nelson"), "%s", error.message);
    cr_expect(peel_rule_set_parse(NULL, &set, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_rule_set_parse("nhs", NULL, NULL) == PEEL_ERROR_NULL);
}

/* Of a sound rule with one field changed. */
#define EXPECT(text, field, number, expected)                                                                          \
    do {                                                                                                               \
        peel_rule changed = rule_of(text);                                                                             \
        changed.field = (number);                                                                                      \
        cr_expect(peel_rule_check(&changed) == (expected), "%s with " #field " " #number, (text));                     \
    } while (0)
#define CAN_BE(text, field, number)    EXPECT(text, field, number, PEEL_OK)
#define CANNOT_BE(text, field, number) EXPECT(text, field, number, PEEL_ERROR_RULE)

Test(rules, check_ranges) {
    const peel_rule zeroed = {0};
    cr_expect(peel_rule_check(NULL) == PEEL_ERROR_NULL && peel_rule_check(&zeroed) == PEEL_ERROR_RULE);
    EXPECT("7 beyond 0", reserved[0], 1, PEEL_ERROR_RESERVED);
    EXPECT("7 beyond 0", reserved[1], 1, PEEL_ERROR_RESERVED);
    CANNOT_BE("7 beyond 0", counts, -1);
    CANNOT_BE("1 beyond 0", counts, PEEL_RULE_COUNTS_END_);
    CANNOT_BE("7 beyond 0", needed, 0);
    CANNOT_BE("7 beyond 0", needed, INT32_MIN);
    CAN_BE("7 beyond 0", needed, 1);
    CAN_BE("7 beyond 0", needed, PEEL_RULE_RUN_MAX);
    CANNOT_BE("7 beyond 0", needed, PEEL_RULE_RUN_MAX + 1);
    CAN_BE("7 beyond 0", of, 7);
    CAN_BE("7 beyond 0", of, PEEL_RULE_RUN_MAX);
    CANNOT_BE("7 beyond 0", of, PEEL_RULE_RUN_MAX + 1);
    CANNOT_BE("7 beyond 0", of, 6);
    CANNOT_BE("7 beyond 0", of, -1);
    CAN_BE("7 beyond 0", side, PEEL_RULE_BOTH_SIDES);
    CANNOT_BE("7 beyond 0", side, PEEL_RULE_SIDE_END_);
    CANNOT_BE("7 beyond 0", side, -1);
    CAN_BE("7 beyond 0", others, 1);
    CANNOT_BE("7 beyond 0", others, 2);
    CANNOT_BE("7 beyond 0", others, -1);
    CAN_BE("7 beyond 0", ties, PEEL_TIES_COUNT);
    CANNOT_BE("7 beyond 0", ties, PEEL_TIES_END_);
    CANNOT_BE("7 beyond 0", ties, -1);
    CAN_BE("7 beyond 0", without_beyond, 1);
    CANNOT_BE("7 beyond 0", without_beyond, 2);
    CANNOT_BE("7 beyond 0", without_beyond, -1);
    CAN_BE("7 beyond 0", flags, PEEL_FLAG_NONE);
    CANNOT_BE("7 beyond 0", flags, PEEL_FLAGS_END_);
    CANNOT_BE("7 beyond 0", flags, -1);
    CAN_BE("7 beyond 0", zone, 10);
    CANNOT_BE("7 beyond 0", zone, nextafter(10, 11));
    CANNOT_BE("7 beyond 0", zone, -1e-300);
    CANNOT_BE("7 beyond 0", zone, (double)NAN);
    CANNOT_BE("7 beyond 0", zone, (double)INFINITY);
    CAN_BE("7 beyond 0", tolerance, 0);
    CAN_BE("7 beyond 0", tolerance, 0.01);
    CANNOT_BE("7 beyond 0", tolerance, nextafter(0.01, 1));
    CANNOT_BE("7 beyond 0", tolerance, -1e-300);
    CANNOT_BE("7 beyond 0", tolerance, (double)NAN);
}

Test(rules, check_what_has_no_use) {
    CANNOT_BE("7 beyond 1/3 both-sides", others, 1);
    CAN_BE("7 beyond 1/3 without-beyond", zone, 0.999);
    CANNOT_BE("7 beyond 1/3 without-beyond", zone, 1);
    CAN_BE("15 within 1/3", of, 15);
    CANNOT_BE("15 within 1/3", of, 14);
    for (int32_t side = PEEL_RULE_ABOVE; side <= PEEL_RULE_BOTH_SIDES; side++) {
        CANNOT_BE("15 within 1/3", side, side);
        CANNOT_BE("14 alternating", side, side);
        CANNOT_BE("crossings", side, side);
        const int can = side != PEEL_RULE_BOTH_SIDES;
        EXPECT("7 steps", side, side, can ? PEEL_OK : PEEL_ERROR_RULE);
        EXPECT("longest-run", side, side, can ? PEEL_OK : PEEL_ERROR_RULE);
    }
    static const char *const texts[] = {"15 within 1/3", "7 steps", "14 alternating", "longest-run", "crossings"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        CANNOT_BE(texts[i], others, 1);
        CANNOT_BE(texts[i], without_beyond, 1);
        if (i == 0) continue;
        CANNOT_BE(texts[i], of, 1000);
        CANNOT_BE(texts[i], zone, 1e-9);
    }
    CAN_BE("7 steps", needed, 2);
    CANNOT_BE("7 steps", needed, 1);
    CAN_BE("14 alternating", needed, 2);
    CANNOT_BE("14 alternating", needed, 1);
    CANNOT_BE("longest-run", needed, 2);
    CANNOT_BE("crossings", needed, 2);
}

Test(rules, sides) {
    static const char *const with[] = {"7 beyond 0", "2 of 3 beyond 1 below", "7 steps", "7 steps above",
                                       "longest-run"};
    static const char *const without[] = {"15 within 1/3", "14 alternating", "crossings", "8 beyond 1/3 both-sides"};
    for (size_t i = 0; i < sizeof with / sizeof with[0]; i++) {
        const peel_rule rule = rule_of(with[i]);
        cr_expect(chart_rule_has_side(&rule) == 1, "%s", with[i]);
    }
    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
        const peel_rule rule = rule_of(without[i]);
        cr_expect(chart_rule_has_side(&rule) == 0, "%s", without[i]);
    }
}

/* Against whole numbers from Python, and the logarithm of libm, for every number of points. */
Test(rules, run_limits) {
    struct table table;
    int64_t from = 0, least = -1, useful = 1;
    peel_runs runs;
    cr_assert(peel_run_limits(0, &runs) == PEEL_OK);
    cr_expect(runs.longest_run_most == 0 && runs.crossings_least == 0 && runs.useful == 0);
    cr_assert(table_open(&table, "tests/reference/run-limits.csv"));
    cr_assert(table_next(&table, ',') && table.fields == 2);
    for (int more = 1; more;) {
        more = table_next(&table, ',');
        from = more ? atoll(table.field[1]) : PEEL_POINTS_MAX + 1;
        for (; useful < from; useful++) {
            cr_assert(peel_run_limits(useful, &runs) == PEEL_OK);
            cr_assert(runs.crossings_least == least, "%d", (int)useful);
            cr_assert(runs.longest_run_most == (int64_t)floor(log2((double)useful) + 0.5) + 3, "%d", (int)useful);
            cr_assert(runs.useful == useful && runs.longest_run == 0 && runs.crossings == 0 && runs.reserved == 0);
        }
        if (more) least = atoll(table.field[0]);
    }
    table_close(&table);
    cr_expect(least == 4917 && useful == PEEL_POINTS_MAX + 1, "%d", (int)least);
}

Test(rules, run_limits_faults) {
    peel_runs runs = {.useful = 77};
    cr_expect(peel_run_limits(20, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_run_limits(-1, &runs) == PEEL_ERROR_NEGATIVE);
    cr_expect(peel_run_limits(INT64_MIN, &runs) == PEEL_ERROR_NEGATIVE);
    cr_expect(peel_run_limits(PEEL_POINTS_MAX + 1, &runs) == PEEL_ERROR_TOO_LARGE);
    cr_expect(peel_run_limits(INT64_MAX, &runs) == PEEL_ERROR_TOO_LARGE && runs.useful == 77);
}
