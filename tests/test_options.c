/* Options of an older program in a newer library: they are shorter, and what they lack is the default. */
#include <criterion/criterion.h>

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

Test(options, of_no_version) {
    const size_t sizes[] = {0, sizeof(struct first_version) - 1, sizeof(struct today) + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const struct today wrong = {sizes[i], 2.5, 3.5};
        struct today options = {1, 1.0, 1.0};
        cr_expect(read(&options, &wrong) == PEEL_ERROR_OPTIONS_SIZE, "size %zu", sizes[i]);
        cr_expect(options.size == 1 && options.a == 1.0 && options.b == 1.0);
    }
}
