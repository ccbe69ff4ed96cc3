/* Bounds in cases of a known population: published cases by id, what every method does with a limit, statuses and notes. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fenv.h>
#include <math.h>
#include <string.h>

#include "support/call.h"

static const peel_sample sample = {45, 100, 300};

static peel_status status_of(const peel_sample *of, const peel_rate_options *options, peel_bounds *bounds) {
    errno = 12345;
    peel_status status = peel_rate_bounds(of, options, bounds);
    cr_assert(errno == 12345);
    return status;
}

static peel_bounds bounds_of(int64_t met, int64_t assessed, int64_t population, const peel_rate_options *options) {
    const peel_sample of = {met, assessed, population};
    peel_bounds bounds = {-1, -1};
    peel_status status = status_of(&of, options, &bounds);
    cr_assert(status == PEEL_OK, "%lld/%lld of %lld: %s", (long long)met, (long long)assessed, (long long)population,
              peel_status_name(status));
    return bounds;
}

static void expect(int64_t met, int64_t assessed, int64_t population, const peel_rate_options *options, int64_t lower,
                   int64_t upper, const char *what) {
    peel_bounds got = bounds_of(met, assessed, population, options);
    cr_expect(got.lower == lower && got.upper == upper, "%s: %lld to %lld, not %lld to %lld", what,
              (long long)got.lower, (long long)got.upper, (long long)lower, (long long)upper);
}

/* Section 2 of tests/reference/cases.txt; T169 and T173 are samplingbook's convention, one unit wider on each side. */
Test(rate_bounds, cases) {
    const peel_rate_options exact = rate_options(PEEL_RATE_CLOPPER_PEARSON, 0, 0.95);
    const peel_rate_options upper = rate_options(PEEL_RATE_CLOPPER_PEARSON, PEEL_SIDE_UPPER, 0.95);
    const peel_rate_options lower = rate_options(PEEL_RATE_CLOPPER_PEARSON, PEEL_SIDE_LOWER, 0.95);
    expect(45, 100, 300, &exact, 111, 160, "T164");
    expect(2, 100, 300, &exact, 2, 18, "T166");
    expect(5, 13, 200, &exact, 29, 135, "T168; T169 has 28 and 136");
    expect(0, 30, 200, &exact, 0, 21, "T170");
    expect(30, 30, 200, &exact, 179, 200, "T172; T173 has 178");
    expect(0, 57, 1000, &upper, 0, 49, "T176");
    expect(0, 10, 1000, &lower, 0, 990, "T177: jfa's lower bound is 5");
}

/*
 * T175, -0.002517123 to 0.04251712, is samplingbook's: the variance p q / (n - 1) times (N - n) / N. The corrected Wald has
 * p q / n times (N - n) / (N - 1), and is cut to the 2 of 300 that are certain.
 */
Test(rate_bounds, t175_is_another_variance) {
    const peel_rate_options wald = rate_options(PEEL_RATE_WALD, 0, 0.95);
    const peel_sample few = {2, 100, 300};
    const double z = 1.959963984540054;
    peel_interval got = rate_of_sample(&few, &wald);
    cr_expect(fabs(0.02 + z * sqrt(0.02 * 0.98 / 99 * 200 / 300) - 0.04251712) < 1e-8);
    cr_expect(fabs(0.02 + z * sqrt(0.02 * 0.98 / 100 * 200 / 299) - got.upper) < 1e-15);
    cr_expect(got.lower == 2.0 / 300 && got.notes == (PEEL_NOTE_CLIPPED | PEEL_NOTE_FINITE));
    expect(2, 100, 300, &wald, 2, 12, "0.0424 of 300");
}

