/* Samples: what can be, failures turned into met, the opposite question, and pooling by sums. */
#include <criterion/criterion.h>
#include <string.h>

#include <peel.h>

static const peel_sample marker = {-7, -8, -9};

static int equal(const peel_sample *a, int64_t met, int64_t assessed, int64_t population) {
    return a->met == met && a->assessed == assessed && a->population == population;
}

static const struct {
    peel_sample sample;
    peel_status status;
} checks[] = {
    {{0, 0, 0}, PEEL_OK},
    {{41, 79, 0}, PEEL_OK},
    {{79, 79, 79}, PEEL_OK},
    {{0, PEEL_COUNT_MAX, PEEL_COUNT_MAX}, PEEL_OK},
    {{PEEL_COUNT_MAX, PEEL_COUNT_MAX, 0}, PEEL_OK},
    {{-1, 79, 0}, PEEL_ERROR_NEGATIVE},
    {{0, -1, 0}, PEEL_ERROR_NEGATIVE},
    {{0, 0, -1}, PEEL_ERROR_NEGATIVE},
    {{INT64_MIN, 79, 0}, PEEL_ERROR_NEGATIVE},
    {{0, PEEL_COUNT_MAX + 1, 0}, PEEL_ERROR_COUNT_TOO_LARGE},
    {{PEEL_COUNT_MAX + 1, PEEL_COUNT_MAX + 1, 0}, PEEL_ERROR_COUNT_TOO_LARGE},
    {{41, 79, INT64_MAX}, PEEL_ERROR_COUNT_TOO_LARGE},
    {{80, 79, 0}, PEEL_ERROR_MET_ABOVE_ASSESSED},
    {{1, 0, 0}, PEEL_ERROR_MET_ABOVE_ASSESSED},
    {{41, 79, 78}, PEEL_ERROR_ASSESSED_ABOVE_POPULATION},
};
enum { check_count = sizeof checks / sizeof checks[0] };

Test(sample, check) {
    cr_expect(peel_sample_check(NULL) == PEEL_ERROR_NULL);
    for (size_t i = 0; i < check_count; i++) {
        peel_status status = peel_sample_check(&checks[i].sample);
        cr_expect(status == checks[i].status, "row %zu: %s", i, peel_status_name(status));
    }
}

/* 15 of 59 had no needs assessment (Cambridgeshire Constabulary 2021/22): 44 had one. */
Test(sample, from_failures) {
    peel_sample sample = marker;
    cr_assert(peel_sample_from_failures(15, 59, 0, &sample) == PEEL_OK);
    cr_expect(equal(&sample, 44, 59, 0));
    cr_assert(peel_sample_from_failures(0, 59, 300, &sample) == PEEL_OK);
    cr_expect(equal(&sample, 59, 59, 300));
    cr_assert(peel_sample_from_failures(PEEL_COUNT_MAX, PEEL_COUNT_MAX, 0, &sample) == PEEL_OK);
    cr_expect(equal(&sample, 0, PEEL_COUNT_MAX, 0));
    cr_expect(peel_sample_from_failures(15, 59, 0, NULL) == PEEL_ERROR_NULL);
}

