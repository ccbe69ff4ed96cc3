/* Coverage over ranges as short as rounding, and across the length below which the means are summed at points. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "oracle/coverage_oracle.h"
#include "support/call.h"

static peel_worst_coverage over(int64_t assessed, double from, double to, const peel_rate_options *options) {
    const size_t size = peel_rate_worst_coverage_work_size(assessed);
    void *work = malloc(size);
    peel_worst_coverage worst;
    cr_assert(work && peel_rate_worst_coverage(assessed, from, to, options, work, size, &worst) == PEEL_OK);
    free(work);
    return worst;
}

/*
 * Wilson, 95%. Limits by the textbook's formula, integrals as differences of sums of binomial terms, all in 80 digits (mpmath).
 */
struct expected {
    int assessed;
    double from, width, mean, length;
};

Test(coverage_short, means) {
    static const struct expected expected[] = {
        {1, 0, 0x1p0, 0.95733738073029313, 0.79345068562276255},
        {1, 0.25, 0x1p-20, 1.0, 0.79345068562276255},
        {10, 0, 0x1p0, 0.95407998806830223, 0.43544461559129687},
        {10, 0.125, 0x1p-1, 0.95454044205212695, 0.47693875632940823},
        {30, 0.5, 0x1p-1, 0.95240289321261253, 0.27075318438842728},
        {30, 0.5, 0x1p-2, 0.95079759575268119, 0.31875688388519518},
        {30, 0.5, 0x1p-10, 0.95722214086708027, 0.33182280609212066},
        {30, 0.5, 0x1p-30, 0.95722605474293232, 0.33182299839516851},
        {30, 0.5, 0x1p-40, 0.95722605474293232, 0.33182299839516851},
        {30, 0.5, 0x1p-50, 0.95722605474293232, 0.33182299839516851},
        {30, 0, 0x1p-40, 0.99999999998635758, 0.11351339317461378},
        {79, 0.25, 0x1p-2, 0.950296529627366, 0.20508113449712776},
        {79, 0.25, 0x1p-3, 0.95029332608101699, 0.19830552511176547},
        {79, 0.75, 0x1p-30, 0.94965269600073681, 0.18643580811055282},
        {1000, 0.75, 0x1p-6, 0.95002695523291778, 0.053000018237946705},
        {1000, 0.75, 0x1p-5, 0.95003862389444492, 0.052395995642456193},
        {1000, 0.75, 0x1p-30, 0.94713967213226924, 0.053571623454739347},
        {200, 0, 0x1p0, 0.95069601831682972, 0.10827321580337189},
        {1000, 0, 0x1p-1, 0.95020074369736825, 0.048628561630448167},
        {10000, 0.875, 0x1p-10, 0.95002035913737616, 0.01294144225554763},
        {10000, 0.875, 0x1p-9, 0.9500095086108732, 0.01291962479655991},
        {10000, 0.875, 0x1p-35, 0.94887986279066096, 0.012963173029644733},
        {100000, 0.5, 0x1p-13, 0.94999833728231987, 0.0061978002308543515},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        const struct expected *is = &expected[i];
        const double near = is->assessed > 10000 ? 1e-11 : 1e-12;
        peel_worst_coverage got = over(is->assessed, is->from, is->from + is->width, NULL);
        cr_expect(fabs(got.mean - is->mean) < near, "%d from %g, %g: mean %.17g, not %.17g", is->assessed, is->from,
                  is->width, got.mean, is->mean);
        cr_expect(fabs(got.length - is->length) < near, "%d from %g, %g: length %.17g, not %.17g", is->assessed,
                  is->from, is->width, got.length, is->length);
    }
}

/*
 * 30 cases at a rate of 1/2: Wilson's limits hold it for 10 to 20 met, of (2 k - 30)^2 <= 30 z^2 = 115.2. So many of 2^30 results:
 * 1027813650. A range of one unit of the last place, and more of them.
 */
Test(coverage_short, of_a_range_as_narrow_as_rounding) {
    const double coverage = 1027813650 * 0x1p-30;
    static const double widths[] = {0x1p-53, 0x1p-52, 1e-15, 2.5e-15, 1e-14, 1e-12, 1e-9};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        const double from = i == 0 ? 0.5 - widths[i] : 0.5, to = i == 0 ? 0.5 : 0.5 + widths[i];
        peel_worst_coverage got = over(30, from, to, NULL);
        cr_expect(fabs(got.coverage - coverage) < 1e-13, "%g: worst %.17g", widths[i], got.coverage);
        cr_expect(fabs(got.mean - coverage) < 1e-13, "%g: mean %.17g", widths[i], got.mean);
        cr_expect(from <= got.rate && got.rate <= to && got.short_of == 0);
    }
    const peel_rate_options level = rate_options(0, 0, 0.9572261);
    cr_expect(over(30, 0.5, 0.5 + 1e-15, &level).short_of == 1);
}

/* The smallest range that there is: of none met. */
Test(coverage_short, of_the_smallest_double) {
    peel_worst_coverage got = over(30, 0, 5e-324, NULL);
    cr_expect(got.coverage == 1 && got.mean == 1 && got.short_of == 0);
    const double upper = rate_of(0, 30, NULL).upper;
    cr_expect(fabs(got.length - upper) < 1e-15, "%.17g, not %.17g", got.length, upper);
}

/* Half of the range before a limit, half behind it: the worst is the lesser of both coverages, the mean is between. */
Test(coverage_short, across_a_limit) {
    for (int32_t method = PEEL_RATE_WILSON; method <= PEEL_RATE_SCAS; method++) {
        const peel_rate_options options = rate_options(method, 0, 0);
        double lower[41], upper[41];
        for (int met = 0; met <= 40; met++) {
            const peel_interval all = rate_of(met, 40, &options);
            lower[met] = all.lower;
            upper[met] = all.upper;
        }
        const double limit = lower[30];
        for (int i = 20; i <= 44; i += 4) {
            const double half = ldexp(1, -i);
            peel_worst_coverage got = over(40, limit - half, limit + half, &options);
            double before = (double)coverage_oracle_at(40, (long double)limit - 0.5L * half, lower, upper);
            double behind = (double)coverage_oracle_at(40, (long double)limit + 0.5L * half, lower, upper);
            double length = (double)coverage_oracle_length(40, limit, lower, upper);
            double near = 1e-12 + half * half * 1e4; /* the curve */
            cr_expect(fabs(got.mean - 0.5 * (before + behind)) < near, "%s, %g: mean %.17g, not %.17g",
                      method_name(method), half, got.mean, 0.5 * (before + behind));
            cr_expect(fabs(got.length - length) < near, "%s, %g: length %.17g, not %.17g", method_name(method), half,
                      got.length, length);
            cr_expect(fabs(got.coverage - fmin(before, behind)) < 1e-12 + 40 * half, "%s, %g: worst %.17g",
                      method_name(method), half, got.coverage);
        }
    }
}
