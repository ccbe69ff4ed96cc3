/*
 * The arguments that are samples or files of tallies, read into the report.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>
#include <stdio.h>

int is_sample(const struct item *item) {
    int64_t met = 0, assessed = 0;
    return typed_sample(item->typed, &met, &assessed);
}

void report_add_typed_message(struct report *report, const char *typed, peel_status status, const char *message) {
    peel_error error = {.status = status};
    snprintf(error.message, sizeof error.message, "%s", message);
    report_add_fault(report, "", &error, exit_set_aside)->sample = text_copy(typed);
}

void report_add_typed_fault(struct report *report, const char *typed, peel_status status) {
    report_add_typed_message(report, typed, status, peel_status_sentence(status));
}

static void add_sample(struct report *report, const struct item *item, peel_sample sample) {
    peel_tally tally = {.kind = PEEL_TALLY_SAMPLE,
                        .sample = sample,
                        .target = NAN,
                        .criterion = "",
                        .area = "",
                        .force = "",
                        .period = "",
                        .reported = "",
                        .note = ""};
    peel_status status = peel_sample_check(&sample);
    if (item->failures) {
        tally.counts = PEEL_COUNTS_FAILURES;
        status = peel_sample_from_failures(sample.met, sample.assessed, sample.population, &tally.sample);
    }
    if (status == PEEL_OK)
        report_add_row(report, "", &tally);
    else
        report_add_typed_fault(report, item->typed, status);
}

int read_item(struct report *report, const struct item *item, int64_t population, int32_t encoding) {
    peel_sample sample = {0, 0, population};
    if (typed_sample(item->typed, &sample.met, &sample.assessed))
        add_sample(report, item, sample);
    else if (item->failures)
        return usage_error("--failures %s: type a sample of whole numbers, as in 15/59", item->typed);
    else
        read_tallies(report, item->typed, encoding);
    return exit_answered;
}
