/* Why peel_difference, peel_ratio and their columns have no answer; on failure nothing is written. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include <peel.h>

typedef peel_status scalar(const peel_sample *, const peel_sample *, const peel_compare_options *, peel_interval *);
typedef peel_status columns(size_t, const peel_samples *, const peel_samples *, const peel_compare_options *,
                            const peel_intervals *, size_t *);

static scalar *const scalars[] = {peel_difference, peel_ratio};
static columns *const many[] = {peel_difference_many, peel_ratio_many};
static const int32_t first_methods[] = {PEEL_DIFFERENCE_NEWCOMBE, PEEL_RATIO_KOOPMAN};

/* The status of both calls, none of which may write. */
static void expect(peel_sample before, peel_sample after, const peel_compare_options *options, peel_status expected) {
    peel_interval untouched, answer;
    memset(&untouched, 0xA5, sizeof untouched);
    for (int i = 0; i < 2; i++) {
        answer = untouched;
        peel_status status = scalars[i](&before, &after, options, &answer);
        cr_expect(status == expected, "%d: %s, not %s", i, peel_status_name(status), peel_status_name(expected));
        cr_expect(memcmp(&answer, &untouched, sizeof answer) == 0);
    }
}

/* The same of options, for columns too. */
static void expect_options(peel_compare_options options, peel_status expected) {
    const int64_t one = 1;
    const peel_samples samples = {&one, &one, NULL};
    expect((peel_sample){1, 2, 0}, (peel_sample){1, 2, 0}, &options, expected);
    for (int i = 0; i < 2; i++) {
        double lower = 77;
        size_t bad = 77;
        cr_expect(many[i](1, &samples, &samples, &options, &(peel_intervals){.lower = &lower}, &bad) == expected);
        cr_expect(lower == 77 && bad == 77);
    }
}

Test(difference_status, samples) {
    const peel_sample good = {1, 2, 0};
    static const struct {
        peel_sample sample;
        peel_status status;
    } rows[] = {
        {{-1, 2, 0}, PEEL_ERROR_NEGATIVE},
        {{0, INT64_MIN, 0}, PEEL_ERROR_NEGATIVE},
        {{INT64_MIN, INT64_MIN, INT64_MIN}, PEEL_ERROR_NEGATIVE},
        {{0, INT64_MAX, 0}, PEEL_ERROR_COUNT_TOO_LARGE},
        {{0, PEEL_COUNT_MAX + 1, 0}, PEEL_ERROR_COUNT_TOO_LARGE},
        {{3, 2, 0}, PEEL_ERROR_MET_ABOVE_ASSESSED},
        {{1, 0, 0}, PEEL_ERROR_MET_ABOVE_ASSESSED},
        {{1, 2, 1}, PEEL_ERROR_ASSESSED_ABOVE_POPULATION},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect(rows[i].sample, good, NULL, rows[i].status);
        expect(good, rows[i].sample, NULL, rows[i].status);
    }
}

Test(difference_status, census_incomplete) {
    peel_compare_options options = {.size = sizeof options, .design = PEEL_DESIGN_CENSUS};
    expect((peel_sample){1, 2, 3}, (peel_sample){1, 2, 2}, &options, PEEL_ERROR_CENSUS_INCOMPLETE);
    expect((peel_sample){1, 2, 2}, (peel_sample){1, 2, 3}, &options, PEEL_ERROR_CENSUS_INCOMPLETE);
}

