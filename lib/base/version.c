#include <peel.h>
#include <string.h>

const char *peel_version(void) {
    return PEEL_VERSION;
}

size_t peel_struct_size(const char *name) {
#define SIZE(type)                                                                                                     \
    if (strcmp(name, #type) == 0) return sizeof(type);
    if (!name) return 0;
    SIZE(peel_allocator)
    SIZE(peel_bounds)
    SIZE(peel_error)
    SIZE(peel_interval)
    SIZE(peel_intervals)
    SIZE(peel_method)
    SIZE(peel_rate_options)
    SIZE(peel_sample)
    SIZE(peel_samples)
    SIZE(peel_tally)
    SIZE(peel_tally_options)
    SIZE(peel_tally_summary)
    SIZE(peel_test)
#undef SIZE
    return 0;
}