Test(rate_bounds, statuses) {
    peel_rate_options options = rate_options(PEEL_RATE_CLOPPER_PEARSON, 0, 0);
    peel_bounds bounds = {-7, -8};
    const peel_sample unknown = {45, 100, 0};
    const peel_sample wrong[] = {{-1, 100, 300}, {101, 100, 300}, {45, 100, 99}, {45, 100, PEEL_COUNT_MAX + 1}};
    static const peel_status why[] = {PEEL_ERROR_NEGATIVE, PEEL_ERROR_MET_ABOVE_ASSESSED,
                                      PEEL_ERROR_ASSESSED_ABOVE_POPULATION, PEEL_ERROR_COUNT_TOO_LARGE};
    cr_expect(status_of(NULL, &options, &bounds) == PEEL_ERROR_NULL);
    cr_expect(status_of(&sample, &options, NULL) == PEEL_ERROR_NULL);
    cr_expect(status_of(&unknown, &options, &bounds) == PEEL_ERROR_POPULATION_NEEDED);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        cr_expect(status_of(&wrong[i], &options, &bounds) == why[i], "%zu", i);
    options.design = PEEL_DESIGN_CENSUS;
    cr_expect(status_of(&sample, &options, &bounds) == PEEL_ERROR_CENSUS_INCOMPLETE);
    options.design = PEEL_DESIGN_END_;
    cr_expect(status_of(&sample, &options, &bounds) == PEEL_ERROR_DESIGN);
    options.design = 0;
    options.size = 3;
    cr_expect(status_of(&sample, &options, &bounds) == PEEL_ERROR_OPTIONS_SIZE);
    options = rate_options(PEEL_RATE_BLAKER, PEEL_SIDE_LOWER, 0);
    cr_expect(status_of(&sample, &options, &bounds) == PEEL_ERROR_METHOD_SIDE);
    options = rate_options(PEEL_RATE_CLOPPER_PEARSON, 0, 95);
    cr_expect(status_of(&sample, &options, &bounds) == PEEL_ERROR_CONFIDENCE_PERCENT);
    cr_expect(bounds.lower == -7 && bounds.upper == -8);
    cr_expect(status_of(&sample, NULL, &bounds) == PEEL_OK && bounds.lower > 45);
}

/* A method uses the population and says so, or does not, says so, and has no bounds. */
Test(rate_bounds, every_method) {
    peel_method method;
    int used = 0;
    for (size_t i = 0; peel_method_at(i, &method) == PEEL_OK && method.number / 100 == PEEL_CONCEPT_RATE; i++) {
        const peel_rate_options options = rate_options(method.number, 0, 0);
        const peel_sample endless = {45, 100, 0}, census = {45, 100, 100};
        peel_bounds bounds;
        int offers = (method.offers & PEEL_OFFERS_POPULATION) != 0;
        peel_interval known = rate_of_sample(&sample, &options);
        peel_interval before = rate_of_sample(&endless, &options);
        cr_expect(known.notes == (offers ? PEEL_NOTE_FINITE : PEEL_NOTE_POPULATION_UNUSED), "%s", method.name);
        cr_expect((known.upper - known.lower < 0.9 * (before.upper - before.lower)) == offers, "%s", method.name);
        cr_expect(before.notes == 0, "%s", method.name);
        cr_expect(rate_of_sample(&census, &options).notes == PEEL_NOTE_CENSUS, "%s", method.name);
        peel_status status = status_of(&sample, &options, &bounds);
        cr_expect(status == (offers ? PEEL_OK : PEEL_ERROR_METHOD), "%s", method.name);
        used += offers;
    }
    cr_expect(used == 10, "%d methods", used);
}

/* All but one looked at: Wilson's limits are cut to what is certain, and those of a mirrored sample to its complement. */
Test(rate_bounds, mirrored_where_cut) {
    int moved = 0;
    for (int64_t population = 20; population <= 300; population++)
        for (int64_t met = 1; met <= 3; met++) {
            const peel_sample few = {met, population - 1, population};
            const peel_sample many = {population - 1 - met, population - 1, population};
            const peel_interval low = rate_of_sample(&few, NULL), high = rate_of_sample(&many, NULL);
            const double certain = (double)met / (double)population;
            cr_expect((low.notes & PEEL_NOTE_CLIPPED) && low.lower == certain);
            cr_expect(high.upper == 1 - certain, "%lld of %lld", (long long)met, (long long)population);
            moved += 1 - certain != (double)(population - met) / (double)population;
            expect(many.met, many.assessed, population, NULL, population - met, population - met, "mirrored");
        }
    cr_expect(moved > 10, "%d", moved); /* where the plain quotient is another */
}

/* What is withheld is not compared. */
Test(rate_bounds, dip_without_a_trap) {
    for (int32_t side = PEEL_SIDE_TWO_SIDED; side <= PEEL_SIDE_UPPER; side++) {
        peel_rate_options options = rate_options(PEEL_RATE_WILSON, side, 0);
        options.design = PEEL_DESIGN_DIP;
        feclearexcept(FE_ALL_EXCEPT);
        peel_bounds bounds = bounds_of(5, 48, 300, &options);
        cr_expect(fetestexcept(FE_INVALID) == 0 && bounds.lower == 5 && bounds.upper == 257);
    }
}