Test(difference_status, options) {
    const size_t size = sizeof(peel_compare_options);
    expect_options((peel_compare_options){.size = 0}, PEEL_ERROR_OPTIONS_SIZE);
    expect_options((peel_compare_options){.size = size + 8}, PEEL_ERROR_OPTIONS_SIZE);
    expect_options((peel_compare_options){.size = size, .confidence = NAN}, PEEL_ERROR_CONFIDENCE);
    expect_options((peel_compare_options){.size = size, .confidence = -0.5}, PEEL_ERROR_CONFIDENCE);
    expect_options((peel_compare_options){.size = size, .confidence = 1}, PEEL_ERROR_CONFIDENCE);
    expect_options((peel_compare_options){.size = size, .confidence = 95}, PEEL_ERROR_CONFIDENCE_PERCENT);
    expect_options((peel_compare_options){.size = size, .alpha = 1}, PEEL_ERROR_ALPHA);
    expect_options((peel_compare_options){.size = size, .alpha = NAN}, PEEL_ERROR_ALPHA);
    expect_options((peel_compare_options){.size = size, .alpha = 0.05, .confidence = 0.95},
                   PEEL_ERROR_CONFIDENCE_AND_ALPHA);
    expect_options((peel_compare_options){.size = size, .confidence = 0.5, .side = PEEL_SIDE_LOWER},
                   PEEL_ERROR_ONE_SIDED_CONFIDENCE);
    expect_options((peel_compare_options){.size = size, .method = PEEL_RATE_WILSON}, PEEL_ERROR_METHOD);
    expect_options((peel_compare_options){.size = size, .method = 299}, PEEL_ERROR_METHOD);
    expect_options((peel_compare_options){.size = size, .test = PEEL_RATE_WILSON}, PEEL_ERROR_METHOD);
    expect_options((peel_compare_options){.size = size, .side = 3}, PEEL_ERROR_SIDE);
    expect_options((peel_compare_options){.size = size, .design = -1}, PEEL_ERROR_DESIGN);
}

/* A method of the other concept is none. */
Test(difference_status, methods_of_another_concept) {
    const peel_sample sample = {1, 2, 0};
    peel_interval answer;
    for (int i = 0; i < 2; i++) {
        peel_compare_options options = {.size = sizeof options, .method = first_methods[1 - i]};
        cr_expect(scalars[i](&sample, &sample, &options, &answer) == PEEL_ERROR_METHOD);
        options.method = first_methods[i];
        cr_expect(scalars[i](&sample, &sample, &options, &answer) == PEEL_OK);
    }
}

Test(difference_status, null) {
    const peel_sample sample = {1, 2, 0};
    const int64_t one = 1;
    const peel_samples some = {&one, &one, NULL}, no_met = {NULL, &one, NULL}, no_assessed = {&one, NULL, NULL};
    const peel_intervals wanted = {0};
    peel_interval answer;
    for (int i = 0; i < 2; i++) {
        cr_expect(scalars[i](NULL, &sample, NULL, &answer) == PEEL_ERROR_NULL);
        cr_expect(scalars[i](&sample, NULL, NULL, &answer) == PEEL_ERROR_NULL);
        cr_expect(scalars[i](&sample, &sample, NULL, NULL) == PEEL_ERROR_NULL);
        cr_expect(many[i](1, NULL, &some, NULL, &wanted, NULL) == PEEL_ERROR_NULL);
        cr_expect(many[i](1, &some, NULL, NULL, &wanted, NULL) == PEEL_ERROR_NULL);
        cr_expect(many[i](1, &some, &some, NULL, NULL, NULL) == PEEL_ERROR_NULL);
        cr_expect(many[i](1, &no_met, &some, NULL, &wanted, NULL) == PEEL_ERROR_NULL);
        cr_expect(many[i](1, &some, &no_met, NULL, &wanted, NULL) == PEEL_ERROR_NULL);
        cr_expect(many[i](1, &no_assessed, &some, NULL, &wanted, NULL) == PEEL_ERROR_NULL);
        cr_expect(many[i](1, &some, &no_assessed, NULL, &wanted, NULL) == PEEL_ERROR_NULL);
        cr_expect(many[i](0, &no_met, &no_assessed, NULL, &wanted, NULL) == PEEL_OK);
        cr_expect(many[i](1, &some, &some, NULL, &wanted, NULL) == PEEL_OK);
    }
}
