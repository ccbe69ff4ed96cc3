/*
 * The repeat-victim check was made in 57 of 81 cases; after new guidance in 68 of 80. Did it change, and by how much?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc change.c $(pkg-config --cflags --libs peel) -o change
 */
#include <peel.h>
#include <stdio.h>

static const char *title_of(int32_t method) {
    peel_method facts;
    return peel_method_get(method, &facts) == PEEL_OK ? facts.title : "?";
}

static void say(const peel_comparison *found) {
    static const char *const words[] = {"no more than chance can explain", "more than chance: it rose",
                                        "more than chance: it fell", "too few cases to tell"};
    printf("before %.1f%%, after %.1f%%\n", 100 * found->before.estimate, 100 * found->after.estimate);
    printf("change %+.1f percentage points, %+.1f to %+.1f (%g%%, %s)\n", 100 * found->change.estimate,
           100 * found->change.lower, 100 * found->change.upper, 100 * found->change.confidence,
           title_of(found->change.method));
    printf("%s (p = %.3f, %s)\n", words[found->verdict], found->test.p_value, title_of(found->test.method));
}

int main(void) {
    const peel_sample before = {.met = 57, .assessed = 81};
    const peel_sample after = {.met = 68, .assessed = 80};
    peel_comparison found;
    peel_margin margin;
    int64_t needed;

    /* NULL asks for the default: Newcombe's interval, Fisher's test, 95%. The default test needs no work memory. */
    peel_status status = peel_compare(&before, &after, NULL, NULL, 0, &found);
    if (status != PEEL_OK) {
        fprintf(stderr, "change: %s\n", peel_status_sentence(status));
        return 1;
    }
    say(&found);

    /* Another question: surely not worse by 5 percentage points or more? */
    status = peel_compare_margin(&before, &after, 0.05, 0.0, NULL, &margin);
    if (status == PEEL_OK)
        printf("a fall of 5 points or more: %s (p = %.4f)\n", margin.shown ? "ruled out" : "not ruled out",
               margin.p_value);

    /* And before the next audit: how many cases would show such a rise, four times in five? */
    status = peel_compare_size(found.before.estimate, found.after.estimate, 0.8, NULL, &needed);
    if (status == PEEL_OK) printf("to show such a change with 80%% power: %lld cases each\n", (long long)needed);
    return 0;
}
