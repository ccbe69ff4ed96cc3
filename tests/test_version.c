/* The version that runs is the one compiled against, and the library knows the size of every public struct. */
#include <criterion/criterion.h>
#include <string.h>

#include <peel.h>

Test(version, runs_what_was_compiled) {
    cr_expect(strcmp(peel_version(), PEEL_VERSION) == 0);
}

Test(version, struct_sizes) {
#define EXPECT_SIZE(type) cr_expect(peel_struct_size(#type) == sizeof(type), #type);
    EXPECT_SIZE(peel_allocator)
    EXPECT_SIZE(peel_bounds)
    EXPECT_SIZE(peel_error)
    EXPECT_SIZE(peel_interval)
    EXPECT_SIZE(peel_intervals)
    EXPECT_SIZE(peel_method)
    EXPECT_SIZE(peel_rate_options)
    EXPECT_SIZE(peel_sample)
    EXPECT_SIZE(peel_samples)
    EXPECT_SIZE(peel_tally)
    EXPECT_SIZE(peel_tally_options)
    EXPECT_SIZE(peel_tally_summary)
    EXPECT_SIZE(peel_test)
#undef EXPECT_SIZE
}

Test(version, unknown_structs) {
    cr_expect(peel_struct_size(NULL) == 0);
    cr_expect(peel_struct_size("") == 0);
    cr_expect(peel_struct_size("peel_sampl") == 0 && peel_struct_size("peel_sample ") == 0);
    cr_expect(peel_struct_size("int") == 0);
}

/* Frozen layouts, as other languages read them on a 64-bit machine. */
Test(version, frozen_sizes) {
    cr_expect(sizeof(peel_sample) == 24 && sizeof(peel_interval) == 64 && sizeof(peel_bounds) == 16);
    cr_expect(sizeof(peel_test) == 40 && sizeof(peel_error) == 512);
}
