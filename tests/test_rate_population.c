/* Exact limits in a known population: against whole numbers counted one by one, exact fractions, and published values. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/population_oracle.h"
#include "support/call.h"
#include "support/table.h"

enum { exact_count = 3 };

static const int32_t exact[exact_count] = {PEEL_RATE_CLOPPER_PEARSON, PEEL_RATE_MID_P, PEEL_RATE_BLAKER};

static int32_t number_of(const char *name) {
    int32_t number = 0;
    cr_assert(peel_method_parse(PEEL_CONCEPT_RATE, name, &number, NULL) == PEEL_OK, "%s", name);
    return number;
}

/* Bounds, with errno as it was, and the same in peel_rate as rates; a limit that was not asked for is certain, 0 or 1. */
static peel_bounds bounds_of(const peel_sample *sample, const peel_rate_options *options) {
    peel_bounds bounds = {-1, -1};
    errno = 12345;
    peel_status status = peel_rate_bounds(sample, options, &bounds);
    cr_assert(status == PEEL_OK && errno == 12345, "%lld/%lld of %lld: %s", (long long)sample->met,
              (long long)sample->assessed, (long long)sample->population, peel_status_name(status));
    peel_interval rate = rate_of_sample(sample, options);
    double all = (double)sample->population;
    double lower = options->side == PEEL_SIDE_UPPER ? 0 : (double)bounds.lower / all;
    double upper = options->side == PEEL_SIDE_LOWER ? 1 : (double)bounds.upper / all;
    cr_expect(rate.lower == lower && rate.upper == upper, "%s, %lld/%lld of %lld: %.17g to %.17g",
              method_name(options->method), (long long)sample->met, (long long)sample->assessed,
              (long long)sample->population, rate.lower, rate.upper);
    return bounds;
}

static void expect(const peel_sample *sample, const peel_rate_options *options, int64_t least, int64_t most,
                   const char *where) {
    peel_bounds got = bounds_of(sample, options);
    cr_expect(got.lower == least && got.upper == most,
              "%s: %s, %lld/%lld of %lld, side %d, confidence %.17g, alpha %g: %lld to %lld, not %lld to %lld", where,
              method_name(options->method), (long long)sample->met, (long long)sample->assessed,
              (long long)sample->population, options->side, options->confidence, options->alpha, (long long)got.lower,
              (long long)got.upper, (long long)least, (long long)most);
}

static int64_t whole(const char *text) {
    return strtoll(text, NULL, 10);
}

/* N,n,k,confidence,K_lower,K_upper. */
Test(rate_population, reference) {
    struct table table;
    size_t rows = 0;
    cr_assert(table_open(&table, "tests/reference/hypergeometric.csv"));
    cr_assert(table_next(&table, ','));
    while (table_next(&table, ',')) {
        cr_assert(table.fields == 6, "line %zu", table.line);
        const peel_sample sample = {whole(table.field[2]), whole(table.field[1]), whole(table.field[0])};
        peel_rate_options options = rate_options(PEEL_RATE_CLOPPER_PEARSON, 0, strtod(table.field[3], NULL));
        expect(&sample, &options, whole(table.field[4]), whole(table.field[5]), "hypergeometric.csv");
        rows++;
    }
    table_close(&table);
    cr_expect(rows == 234, "%zu rows", rows);
}

/* method,population,assessed,met,side,given,level,least,most. */
Test(rate_population, truth) {
    struct table table;
    size_t rows[exact_count] = {0};
    cr_assert(table_open(&table, "tests/reference/population.csv"));
    cr_assert(table_next(&table, ','));
    while (table_next(&table, ',')) {
        cr_assert(table.fields == 9, "line %zu", table.line);
        const peel_sample sample = {whole(table.field[3]), whole(table.field[2]), whole(table.field[1])};
        double level = strtod(table.field[6], NULL);
        int alpha = strcmp(table.field[5], "alpha") == 0;
        peel_rate_options options = rate_options(number_of(table.field[0]), 0, alpha ? 0 : level);
        options.alpha = alpha ? level : 0;
        cr_assert(peel_side_parse(table.field[4], &options.side, NULL) == PEEL_OK);
        expect(&sample, &options, whole(table.field[7]), whole(table.field[8]), "population.csv");
        for (size_t i = 0; i < exact_count; i++)
            rows[i] += options.method == exact[i];
    }
    table_close(&table);
    for (size_t i = 0; i < exact_count; i++)
        cr_expect(rows[i] > 300, "%zu rows of %s", rows[i], method_name(exact[i]));
}

