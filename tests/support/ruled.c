#include "support/ruled.h"

/* Knuth's MMIX. */
int number_below(uint64_t *state, int bound) {
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (int)((*state >> 33) % (uint64_t)bound);
}

peel_rule random_rule(uint64_t *state) {
    static const double zones[] = {0, 0, 1.0 / 3, 2.0 / 3, 1, 1.5};
    for (;;) {
        const int counts = number_below(state, 6), windows = counts <= PEEL_RULE_WITHIN,
                  series = counts >= PEEL_RULE_LONGEST_RUN;
        const int needed = series ? 1 : 1 + number_below(state, 9);
        const peel_rule rule = {.counts = counts,
                                .needed = needed,
                                .of = windows && number_below(state, 2) ? needed + number_below(state, 12) : 0,
                                .side = number_below(state, 2) ? number_below(state, 4) : 0,
                                .others = windows && number_below(state, 3) == 0,
                                .ties = number_below(state, 3),
                                .without_beyond = windows && number_below(state, 3) == 0,
                                .flags = number_below(state, 4),
                                .zone = windows ? zones[number_below(state, 6)] : 0,
                                .tolerance = number_below(state, 3) ? 1e-12 : 0};
        if (peel_rule_check(&rule) == PEEL_OK) return rule;
    }
}
