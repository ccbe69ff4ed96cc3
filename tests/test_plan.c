/* When a p is significant. */
#include <criterion/criterion.h>
#include <math.h>

#include "stats/plan.h"

Test(plan, significant) {
    cr_expect(plan_significant(0.05, 0.05) && plan_significant(0.0, 0.05) && plan_significant(0.04, 0.05));
    cr_expect(!plan_significant(0.06, 0.05) && !plan_significant(1.0, 0.05));
    cr_expect(plan_significant(0.05 * (1 + 1e-13), 0.05) && !plan_significant(0.05 * (1 + 1e-11), 0.05));
    cr_expect(plan_significant(1e-100 * (1 + 1e-13), 1e-100) && !plan_significant(1e-100 * (1 + 1e-11), 1e-100));
    cr_expect(!plan_significant(NAN, 0.05) && !plan_significant(INFINITY, 0.05));
}
