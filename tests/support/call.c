#include "support/call.h"

#include <criterion/criterion.h>
#include <errno.h>

/* A value that no function of the C library sets. */
enum { errno_sentinel = 12345 };

peel_rate_options rate_options(int32_t method, int32_t side, double confidence) {
    peel_rate_options options = {.size = sizeof options};
    options.method = method;
    options.side = side;
    options.confidence = confidence;
    return options;
}

peel_status rate_status(const peel_sample *sample, const peel_rate_options *options, peel_interval *interval) {
    int before = errno;
    errno = errno_sentinel;
    peel_status status = peel_rate(sample, options, interval);
    cr_assert(errno == errno_sentinel, "errno was changed to %d", errno);
    errno = before;
    return status;
}

peel_interval rate_of_sample(const peel_sample *sample, const peel_rate_options *options) {
    peel_interval interval;
    peel_status status = rate_status(sample, options, &interval);
    cr_assert(status == PEEL_OK, "%lld of %lld: %s", (long long)sample->met, (long long)sample->assessed,
              peel_status_name(status));
    return interval;
}

peel_interval rate_of(int64_t met, int64_t assessed, const peel_rate_options *options) {
    const peel_sample sample = {met, assessed, 0};
    return rate_of_sample(&sample, options);
}

const char *method_name(int32_t number) {
    peel_method method;
    return peel_method_get(number, &method) == PEEL_OK ? method.name : "?";
}
