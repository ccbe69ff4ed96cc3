#include <string.h>

#include "base/options.h"
#include "stats/compare/compare.h"

peel_status compare_plan(const peel_compare_options *options, int32_t first, struct plan *plan, int32_t *test) {
    const size_t first_size = offsetof(peel_compare_options, test) + sizeof(int32_t); /* of 0.1.0 */
    const peel_compare_options defaults = {.size = sizeof defaults};
    peel_method facts;
    peel_compare_options read;
    peel_status status = options_read(&read, sizeof read, first_size, options ? options : &defaults);
    if (status != PEEL_OK) return status;
    if (read.test == 0) read.test = PEEL_TEST_FISHER;
    if (peel_method_get(read.test, &facts) != PEEL_OK || read.test / 100 != PEEL_CONCEPT_TEST) return PEEL_ERROR_METHOD;
    const struct plan_request request = {read.confidence, read.alpha, read.method, first, read.side, read.design};
    status = plan_make(&request, plan);
    if (status == PEEL_OK && test) *test = read.test;
    return status;
}

peel_status compare_read_asked(const peel_compare_options *options, struct compare_asked *asked) {
    struct compare_asked read = {.difference = {.size = sizeof read.difference}};
    int32_t test;
    peel_status status = compare_plan(options, PEEL_DIFFERENCE_NEWCOMBE, &read.plan, &test);
    if (status != PEEL_OK) return status;
    if (options) memcpy(&read.difference, options, options->size);
    read.difference.size = sizeof read.difference;
    read.test = read.difference;
    read.test.method = test;
    *asked = read;
    return PEEL_OK;
}
