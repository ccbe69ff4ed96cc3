/* Options of an older program in a newer library: they are shorter, and what they lack is the default. */
#include <criterion/criterion.h>

#include <peel.h>

#include "base/options.h"

struct first_version {
    size_t size;
    double a;
};

struct today {
    size_t size;
    double a;
    double b;
};

static peel_status read(struct today *options, const void *given) {
    return options_read(options, sizeof *options, sizeof(struct first_version), given);
}

Test(options, of_an_older_program) {
    const struct first_version old = {sizeof old, 2.5};
    struct today options = {1, 1.0, 1.0};
    cr_assert(read(&options, &old) == PEEL_OK);
    cr_expect(options.size == sizeof old && options.a == 2.5 && options.b == 0.0);
}

Test(options, of_today) {
    const struct today now = {sizeof now, 2.5, 3.5};
    struct today options = {1, 1.0, 1.0};
    cr_assert(read(&options, &now) == PEEL_OK);
    cr_expect(options.a == 2.5 && options.b == 3.5);
}

/* As large as no version was, and never read beyond what it has. */
Test(options, between_versions) {
    for (size_t size = sizeof(struct first_version) + 1; size < sizeof(struct today); size++) {
        const struct today wrong = {size, 2.5, 3.5};
        struct today options = {1, 1.0, 1.0};
        cr_expect(read(&options, &wrong) == PEEL_ERROR_OPTIONS_SIZE, "size %zu", size);
        cr_expect(options.size == 1 && options.a == 1.0 && options.b == 1.0);
    }
}

/* Every size of the options that have grown: as they ended before the priors, and as they end today. */
Test(options, of_a_rate) {
    const peel_sample sample = {3, 10, 0};
    for (size_t size = 0; size <= sizeof(peel_rate_options) + 8; size++) {
        peel_rate_options options = {.size = size, .method = PEEL_RATE_BETA, .prior_met = 2, .prior_failed = 2};
        peel_interval got;
        const int known = size == offsetof(peel_rate_options, prior_met) || size == sizeof options;
        const peel_status status = peel_rate(&sample, &options, &got);
        cr_expect(status == (known ? PEEL_OK : PEEL_ERROR_OPTIONS_SIZE), "size %zu", size);
    }
}

Test(options, of_no_version) {
    const size_t sizes[] = {0, sizeof(struct first_version) - 1, sizeof(struct today) + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const struct today wrong = {sizes[i], 2.5, 3.5};
        struct today options = {1, 1.0, 1.0};
        cr_expect(read(&options, &wrong) == PEEL_ERROR_OPTIONS_SIZE, "size %zu", sizes[i]);
        cr_expect(options.size == 1 && options.a == 1.0 && options.b == 1.0);
    }
}
