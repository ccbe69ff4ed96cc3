/*
 * The paper says that 15 of 59 victims had NO needs assessment. What is the compliance rate?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc failures.c $(pkg-config --cflags --libs peel) -o failures
 */
#include <peel.h>
#include <stdio.h>

static int say(const char *who, const peel_sample *sample) {
    peel_interval ci;
    peel_status status = peel_rate(sample, NULL, &ci);
    if (status != PEEL_OK) {
        fprintf(stderr, "failures: %s\n", peel_status_sentence(status));
        return 1;
    }
    printf("%s: %lld of %lld, %.1f%% (95%% confidence interval %.1f%% to %.1f%%)\n", who, (long long)sample->met,
           (long long)sample->assessed, 100 * ci.estimate, 100 * ci.lower, 100 * ci.upper);
    return 0;
}

int main(void) {
    peel_sample assessed;
    peel_sample missed;

    /* The figure counts failures. It becomes cases met here, once, and nobody need remember it further on. */
    peel_status status = peel_sample_from_failures(15, 59, 0, &assessed);
    if (status != PEEL_OK) {
        fprintf(stderr, "failures: %s\n", peel_status_sentence(status));
        return 1;
    }
    /* The opposite question has the mirrored answer: the failures as they were printed. */
    status = peel_sample_flip(&assessed, &missed);
    if (status != PEEL_OK) {
        fprintf(stderr, "failures: %s\n", peel_status_sentence(status));
        return 1;
    }
    if (say("needs assessed", &assessed) != 0 || say("not assessed", &missed) != 0) return 1;

    /* More failures than cases cannot be; the sample is left as it was. */
    status = peel_sample_from_failures(59, 15, 0, &assessed);
    printf("59 of 15: %s\n", peel_status_name(status));
    return 0;
}
