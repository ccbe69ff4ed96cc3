/*
 * 100 of 300 case files were opened, and 45 met the criterion: how many of the 300 do?
 *
 *     $ cc population.c $(pkg-config --cflags --libs peel) && ./a.out
 *     37.0% to 53.3%: 111 to 160 of 300 files
 */
#include <inttypes.h>
#include <peel.h>
#include <stdio.h>

static int failed(peel_status status) {
    if (status != PEEL_OK) fprintf(stderr, "population: %s\n", peel_status_sentence(status));
    return status != PEEL_OK;
}

int main(void) {
    const peel_sample files = {45, 100, 300};
    peel_rate_options exact = {.size = sizeof exact, .method = PEEL_RATE_CLOPPER_PEARSON};
    peel_interval rate;
    peel_bounds cases;
    if (failed(peel_rate(&files, &exact, &rate))) return 1;
    if (failed(peel_rate_bounds(&files, &exact, &cases))) return 1;
    printf("%.1f%% to %.1f%%: %" PRId64 " to %" PRId64 " of 300 files\n", 100.0 * rate.lower, 100.0 * rate.upper,
           cases.lower, cases.upper);
    return 0;
}