Test(sample, flip) {
    const peel_sample attended = {41, 79, 300};
    peel_sample late = marker;
    cr_assert(peel_sample_flip(&attended, &late) == PEEL_OK);
    cr_expect(equal(&late, 38, 79, 300));
    cr_assert(peel_sample_flip(&late, &late) == PEEL_OK);
    cr_expect(equal(&late, 41, 79, 300));
    cr_expect(peel_sample_flip(&attended, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_sample_flip(NULL, &late) == PEEL_ERROR_NULL && equal(&late, 41, 79, 300));
}

/* Every fault of a sample is found by all that take one, which then write nothing. */
Test(sample, faults_everywhere) {
    for (size_t i = 0; i < check_count; i++) {
        const peel_sample *s = &checks[i].sample;
        const peel_sample three[] = {{41, 79, 0}, *s, {1, 2, 0}};
        peel_sample out = marker;
        if (checks[i].status == PEEL_OK) continue;
        cr_expect(peel_sample_flip(s, &out) == checks[i].status, "row %zu", i);
        cr_expect(peel_sample_from_failures(s->met, s->assessed, s->population, &out) == checks[i].status, "row %zu",
                  i);
        cr_expect(peel_sample_pool(three, 3, &out) == checks[i].status, "row %zu", i);
        cr_expect(memcmp(&out, &marker, sizeof out) == 0, "row %zu: output touched", i);
    }
}

/* Two forces: 30/33 and 57/81 pool to 87/114 (76.3%), where the mean of the percentages would be 80.6%. */
Test(sample, pool_sums) {
    const peel_sample two[] = {{57, 81, 200}, {30, 33, 100}};
    const peel_sample half_known[] = {{57, 81, 200}, {30, 33, 0}, {1, 2, 50}};
    peel_sample pooled = marker;
    cr_assert(peel_sample_pool(two, 2, &pooled) == PEEL_OK);
    cr_expect(equal(&pooled, 87, 114, 300));
    cr_assert(peel_sample_pool(half_known, 3, &pooled) == PEEL_OK);
    cr_expect(equal(&pooled, 88, 116, 0), "an unknown population makes the pooled one unknown");
    cr_assert(peel_sample_pool(two, 1, &pooled) == PEEL_OK);
    cr_expect(equal(&pooled, 57, 81, 200));
}

Test(sample, pool_of_nothing) {
    const peel_sample empty[] = {{0, 0, 0}, {0, 0, 0}};
    peel_sample pooled = marker;
    cr_expect(peel_sample_pool(NULL, 0, &pooled) == PEEL_OK && equal(&pooled, 0, 0, 0));
    pooled = marker;
    cr_expect(peel_sample_pool(empty, 2, &pooled) == PEEL_OK && equal(&pooled, 0, 0, 0));
    cr_expect(peel_sample_pool(NULL, 1, &pooled) == PEEL_ERROR_NULL);
    cr_expect(peel_sample_pool(empty, 2, NULL) == PEEL_ERROR_NULL);
}

/* Sums up to 2^53 are held; the first above is a status, not a wrapped number. */
Test(sample, pool_too_large) {
    const peel_sample fits[] = {{1, PEEL_COUNT_MAX - 1, 0}, {1, 1, 0}};
    const peel_sample above[] = {{1, PEEL_COUNT_MAX, 0}, {1, 1, 0}};
    const peel_sample populations[] = {{1, 2, PEEL_COUNT_MAX}, {1, 2, 2}};
    peel_sample pooled = marker;
    cr_expect(peel_sample_pool(above, 2, &pooled) == PEEL_ERROR_COUNT_TOO_LARGE);
    cr_expect(peel_sample_pool(populations, 2, &pooled) == PEEL_ERROR_COUNT_TOO_LARGE);
    cr_expect(memcmp(&pooled, &marker, sizeof pooled) == 0);
    cr_expect(peel_sample_pool(fits, 2, &pooled) == PEEL_OK && equal(&pooled, 2, PEEL_COUNT_MAX, 0));
    /* Populations that are not used do not count, wherever the unknown one stands. */
    const peel_sample last_unknown[] = {{1, 2, PEEL_COUNT_MAX}, {1, 2, PEEL_COUNT_MAX}, {1, 2, 0}};
    cr_expect(peel_sample_pool(last_unknown, 3, &pooled) == PEEL_OK && equal(&pooled, 3, 6, 0));
}

/* A thousand largest samples: a sum that would wrap 64 bits if it went on. */
Test(sample, pool_does_not_wrap) {
    static peel_sample many[2000];
    peel_sample pooled = marker;
    for (size_t i = 0; i < 2000; i++)
        many[i] = (peel_sample){0, PEEL_COUNT_MAX, PEEL_COUNT_MAX};
    cr_expect(peel_sample_pool(many, 2000, &pooled) == PEEL_ERROR_COUNT_TOO_LARGE);
    cr_expect(memcmp(&pooled, &marker, sizeof pooled) == 0);
}