/* What needs no method: nothing looked at, all looked at, a dip sample. */
Test(rate_bounds, certain) {
    static const int32_t methods[] = {PEEL_RATE_WILSON, PEEL_RATE_CLOPPER_PEARSON, PEEL_RATE_BLAKER, PEEL_RATE_LOGIT};
    for (size_t i = 0; i < 4; i++)
        for (int64_t population = 49; population < PEEL_COUNT_MAX; population *= 7) {
            peel_rate_options options = rate_options(methods[i], 0, 0);
            expect(0, 0, population, &options, 0, population, "nothing");
            for (int64_t met = 0; met <= population; met += 1 + population / 7)
                expect(met, population, population, &options, met, met, "census");
            options.design = PEEL_DESIGN_CENSUS;
            expect(population / 3, population, population, &options, population / 3, population / 3,
                   "census by design");
            options.design = PEEL_DESIGN_DIP;
            expect(5, 48, population, &options, 5, population - 43, "dip");
            options.design = PEEL_DESIGN_QUOTA;
            peel_bounds quota = bounds_of(5, 48, population, &options);
            options.design = 0;
            expect(5, 48, population, &options, quota.lower, quota.upper, "quota as random");
        }
    for (int32_t side = PEEL_SIDE_LOWER; side <= PEEL_SIDE_UPPER; side++) {
        peel_rate_options options = rate_options(PEEL_RATE_WILSON, side, 0);
        options.design = PEEL_DESIGN_DIP;
        expect(5, 48, 300, &options, 5, 257, "dip, one-sided");
        options.design = 0;
        expect(0, 0, 300, &options, 0, 300, "nothing, one-sided");
    }
}

/* Of a corrected method they are the whole numbers between the limits: those inside it, and none beside them. */
static void between(int64_t met, int64_t assessed, int64_t population, const peel_rate_options *options) {
    const peel_sample of = {met, assessed, population};
    peel_bounds got = bounds_of(met, assessed, population, options);
    peel_interval rate = rate_of_sample(&of, options);
    const double all = (double)population;
    int64_t lowest = met, highest = population - (assessed - met);
    double first = (double)got.lower / all, last = (double)got.upper / all;
    const double rounding = 0x1p-53;
    const char *name = method_name(options->method);
    long long k = met, n = assessed, N = population;
    cr_expect(got.lower >= lowest && got.upper <= highest && got.lower <= got.upper, "%s, %lld/%lld of %lld", name, k,
              n, N);
    if (options->side == PEEL_SIDE_UPPER) cr_expect(got.lower == lowest);
    if (options->side == PEEL_SIDE_LOWER) cr_expect(got.upper == highest);
    if (last < rate.lower || first > rate.upper) return;
    if (floor(rate.upper * all) < ceil(rate.lower * all)) { /* no whole number lies between, but perhaps at a limit */
        cr_expect(got.upper - got.lower <= 1, "%s, %lld/%lld of %lld", name, k, n, N);
        return;
    }
    if (options->side != PEEL_SIDE_UPPER) {
        cr_expect(first >= rate.lower - rounding || got.lower == lowest, "%s, %lld/%lld of %lld", name, k, n, N);
        cr_expect((double)(got.lower - 1) / all < rate.lower + rounding || got.lower == lowest, "%s, %lld/%lld of %lld",
                  name, k, n, N);
    }
    if (options->side != PEEL_SIDE_LOWER) {
        cr_expect(last <= rate.upper + rounding || got.upper == highest, "%s, %lld/%lld of %lld", name, k, n, N);
        cr_expect((double)(got.upper + 1) / all > rate.upper - rounding || got.upper == highest,
                  "%s, %lld/%lld of %lld", name, k, n, N);
    }
}

Test(rate_bounds, corrected) {
    static const int32_t methods[] = {PEEL_RATE_WILSON, PEEL_RATE_WALD, PEEL_RATE_AGRESTI_COULL, PEEL_RATE_LOGIT};
    static const double confidences[] = {0.1, 0.5, 0.95, 1 - 1e-9};
    static const int64_t populations[] = {2, 3, 7, 49, 100, 263, 1000003, INT64_C(1000000000000), PEEL_COUNT_MAX};
    for (size_t m = 0; m < 4; m++)
        for (size_t c = 0; c < 4; c++)
            for (size_t p = 0; p < sizeof populations / sizeof populations[0]; p++)
                for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
                    const peel_rate_options options = rate_options(methods[m], side, confidences[c]);
                    int64_t N = populations[p];
                    if (side != PEEL_SIDE_TWO_SIDED && confidences[c] <= 0.5) continue;
                    for (int64_t n = 1; n < N; n += 1 + N / 17)
                        for (int64_t k = 0; k <= n; k += 1 + n / 13)
                            between(k, n, N, &options);
                    between(N - 1, N - 1, N, &options);
                    between(0, N - 1, N, &options);
                }
}

