/*
 * The paper prints 94 percent, then 80.6 percent, and no counts. What may be said of the fall, and what may not?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc percentages.c $(pkg-config --cflags --libs peel) -o percentages
 */
#include <peel.h>
#include <stdio.h>

enum { shown = 6 };

/* Of how many cases can both figures be, if both audits looked at equally many? */
static void say_denominators(const peel_reported figures[2]) {
    const peel_bounds range = {1, 100};
    int64_t assessed[shown];
    peel_denominators found;
    if (peel_reported_denominators(2, figures, &range, shown, assessed, &found) != PEEL_OK) return;
    printf("both are possible for %lld of the numbers 1 to 100:", (long long)found.possible);
    for (int i = 0; i < shown && i < found.possible; i++)
        printf(" %lld", (long long)assessed[i]);
    printf("%s\n", found.possible > shown ? " ..." : "");
}

int main(void) {
    peel_reported figures[2], printed;
    peel_interval ci;
    peel_differ differ;
    peel_range worth;
    peel_error error;

    if (peel_reported_parse("94", &figures[0], &error) != PEEL_OK ||
        peel_reported_parse("80.6", &figures[1], &error) != PEEL_OK) {
        fprintf(stderr, "percentages: %s\n", error.message);
        return 1;
    }

    /* Without a denominator there is no interval, and the library says so. */
    peel_status status = peel_reported_rate(&figures[1], 0, NULL, &ci);
    printf("interval of 80.6%%: %s\n", peel_status_sentence(status));

    /* But the question from which number of cases on the two differ has an answer. */
    if (peel_reported_differ(&figures[0], &figures[1], NULL, &differ) == PEEL_OK)
        printf("more than chance with %lld or more cases in each audit (Fisher, 5%%, nearest counts)\n",
               (long long)differ.always);
    say_denominators(figures);

    /* A printed +/- tells what sample stands behind a figure. */
    if (peel_reported_parse("87.8 +/- 1.66", &printed, &error) == PEEL_OK &&
        peel_reported_worth(&printed, NULL, &worth) == PEEL_OK)
        printf("87.8%% +/- 1.66 is worth %.0f cases (%.0f to %.0f)\n", worth.estimate, worth.lower, worth.upper);
    return 0;
}
