/*
 * Any bytes as a period, as a printed percentage and as a rule. The first two bytes give a number of cases, the rest is the
 * text. What must hold: a fault has a message that is ended and UTF-8 and leaves the outputs alone; a period and a rule read
 * back from their own text; a percentage is in range, and the counts that fit it are counts.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <peel.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { head_size = 2 };

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

static void must_be_fault(peel_status status, const peel_error *error) {
    MUST(error->status == status && peel_status_family(status) > PEEL_FAMILY_NONE && error->column >= 0);
    const char *const end = memchr(error->message, '\0', sizeof error->message);
    MUST(end && end > error->message && (end[-1] == '.' || end[-1] == '?'));
}

static void try_period(const char *text) {
    int32_t unit = -7, unit_again;
    int64_t period = -7, period_again;
    char again[16];
    peel_error error;
    peel_status status = peel_period_parse(text, &unit, &period, &error);
    if (status != PEEL_OK) {
        must_be_fault(status, &error);
        MUST(unit == -7 && period == -7);
        return;
    }
    MUST(peel_unit_name(unit));
    MUST(peel_period_text(unit, period, again, sizeof again) == PEEL_OK);
    MUST(peel_period_parse(again, &unit_again, &period_again, NULL) == PEEL_OK);
    MUST(unit_again == unit && period_again == period);
}

static void must_be_sound(const peel_reported *reported, int64_t assessed) {
    peel_range range;
    peel_bounds met;
    MUST(peel_reported_range(reported, &range) == PEEL_OK);
    MUST(range.lower >= 0 && range.lower <= range.estimate && range.estimate <= range.upper && range.upper <= 1);
    peel_status status = peel_reported_counts(reported, assessed, &met);
    if (assessed < 1) MUST(status == PEEL_ERROR_RANGE);
    if (status != PEEL_OK) return;
    MUST(met.lower >= 0 && met.lower <= met.upper && met.upper <= assessed);
    double first = (double)met.lower / (double)assessed, last = (double)met.upper / (double)assessed;
    MUST(first >= range.lower - 1e-15 && last <= range.upper + 1e-15);
}

static void try_reported(const char *text, int64_t assessed) {
    const peel_reported untouched = {-7, -7, -7, -7};
    peel_reported reported = untouched;
    peel_range worth;
    peel_error error;
    peel_status status = peel_reported_parse(text, &reported, &error);
    if (status != PEEL_OK) {
        must_be_fault(status, &error);
        MUST(memcmp(&reported, &untouched, sizeof reported) == 0);
        return;
    }
    must_be_sound(&reported, assessed);
    if (peel_reported_worth(&reported, NULL, &worth) == PEEL_OK)
        MUST(worth.lower <= worth.estimate && worth.estimate <= worth.upper);
}

static void try_rule(const char *text) {
    const peel_rule untouched = {.counts = -7, .zone = -7};
    peel_rule rule = untouched, again;
    char written[160];
    peel_error error;
    peel_status status = peel_rule_parse(text, &rule, &error);
    if (status != PEEL_OK) {
        must_be_fault(status, &error);
        MUST(memcmp(&rule, &untouched, sizeof rule) == 0);
        return;
    }
    MUST(peel_rule_check(&rule) == PEEL_OK);
    MUST(peel_rule_text(&rule, written, sizeof written) == PEEL_OK);
    MUST(peel_rule_parse(written, &again, NULL) == PEEL_OK && memcmp(&again, &rule, sizeof rule) == 0);
}

/* The text lies alone in memory, so that a sanitizer sees a byte read beyond it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < head_size) return 0;
    char *const text = malloc(size - head_size + 1);
    MUST(text);
    memcpy(text, data + head_size, size - head_size);
    text[size - head_size] = '\0';
    try_period(text);
    try_reported(text, data[0] + 256 * data[1]);
    try_rule(text);
    free(text);
    return 0;
}