/* A limit that was cut to met / N is that number of cases, for every N: (5 / 49) 49 is not 5 in doubles, nor 1 - 44 / 49. */
Test(rate_bounds, cut_limits) {
    const peel_rate_options wald = rate_options(PEEL_RATE_WALD, 0, 1 - 1e-9);
    for (int64_t population = 40; population < 3000; population++) {
        expect(5, 30, population, &wald, 5, bounds_of(5, 30, population, &wald).upper, "lower");
        int64_t most = population - bounds_of(5, 30, population, &wald).upper;
        expect(25, 30, population, &wald, most, population - 5, "mirrored");
    }
}

/* Between two neighbouring numbers there is none: the bounds are the two. Of 99 of 100 cases 50 met: 0.5017 to 0.5085. */
Test(rate_bounds, no_number_between) {
    const peel_rate_options wilson = rate_options(0, 0, 0.5);
    const peel_rate_options mid_p = rate_options(PEEL_RATE_MID_P, 0, 0.2);
    expect(50, 99, 100, &wilson, 50, 51, "Wilson");
    /* P(X > 5 | 5) + P(X = 5 | 5) / 2 is 1/4, and 7/10 of 6: neither has both tails above 0.4 */
    expect(5, 9, 10, &mid_p, 5, 6, "mid-p");
}

static const int64_t met[] = {45, 0, -1, 5, 41, 3}, assessed[] = {100, 57, 10, 4, 79, 3},
                     known[] = {300, 1000, 20, 9, 0, 3};
enum { rows = 6 };

Test(rate_bounds, many) {
    const peel_samples samples = {met, assessed, known};
    const peel_rate_options options = rate_options(PEEL_RATE_CLOPPER_PEARSON, 0, 0);
    int64_t lower[rows], upper[rows];
    peel_status status[rows];
    size_t bad = 99;
    const peel_bounds_columns columns = {lower, upper, status};
    cr_assert(peel_rate_bounds_many(rows, &samples, &options, &columns, &bad) == PEEL_OK);
    cr_expect(bad == 3);
    for (size_t i = 0; i < rows; i++) {
        const peel_sample row = {met[i], assessed[i], known[i]};
        peel_bounds one = {-1, -1};
        cr_expect(status[i] == peel_rate_bounds(&row, &options, &one) && lower[i] == one.lower && upper[i] == one.upper,
                  "row %zu", i);
    }
    cr_expect(status[2] == PEEL_ERROR_NEGATIVE && status[3] == PEEL_ERROR_MET_ABOVE_ASSESSED);
    cr_expect(status[4] == PEEL_ERROR_POPULATION_NEEDED && lower[4] == -1 && upper[4] == -1);
    cr_expect(lower[0] == 111 && upper[0] == 160 && lower[5] == 3 && upper[5] == 3);
}

Test(rate_bounds, many_columns) {
    const peel_samples samples = {met, assessed, known}, endless = {met, assessed, NULL}, none = {NULL, NULL, NULL};
    const peel_samples half = {met, NULL, known};
    const peel_rate_options sterne = rate_options(PEEL_RATE_STERNE, 0, 0);
    const peel_bounds_columns nothing = {NULL, NULL, NULL};
    int64_t upper[rows] = {-7, -7};
    const peel_bounds_columns one = {NULL, upper, NULL};
    size_t bad = 99;
    cr_expect(peel_rate_bounds_many(rows, &samples, NULL, &nothing, NULL) == PEEL_OK);
    cr_expect(peel_rate_bounds_many(0, &none, NULL, &one, &bad) == PEEL_OK && bad == 0 && upper[0] == -7);
    bad = 99;
    cr_expect(peel_rate_bounds_many(rows, &samples, &sterne, &one, &bad) == PEEL_ERROR_METHOD);
    cr_expect(peel_rate_bounds_many(rows, NULL, NULL, &one, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_bounds_many(rows, &samples, NULL, NULL, &bad) == PEEL_ERROR_NULL);
    cr_expect(peel_rate_bounds_many(rows, &half, NULL, &one, &bad) == PEEL_ERROR_NULL);
    cr_expect(bad == 99 && upper[0] == -7);
    cr_expect(peel_rate_bounds_many(rows, &endless, NULL, &one, &bad) == PEEL_OK && bad == rows && upper[0] == -1);
}