static void compare(struct oracle_seen seen, int32_t method, int32_t side, double alpha) {
    const peel_sample sample = {seen.met, seen.assessed, seen.population};
    peel_rate_options options = rate_options(method, side, 0);
    options.alpha = alpha;
    double tail = method == PEEL_RATE_BLAKER || side != PEEL_SIDE_TWO_SIDED ? alpha : alpha / 2;
    int how = method == PEEL_RATE_BLAKER  ? oracle_acceptability
              : method == PEEL_RATE_MID_P ? oracle_mid_tails
                                          : oracle_tails;
    double none = -1; /* every tail is above it */
    struct oracle_bounds wanted = oracle_population_bounds(seen, how, side == PEEL_SIDE_UPPER ? none : tail,
                                                           side == PEEL_SIDE_LOWER ? none : tail);
    if (wanted.least < 0) { /* mid-P at a low confidence: the two numbers around the place where both tails give way */
        peel_bounds got = bounds_of(&sample, &options);
        cr_expect(method == PEEL_RATE_MID_P && alpha > 0.5 && got.upper == got.lower + 1);
        return;
    }
    expect(&sample, &options, wanted.least, wanted.most, "oracle");
}

/* Tails of 1/4, 1/8, 1/16 are probabilities of small worlds; 0.1, 0.2 and 0.05 lie beside them, above or below. */
static const double alphas[] = {0.5,     0.25,    0.125,    0.1, 0.2,  0.05,  1 - 0.95,
                                1 - 0.9, 1 - 0.8, 1 - 0.99, 0.9, 1e-9, 1e-100};
enum { alpha_count = sizeof alphas / sizeof alphas[0] };

/* Every sample of every population up to 16, and of some larger ones. */
static void small_world(int population, int alpha_step) {
    for (int assessed = 1; assessed < population; assessed++)
        for (int met = 0; met <= assessed; met++)
            for (int a = 0; a < alpha_count; a += alpha_step)
                for (size_t m = 0; m < exact_count; m++)
                    for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
                        int one_sided = side != PEEL_SIDE_TWO_SIDED;
                        if (one_sided && (exact[m] == PEEL_RATE_BLAKER || alphas[a] >= 0.5)) continue;
                        compare((struct oracle_seen){met, assessed, population}, exact[m], side, alphas[a]);
                    }
}

Test(rate_population, every_small_world) {
    for (int population = 2; population <= 16; population++)
        small_world(population, 1);
    small_world(23, 1);
    small_world(40, 3);
}

/*
 * P(X >= 1 | 1) = n / N: equal to a tail, or a rounding off it. In doubles 1 - 0.9 is below 1/10, and 1 - 0.95 above 1/20. The
 * wanted number is not rejected where the probability is above the tail, so that with equality it is 2.
 */
Test(rate_population, ties) {
    static const struct {
        double alpha;
        int parts; /* of which the sample is one */
        int least; /* with 1 met */
    } rows[] = {{0.5, 4, 2},       {0.25, 8, 2},       {0.5 - 0x1p-54, 4, 1}, {0.05, 40, 2},
                {1 - 0.95, 40, 2}, {0.1, 20, 2},       {1 - 0.9, 20, 1},      {0.2, 10, 2},
                {1 - 0.8, 10, 1},  {1 - 0.99, 200, 2}, {1 - 0.998, 1000, 2},  {1 - 0.9999, 20000, 1},
                {1e-4, 20000, 2}};
    static const int64_t sizes[] = {1, 3, 1000, 1000000, 100000000, INT64_C(1) << 36};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t j = 0; j < sizeof sizes / sizeof sizes[0]; j++) {
            const peel_sample sample = {1, sizes[j], rows[i].parts * sizes[j]};
            peel_rate_options options = rate_options(PEEL_RATE_CLOPPER_PEARSON, 0, 0);
            options.alpha = rows[i].alpha;
            cr_expect(bounds_of(&sample, &options).lower == rows[i].least, "1/%lld, 1 of %d, alpha %.17g",
                      (long long)sizes[j], rows[i].parts, rows[i].alpha);
            options.alpha = rows[i].alpha / 2; /* mid-P is half as likely */
            options.method = PEEL_RATE_MID_P;
            cr_expect(bounds_of(&sample, &options).lower == rows[i].least, "mid-p, 1/%lld", (long long)sizes[j]);
        }
}

static double coverage(int population, int assessed, int cases, const peel_rate_options *options) {
    double held = 0;
    for (int met = 0; met <= assessed; met++) {
        const peel_sample sample = {met, assessed, population};
        struct oracle_seen seen = {met, assessed, population};
        double p = oracle_population_probability(seen, cases);
        if (p == 0) continue;
        peel_bounds bounds;
        cr_assert(peel_rate_bounds(&sample, options, &bounds) == PEEL_OK);
        if (bounds.lower <= cases && cases <= bounds.upper) held += p;
    }
    return held;
}

