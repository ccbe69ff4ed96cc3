/*
 * The points that a rule may count are bits of a word: rather one too many than one too few, for tolerances and all else that
 * makes fewer points count are left to the rule itself. Rules that pass points over bring others together, and are left alone.
 * Over 1e5 steady series of 36 months the NHS rules took 0.45 us a series without this, and take 0.12.
 */
#include "stats/chart/rule_quiet.h"

enum { word = 64 };

/* Points above and below, the last of them in the lowest bit: no rule asks where in the segment they are. */
struct counted {
    uint64_t up;
    uint64_t down;
};

static struct counted beyond_centre(const struct rule_points *points) {
    struct counted counted = {0, 0};
    for (size_t i = 0; i < points->n; i++) {
        counted.up = 2 * counted.up + (points->value[i] > points->centre[i]);
        counted.down = 2 * counted.down + (points->value[i] < points->centre[i]);
    }
    return counted;
}

static struct counted beyond_zone(const struct rule_points *points, double zone) {
    struct counted counted = {0, 0};
    for (size_t i = 0; i < points->n; i++) {
        counted.up = 2 * counted.up + (points->score[i] > zone);
        counted.down = 2 * counted.down + (points->score[i] < -zone);
    }
    return counted;
}

/* The steps to each point from the one before. */
static struct counted steps(const struct rule_points *points) {
    struct counted counted = {0, 0};
    for (size_t i = 1; i < points->n; i++) {
        counted.up = 2 * counted.up + (points->value[i] > points->value[i - 1]);
        counted.down = 2 * counted.down + (points->value[i] < points->value[i - 1]);
    }
    return counted;
}

/* Whether so many bits in a row are set. */
static int has_run(uint64_t bits, size_t needed) {
    if (needed > word) return 0;
    for (size_t run = 1; run < needed && bits != 0;) {
        size_t more = run < needed - run ? run : needed - run;
        bits &= bits >> more; /* what is left begins run + more of them */
        run += more;
    }
    return bits != 0;
}

/* Whether two bits of `of` in a row are set. */
static int has_pair(uint64_t bits, size_t of) {
    uint64_t later = 0;
    for (size_t apart = 1; apart < of && apart < word; apart++)
        later |= bits >> apart;
    return (bits & later) != 0;
}

static int may_signal(const peel_rule *rule, const struct counted *counted) {
    const size_t needed = (size_t)rule->needed - (rule->counts == PEEL_RULE_STEPS);
    const size_t of = (size_t)rule->of;
    if (rule->side == PEEL_RULE_BOTH_SIDES) return has_run(counted->up | counted->down, needed < of ? 1 : needed);
    if (of <= needed) return has_run(counted->up, needed) || has_run(counted->down, needed);
    if (needed == 1) return (counted->up | counted->down) != 0;
    return has_pair(counted->up, of) || has_pair(counted->down, of);
}

uint32_t rule_quiet(size_t rule_count, const peel_rule *rules, const struct rule_points *points) {
    uint32_t quiet = 0;
    if (points->gaps || points->n > word) return 0;
    for (size_t i = 0; i < rule_count; i++) {
        const peel_rule *rule = &rules[i];
        struct counted counted;
        if (rule->counts == PEEL_RULE_STEPS && rule->ties == PEEL_TIES_BREAK)
            counted = steps(points);
        else if (rule->counts == PEEL_RULE_BEYOND && rule->zone > 0.0 &&
                 !(rule->others && rule->ties == PEEL_TIES_PASS))
            counted = beyond_zone(points, rule->zone);
        else if (rule->counts == PEEL_RULE_BEYOND && rule->ties == PEEL_TIES_BREAK)
            counted = beyond_centre(points);
        else
            continue;
        if (!may_signal(rule, &counted)) quiet |= UINT32_C(1) << i;
    }
    return quiet;
}
