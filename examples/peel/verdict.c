/*
 * What a test says of a change or a trend, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "verdict.h"

#include <math.h>
#include <stdio.h>

/* How a sentence begins that goes on "from 70.4% to 85.0%": a change that chance explains is no rise. */
const char *verb_of(int32_t verdict, double change) {
    if (verdict == PEEL_VERDICT_RISING) return "Rose from";
    if (verdict == PEEL_VERDICT_FALLING) return "Fell from";
    return change == 0 ? "Unchanged from" : "From";
}

int is_inferred(const peel_interval *change) {
    return (change->notes & (PEEL_NOTE_CENSUS | PEEL_NOTE_DIP)) == 0;
}

int32_t told_verdict(const peel_interval *change, int32_t verdict) {
    if ((change->notes & PEEL_NOTE_DIP) != 0 || change->estimate == 0) return PEEL_VERDICT_NO_EVIDENCE;
    if ((change->notes & PEEL_NOTE_CENSUS) == 0) return verdict;
    return change->estimate < 0 ? PEEL_VERDICT_FALLING : PEEL_VERDICT_RISING;
}

/* "Fisher p = 0.037", "Fisher, one-sided p = 0.018" */
void say_test(const peel_test *test, double alpha) {
    char name[number_size], p_value[number_size];
    short_title(name, test->method);
    p_value_text(p_value, test->p_value, alpha);
    printf("%s%s %s", name, test->side == PEEL_SIDE_TWO_SIDED ? "" : ", one-sided", p_value);
}

const char too_few_cases[] = "no result of samples of these sizes could be told from chance";

/* "more than chance (Fisher p = 0.037)", and its opposites. */
void say_verdict(int32_t verdict, const peel_test *test, double alpha, double smallest_p, const char *too_few) {
    const char *what = test->side == PEEL_SIDE_LOWER   ? "no rise beyond what chance can explain"
                       : test->side == PEEL_SIDE_UPPER ? "no fall beyond what chance can explain"
                                                       : "no more than chance can explain";
    char smallest[number_size];
    if (verdict == PEEL_VERDICT_TOO_FEW) {
        printf("too few cases to tell: %s (", too_few);
        say_test(test, alpha);
        if (!isnan(smallest_p)) {
            p_value_cell(smallest, smallest_p, alpha);
            printf(", at best %s", smallest);
        }
    } else {
        printf("%s (", verdict == PEEL_VERDICT_NO_EVIDENCE ? what : "more than chance");
        say_test(test, alpha);
    }
    printf(")");
}

void say_inference(const peel_interval *change, int32_t verdict, const peel_test *test, double smallest_p,
                   const char *too_few) {
    printf("; ");
    if ((change->notes & PEEL_NOTE_CENSUS) != 0)
        printf("nothing is left to chance");
    else if ((change->notes & PEEL_NOTE_DIP) != 0)
        printf("nothing follows for other cases");
    else
        say_verdict(verdict, test, change->alpha, smallest_p, too_few);
    putchar('\n');
}

/* Chance alone makes a change of a share alpha of the series in which nothing changed. */
const char *say_many(size_t count, double alpha, const char *before) {
    char level[number_size], made[number_size];
    if (count < 2) return before;
    expected_text(made, alpha * (double)count);
    level_percent(level, alpha);
    printf(
        "%sNote: Each of the %zu series is tested at %s: if nothing changed in any of them, chance alone would still make a "
        "change of %s series in all.\n",
        before, count, level, made);
    return "";
}
