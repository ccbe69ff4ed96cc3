/* Quantiles of the beta distribution: the ends together and apart, every level of instructions, and what has no answer. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>

#include "numeric/beta_binomial_quantile.h"
#include "numeric/beta_dense.h"
#include "numeric/beta_integral.h"
#include "numeric/beta_quantile.h"
#include "numeric/lanes.h"

static const double sizes[] = {0.3, 0.5, 1, 1.5, 3, 3.5, 8.25, 20, 77.5, 400, 1000.5, 1e6, 1e9 + 0.5, 1e15};
enum { size_count = sizeof sizes / sizeof sizes[0] };

static const double tails[] = {0.49, 0.25, 0.025, 1e-4, 1e-10, 1e-100};
enum { tail_count = sizeof tails / sizeof tails[0] };

static int same(struct proportion a, struct proportion b) {
    return a.x == b.x && a.y == b.y;
}

Test(beta_quantile, both_ends_have_the_bits_of_each) {
    for (int i = 0; i < size_count * size_count * tail_count; i++) {
        const struct beta_shape shape = {sizes[i % size_count], sizes[i / size_count % size_count], 0, 0};
        const struct beta_shape flipped = beta_shape_flipped(&shape);
        struct normal_tail tail = normal_upper_tail(tails[i / size_count / size_count]);
        struct proportion low, high, below, above;
        if (fmax(shape.a, shape.b) < 1) continue;
        errno = 0;
        cr_assert(beta_both_quantiles(&shape, tail, &low, &high) == PEEL_OK, "%g %g %g", shape.a, shape.b, tail.p);
        cr_assert(beta_lower_quantile(&shape, tail, &below) == PEEL_OK);
        cr_assert(beta_lower_quantile(&flipped, tail, &above) == PEEL_OK);
        cr_expect(same(low, below) && same(high, proportion_flipped(above)), "%g %g %g", shape.a, shape.b, tail.p);
        cr_expect(errno == 0, "%g %g %g", shape.a, shape.b, tail.p);
        cr_expect(low.x <= high.x && low.y >= high.y);
    }
}

Test(beta_quantile, all_levels_of_instructions_give_equal_bits) {
    const struct beta_fall falls[] = {{-41.5, 80, 0.41, -1, 1.7, 0},    {-41.5, 80, 0.41, -1, 1.7, 1},
                                      {0.5, 80, 0.0312, 1, 3.07, 1},    {-8.5, 1009, 0.0038, -1, 4.9, 0},
                                      {5e5, 1e6, 0.4990, 1, 0.0121, 1}, {-2.5e8, 1e9, 0.2499, -1, 5e-4, 1},
                                      {-3.5, 7, 0.167, -1, 11.2, 0},    {0.25, 3.75, 0.4, 1, 6.5, 0}};
    for (size_t i = 0; i < sizeof falls / sizeof falls[0]; i++) {
        double portable = beta_integral_portable(&falls[i]);
        cr_expect(portable > 0);
        if (lanes_level() >= LANES_AVX2) cr_expect(beta_integral_avx2(&falls[i]) == portable, "%zu", i);
        if (lanes_level() >= LANES_AVX512) cr_expect(beta_integral_avx512(&falls[i]) == portable, "%zu", i);
    }
}

Test(beta_quantile, no_answer) {
    const struct normal_tail nowhere = {NAN, NAN};
    const struct beta_shape shapes[] = {{2.5, 3.5, 0, 0}, {5e8, 5e8 + 1, 0, 0}, {0.25, 7, 0, 0}, {7, 0.25, 0, 0}};
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct proportion low = {2, 2}, high = {3, 3};
        cr_expect(beta_lower_quantile(&shapes[i], nowhere, &low) == PEEL_ERROR_SEARCH, "%zu", i);
        cr_expect(beta_both_quantiles(&shapes[i], nowhere, &low, &high) == PEEL_ERROR_SEARCH, "%zu", i);
        cr_expect(low.x == 2 && high.x == 3);
    }
    struct proportion low = {2, 2}, high = {3, 3};
    cr_expect(beta_densest(&shapes[0], NAN, &low, &high) == PEEL_ERROR_SEARCH);
    cr_expect(low.x == 2 && high.x == 3);
}

/* One case with a flat prior: P(K = j) = 1 / (m + 1), and every tail is a count. */
Test(beta_quantile, flat_prediction) {
    const double sizes_of[] = {1, 7, 999, 1000000, 1e12 - 1};
    for (int i = 0; i < 5; i++) {
        double m = sizes_of[i], answer = -1;
        const struct beta_binomial law = beta_binomial(m, 1, 1);
        cr_assert(beta_binomial_least(&law, 0.25, &answer) == PEEL_OK);
        cr_expect(answer == floor(0.25 * (m + 1)), "m = %g: %g", m, answer); /* (j + 1) / (m + 1) > 1/4 */
        cr_assert(beta_binomial_least(&law, 0.0625, &answer) == PEEL_OK);
        cr_expect(answer == floor(0.0625 * (m + 1)), "m = %g: %g", m, answer);
    }
}
