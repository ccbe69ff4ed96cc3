/* The test that Wilson 1927 inverts: z by the standard error that the rate to be tested has. */
#include <math.h>

#include "numeric/normal.h"
#include "stats/rate_test/rate_test.h"

double rate_test_normal(double z, int32_t side) {
    if (side == PEEL_SIDE_LOWER) return normal_upper_area(z);
    return side == PEEL_SIDE_UPPER ? normal_upper_area(-z) : 2.0 * normal_upper_area(fabs(z));
}

/* met - n rate in one rounding; a rate of 0 or 1 leaves no other result: z of any is infinite. */
void rate_test_score(const struct rate_counts *counts, struct proportion rate, peel_test *test) {
    const double n = counts->assessed;
    double past = rate.x <= 0.5 ? -fma(n, rate.x, -counts->met) : fma(n, rate.y, -counts->failed);
    double error = sqrt(n * rate.x * rate.y);
    double z = error > 0.0 ? past / error : copysign(INFINITY, past);
    test->statistic = past == 0.0 ? 0.0 : z;
    test->p_value = rate_test_normal(test->statistic, test->side);
}
