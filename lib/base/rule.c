/* Rules as data: what a rule may hold, and the sets of rules. */
#include <peel/rules.h>

#include <string.h>

#include "base/rule_number.h"

static const double most_zone = 10.0, most_tolerance = 0.01;

static int within(int32_t value, int32_t first, int32_t last) {
    return value >= first && value <= last;
}

/* Fields in their ranges, whatever is counted; NaN is in none. */
static int in_range(const peel_rule *rule) {
    return within(rule->counts, 0, PEEL_RULE_COUNTS_END_ - 1) && within(rule->needed, 1, PEEL_RULE_RUN_MAX) &&
           within(rule->of, 0, PEEL_RULE_RUN_MAX) && within(rule->side, 0, PEEL_RULE_SIDE_END_ - 1) &&
           within(rule->others, 0, 1) && within(rule->ties, 0, PEEL_TIES_END_ - 1) &&
           within(rule->without_beyond, 0, 1) && within(rule->flags, 0, PEEL_FLAGS_END_ - 1) && rule->zone >= 0 &&
           rule->zone <= most_zone && rule->tolerance >= 0 && rule->tolerance <= most_tolerance;
}

/* The points beyond a zone can lie beyond the limits too, but beyond the limits and not beyond them lies none. */
static int beyond_can_be(const peel_rule *rule) {
    return (rule->of == 0 || rule->of >= rule->needed) && !(rule->others && rule->side == PEEL_RULE_BOTH_SIDES) &&
           !(rule->without_beyond && rule->zone >= 1);
}

/* What has no use is 0. */
static int fits(const peel_rule *rule) {
    const int windows = rule->counts == PEEL_RULE_BEYOND || rule->counts == PEEL_RULE_WITHIN;
    if (rule->counts == PEEL_RULE_BEYOND) return beyond_can_be(rule);
    if (rule->others || rule->without_beyond) return 0;
    if (windows) return (rule->of == 0 || rule->of >= rule->needed) && rule->side == 0;
    if (rule->of != 0 || !(rule->zone <= 0) || rule->side == PEEL_RULE_BOTH_SIDES) return 0;
    switch (rule->counts) {
    case PEEL_RULE_STEPS: return rule->needed >= 2;
    case PEEL_RULE_ALTERNATING: return rule->needed >= 2 && rule->side == 0;
    case PEEL_RULE_LONGEST_RUN: return rule->needed == 1;
    default: return rule->needed == 1 && rule->side == 0;
    }
}

peel_status peel_rule_check(const peel_rule *rule) {
    if (!rule) return PEEL_ERROR_NULL;
    if (rule->reserved[0] != 0 || rule->reserved[1] != 0) return PEEL_ERROR_RESERVED;
    return in_range(rule) && fits(rule) ? PEEL_OK : PEEL_ERROR_RULE;
}

enum { most_rules = 8 };

struct rule_set {
    int32_t number;
    size_t count;
    peel_rule rules[most_rules];
};

#define BEYOND(needed_, of_, zone_)                                                                                    \
    {                                                                                                                  \
        .counts = PEEL_RULE_BEYOND, .needed = (needed_), .of = (of_), .zone = (zone_),                                 \
        .flags = (of_) > (needed_) ? PEEL_FLAG_COUNTED : PEEL_FLAG_RUN                                                 \
    }
#define NEAR_THE_LIMIT(without)                                                                                        \
    {                                                                                                                  \
        .counts = PEEL_RULE_BEYOND, .needed = 2, .of = 3, .zone = 2.0 / 3.0, .others = 1, .without_beyond = (without), \
        .flags = PEEL_FLAG_COUNTED                                                                                     \
    }
#define IN_A_ROW(counts_, needed_)                                                                                     \
    { .counts = (counts_), .needed = (needed_) }
#define OF_THE_SERIES(counts_, flags_)                                                                                 \
    { .counts = (counts_), .needed = 1, .ties = PEEL_TIES_PASS, .flags = (flags_) }

static const struct rule_set sets[] = {
    {PEEL_RULES_LIMITS, 1, {BEYOND(1, 0, 1.0)}},
    {PEEL_RULES_NHS, 4, {BEYOND(1, 0, 1.0), IN_A_ROW(PEEL_RULE_STEPS, 7), BEYOND(7, 0, 0.0), NEAR_THE_LIMIT(1)}},
    {PEEL_RULES_NHS_2023, 4, {BEYOND(1, 0, 1.0), IN_A_ROW(PEEL_RULE_STEPS, 7), BEYOND(7, 0, 0.0), NEAR_THE_LIMIT(0)}},
    {PEEL_RULES_WESTERN_ELECTRIC,
     4,
     {BEYOND(1, 0, 1.0), BEYOND(2, 3, 2.0 / 3.0), BEYOND(4, 5, 1.0 / 3.0), BEYOND(8, 0, 0.0)}},
    {PEEL_RULES_NELSON,
     8,
     {BEYOND(1, 0, 1.0),
      BEYOND(9, 0, 0.0),
      IN_A_ROW(PEEL_RULE_STEPS, 6),
      IN_A_ROW(PEEL_RULE_ALTERNATING, 14),
      BEYOND(2, 3, 2.0 / 3.0),
      BEYOND(4, 5, 1.0 / 3.0),
      {.counts = PEEL_RULE_WITHIN, .needed = 15, .zone = 1.0 / 3.0},
      {.counts = PEEL_RULE_BEYOND, .needed = 8, .zone = 1.0 / 3.0, .side = PEEL_RULE_BOTH_SIDES}}},
    {PEEL_RULES_ANHOEJ,
     2,
     {OF_THE_SERIES(PEEL_RULE_LONGEST_RUN, PEEL_FLAG_RUN), OF_THE_SERIES(PEEL_RULE_CROSSINGS, PEEL_FLAG_NONE)}},
};

peel_status peel_rule_set_get(int32_t set, size_t room, peel_rule *rules, size_t *count) {
    if (!rules || !count) return PEEL_ERROR_NULL;
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        if (sets[i].number != set) continue;
        if (room < sets[i].count) return PEEL_ERROR_WORK;
        *count = sets[i].count;
        for (size_t j = 0; j < sets[i].count; j++) {
            rules[j] = sets[i].rules[j];
            rules[j].tolerance = RULE_TOLERANCE;
        }
        return PEEL_OK;
    }
    return PEEL_ERROR_RULE_SET;
}
