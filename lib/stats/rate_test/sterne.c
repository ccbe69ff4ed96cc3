/* Sterne 1954: all results no likelier than the one seen, with the tolerance of R's binom.test. */
#include "numeric/binomial.h"
#include "stats/rate_test/rate_test.h"

void rate_test_sterne(const struct rate_counts *counts, struct proportion rate, peel_test *test) {
    test->p_value = binomial_two_sided(counts->met, counts->assessed, rate);
}