/* They miss the true number at most as often as they say, whichever it is. */
Test(rate_population, exact_coverage) {
    static const double confidences[] = {0.8, 0.95, 0.99};
    static const int32_t never_short[] = {PEEL_RATE_CLOPPER_PEARSON, PEEL_RATE_BLAKER};
    for (int population = 5; population <= 40; population += 5)
        for (int assessed = 1; assessed < population; assessed += 2)
            for (int cases = 0; cases <= population; cases++)
                for (size_t i = 0; i < 6; i++) {
                    peel_rate_options options = rate_options(never_short[i / 3], 0, confidences[i % 3]);
                    double held = coverage(population, assessed, cases, &options);
                    cr_expect(held >= options.confidence - 1e-12, "%s, %d of %d, %d met: %g",
                              method_name(options.method), assessed, population, cases, held);
                }
}

static peel_bounds bounds_at(int64_t met, int64_t assessed, int64_t population, int32_t method, double confidence) {
    const peel_sample sample = {met, assessed, population};
    peel_rate_options options = rate_options(method, 0, confidence);
    return bounds_of(&sample, &options);
}

/* Mirrored, monotone, nested, within what is certain; Blaker's within Clopper-Pearson's. */
static void properties(int64_t met, int64_t assessed, int64_t population) {
    static const double confidences[] = {0.5, 0.8, 0.95, 0.99, 1 - 1e-9};
    for (size_t m = 0; m < exact_count; m++) {
        peel_bounds narrower = {population, 0};
        for (size_t c = 0; c < 5; c++) {
            peel_bounds here = bounds_at(met, assessed, population, exact[m], confidences[c]);
            peel_bounds mirror = bounds_at(assessed - met, assessed, population, exact[m], confidences[c]);
            peel_bounds widest = bounds_at(met, assessed, population, PEEL_RATE_CLOPPER_PEARSON, confidences[c]);
            const char *name = method_name(exact[m]);
            long long k = met, n = assessed, all = population;
            cr_expect(here.lower <= here.upper, "%s, %lld/%lld of %lld", name, k, n, all);
            cr_expect(here.lower >= met && here.upper <= population - (assessed - met), "%s, %lld/%lld of %lld", name,
                      k, n, all);
            cr_expect(here.lower == population - mirror.upper, "%s, %lld/%lld of %lld", name, k, n, all);
            cr_expect(c == 0 || (here.lower <= narrower.lower && here.upper >= narrower.upper), "%s, %lld/%lld of %lld",
                      name, k, n, all);
            cr_expect(here.lower >= widest.lower && here.upper <= widest.upper, "%s, %lld/%lld of %lld", name, k, n,
                      all);
            if (met > 0) {
                peel_bounds fewer = bounds_at(met - 1, assessed, population, exact[m], confidences[c]);
                cr_expect(fewer.lower <= here.lower && fewer.upper <= here.upper, "%s, %lld/%lld of %lld", name, k, n,
                          all);
            }
            narrower = here;
        }
    }
}

Test(rate_population, properties) {
    static const int64_t populations[] = {45, 79, 300, 5000};
    static const int64_t large[] = {1000000, 1000000000, INT64_C(1000000000000), PEEL_COUNT_MAX};
    for (size_t i = 0; i < 4; i++)
        for (int64_t assessed = 1; assessed < populations[i]; assessed += populations[i] / 11)
            for (int64_t met = 0; met <= assessed; met += 1 + assessed / 13)
                properties(met, assessed, populations[i]);
    for (size_t i = 0; i < 4; i++)
        for (int64_t part = 2; part <= 200; part *= 10) {
            int64_t assessed = large[i] / part;
            properties(0, assessed, large[i]);
            properties(2, assessed, large[i]);
            properties(assessed / 2, assessed, large[i]);
            properties(assessed - assessed / 17, assessed, large[i]);
            properties(7, 30, large[i]);
        }
}

/* As the population grows, its limits become those of an endless one: the sample's share in it is all that parts them. */
Test(rate_population, towards_endless) {
    for (size_t m = 0; m < exact_count; m++)
        for (int64_t met = 0; met <= 79; met += 9) {
            peel_rate_options options = rate_options(exact[m], 0, 0.95);
            peel_interval endless = rate_of(met, 79, &options);
            double before = 1;
            for (int64_t population = 100; population < PEEL_COUNT_MAX; population *= 100) {
                const peel_sample sample = {met, 79, population};
                peel_interval known = rate_of_sample(&sample, &options);
                double apart = fmax(fabs(known.lower - endless.lower), fabs(known.upper - endless.upper));
                cr_expect(apart <= 79.0 / (double)population + 1e-12, "%s, %lld/79 of %lld: %g", method_name(exact[m]),
                          (long long)met, (long long)population, apart);
                cr_expect(known.lower >= endless.lower - 1.0 / (double)population && apart <= before);
                before = apart + 1e-12;
            }
        }
}
