/* The options that every question has: their statuses, what a method offers, the tail; and when a p is significant. */
#include <criterion/criterion.h>
#include <math.h>

#include <peel/methods.h>
#include <peel/results.h>
#include <peel/sample.h>

#include "stats/plan.h"

static peel_status made(struct plan_request request) {
    struct plan plan;
    return plan_make(&request, &plan);
}

Test(plan, defaults) {
    const struct plan_request request = {.first = PEEL_RATE_WILSON};
    struct plan plan;
    cr_assert(plan_make(&request, &plan) == PEEL_OK);
    cr_expect(plan.confidence == 0.95 && plan.alpha == 1 - 0.95 && plan.tail.p == 0.5 * (1 - 0.95));
    cr_expect(fabs(plan.tail.z - 1.959963984540054) < 1e-15);
    cr_expect(plan.method == PEEL_RATE_WILSON && plan.side == PEEL_SIDE_TWO_SIDED && plan.design == PEEL_DESIGN_RANDOM);
}

Test(plan, statuses) {
    const int32_t first = PEEL_RATE_WILSON, lower = PEEL_SIDE_LOWER;
    cr_expect(made((struct plan_request){.first = first, .confidence = 0.9, .alpha = 0.1}) ==
              PEEL_ERROR_CONFIDENCE_AND_ALPHA);
    cr_expect(made((struct plan_request){.first = first, .confidence = 95.0}) == PEEL_ERROR_CONFIDENCE_PERCENT);
    cr_expect(made((struct plan_request){.first = first, .confidence = 1.0}) == PEEL_ERROR_CONFIDENCE);
    cr_expect(made((struct plan_request){.first = first, .confidence = NAN}) == PEEL_ERROR_CONFIDENCE);
    cr_expect(made((struct plan_request){.first = first, .alpha = 0.99e-100}) == PEEL_ERROR_ALPHA);
    cr_expect(made((struct plan_request){.first = first, .alpha = 1e-100}) == PEEL_OK);
    cr_expect(made((struct plan_request){.first = first, .method = PEEL_METHOD_END_}) == PEEL_ERROR_METHOD);
    cr_expect(made((struct plan_request){.first = first, .method = -1}) == PEEL_ERROR_METHOD);
    cr_expect(made((struct plan_request){.first = first, .method = PEEL_DIFFERENCE_NEWCOMBE}) == PEEL_ERROR_METHOD);
    cr_expect(made((struct plan_request){.first = first, .side = PEEL_SIDE_END_}) == PEEL_ERROR_SIDE);
    cr_expect(made((struct plan_request){.first = first, .design = PEEL_DESIGN_END_}) == PEEL_ERROR_DESIGN);
    cr_expect(made((struct plan_request){.first = first, .side = lower, .confidence = 0.5}) ==
              PEEL_ERROR_ONE_SIDED_CONFIDENCE);
    cr_expect(made((struct plan_request){.first = first, .side = lower, .confidence = 0.51}) == PEEL_OK);
}

/* Every number from below the first to above the last: what the list says, or no such method. */
Test(plan, offers) {
    for (int32_t number = -1; number < 2000; number++) {
        const struct plan_request request = {.method = number == 0 ? -2 : number, .first = number};
        peel_method method;
        struct plan plan;
        peel_status status = plan_make(&request, &plan);
        if (peel_method_get(number, &method) == PEEL_OK)
            cr_expect(status == PEEL_OK && plan.offers == method.offers && plan.method == number, "%d", number);
        else
            cr_expect(status == PEEL_ERROR_METHOD, "%d", number);
    }
}

/* One side has all of alpha; a method that only starts from z has it to 5 units of the last place. */
Test(plan, tail) {
    for (int32_t number = PEEL_RATE_WILSON; number <= PEEL_RATE_SCAS; number++)
        for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
            const struct plan_request request = {
                .first = PEEL_RATE_WILSON, .method = number, .side = side, .alpha = 0.0123};
            const double p = side == PEEL_SIDE_TWO_SIDED ? 0.5 * 0.0123 : 0.0123;
            const double z = side == PEEL_SIDE_TWO_SIDED ? 2.5034185153291393 : 2.247626755795138;
            struct plan plan;
            cr_assert(plan_make(&request, &plan) == PEEL_OK);
            cr_expect(plan.tail.p == p && fabs(plan.tail.z - z) <= 5 * 0x1p-51, "%d: %.17g", number, plan.tail.z);
        }
}

Test(plan, significant) {
    cr_expect(plan_significant(0.05, 0.05) && plan_significant(0.04, 0.05) && plan_significant(0.0, 0.05));
    cr_expect(!plan_significant(0.06, 0.05) && !plan_significant(1.0, 0.05));
    cr_expect(plan_significant(0.05 * (1 + 1e-13), 0.05) && !plan_significant(0.05 * (1 + 1e-11), 0.05));
    cr_expect(plan_significant(1e-100 * (1 + 1e-13), 1e-100) && !plan_significant(1e-100 * (1 + 1e-11), 1e-100));
    cr_expect(!plan_significant(NAN, 0.05) && !plan_significant(INFINITY, 0.05));
}
