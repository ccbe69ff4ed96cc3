/*
 * We opened 79 records and 41 were attended in time. What is the rate, and between which limits may the true one lie?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc rate.c $(pkg-config --cflags --libs peel) -o rate
 */
#include <peel.h>
#include <stdio.h>

/* One interval with its method: in print the method belongs to the numbers. */
static void say(const char *question, const peel_interval *ci) {
    peel_method method;
    if (peel_method_get(ci->method, &method) != PEEL_OK) return;
    printf("%s: ", question);
    if (ci->side == PEEL_SIDE_LOWER)
        printf("at least %.1f%%", 100 * ci->lower);
    else
        printf("%.1f%% to %.1f%%", 100 * ci->lower, 100 * ci->upper);
    printf(" (%g%%, %s)\n", 100 * ci->confidence, method.title);
}

int main(void) {
    const peel_sample attended = {.met = 41, .assessed = 79}; /* population 0: not known */
    peel_interval ci;

    /* NULL asks for the default: Wilson, 95%, two-sided. */
    peel_status status = peel_rate(&attended, NULL, &ci);
    if (status != PEEL_OK) {
        fprintf(stderr, "rate: %s\n", peel_status_sentence(status));
        return 1;
    }
    printf("%lld of %lld: %.1f%%\n", (long long)attended.met, (long long)attended.assessed, 100 * ci.estimate);
    say("by default", &ci);

    /* An options struct that is zeroed except for its size is the default too; change what differs. */
    peel_rate_options options = {.size = sizeof options};
    options.method = PEEL_RATE_CLOPPER_PEARSON;
    status = peel_rate(&attended, &options, &ci);
    if (status == PEEL_OK) say("never missing more often than 1 in 20", &ci);

    /* A percentage in the place of a proportion is a mistake that the library names. */
    options.confidence = 95;
    status = peel_rate(&attended, &options, &ci);
    printf("confidence 95: %s\n", peel_status_sentence(status));
    return 0;
}
