/* The exact tests against the enumeration of every table (tests/oracle/table_oracle.h), and what holds for all of them. */
#include <criterion/criterion.h>
#include <math.h>

#include "oracle/table_oracle.h"
#include <peel.h>

enum { most = 100 };

static double work[2 * most + 1];

struct samples {
    int a, before, c, after;
};

static double p_of(struct samples s, int32_t method, int32_t side) {
    const peel_sample before = {s.a, s.before, 0}, after = {s.c, s.after, 0};
    peel_compare_options options = {.size = sizeof options, .method = method, .side = side};
    peel_test test;
    cr_assert(peel_compare_test(&before, &after, &options, work, sizeof work, &test) == PEEL_OK);
    cr_assert(test.p_value >= 0 && test.p_value <= 1);
    return test.p_value;
}

static struct oracle_table table_of(struct samples s) {
    return (struct oracle_table){s.a, s.before - s.a, s.c, s.after - s.c};
}

static int varies(struct samples s) {
    return s.a + s.c > 0 && s.a + s.c < s.before + s.after;
}

static const int sides[] = {
    [PEEL_SIDE_TWO_SIDED] = oracle_both, [PEEL_SIDE_LOWER] = oracle_rise, [PEEL_SIDE_UPPER] = oracle_fall};

/* The library promises 1e-12 of p; a hump that its grid missed would show as a larger p of the oracle. */
static void compare_side(struct samples s, int32_t method, int32_t side, int grid) {
    struct oracle_table t = table_of(s);
    double got = p_of(s, method, side);
    double wanted =
        method == PEEL_TEST_BARNARD ? oracle_barnard(t, sides[side], grid) : oracle_boschloo(t, sides[side], grid);
    cr_expect(fabs(got - wanted) <= 1e-12 * wanted, "%d/%d v %d/%d, method %d, side %d: %.17g, not %.17g", s.a,
              s.before, s.c, s.after, method, side, got, wanted);
}

static void compare(struct samples s, int32_t method, int grid) {
    for (int32_t side = 0; side < PEEL_SIDE_END_; side++)
        compare_side(s, method, side, grid);
}

static void every_table(int before, int after, int32_t method, int grid) {
    for (int a = 0; a <= before; a++)
        for (int c = 0; c <= after; c++) {
            struct samples s = {a, before, c, after};
            if (varies(s)) compare(s, method, grid);
        }
}

Test(compare_test_oracle, barnard) {
    for (int before = 1; before <= 6; before++)
        for (int after = 1; after <= 6; after++)
            every_table(before, after, PEEL_TEST_BARNARD, 200);
    every_table(20, 3, PEEL_TEST_BARNARD, 400);
}

Test(compare_test_oracle, boschloo) {
    for (int before = 1; before <= 5; before++)
        for (int after = 1; after <= 5; after++)
            every_table(before, after, PEEL_TEST_BOSCHLOO, 200);
    every_table(20, 3, PEEL_TEST_BOSCHLOO, 400);
}

/* 81 and 80 with 1e5 rates: on such a grid nothing is missed. */
Test(compare_test_oracle, fine_grid) {
    compare_side((struct samples){57, 81, 68, 80}, PEEL_TEST_BARNARD, PEEL_SIDE_TWO_SIDED, 100000);
    compare_side((struct samples){57, 81, 68, 80}, PEEL_TEST_BOSCHLOO, PEEL_SIDE_LOWER, 100000);
}

/* p from 1 down to 1e-40, and unequal samples, whose p have many humps. */
Test(compare_test_oracle, larger_tables) {
    static const struct samples rows[] = {{40, 80, 41, 80}, {3, 80, 12, 80}, {75, 80, 8, 80}, {0, 80, 80, 80},
                                          {2, 17, 30, 99},  {1, 3, 60, 100}, {99, 100, 4, 5}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        compare(rows[i], PEEL_TEST_BARNARD, 2000);
        compare(rows[i], PEEL_TEST_BOSCHLOO, 2000);
    }
}

/* All of one sample and none of the other: the region is that table alone (two of them for |z|), at a rate of a half. */
Test(compare_test_oracle, complete_separation) {
    double alone = ldexp(1, -2 * 80);
    const struct samples s = {0, 80, 80, 80};
    cr_expect(fabs(p_of(s, PEEL_TEST_BARNARD, PEEL_SIDE_TWO_SIDED) / (2 * alone) - 1) < 1e-13);
    cr_expect(fabs(p_of(s, PEEL_TEST_BARNARD, PEEL_SIDE_LOWER) / alone - 1) < 1e-13);
    cr_expect(fabs(p_of(s, PEEL_TEST_BOSCHLOO, PEEL_SIDE_TWO_SIDED) / (2 * alone) - 1) < 1e-13);
}

Test(compare_test_oracle, fisher) {
    for (int a = 0; a <= 25; a++)
        for (int c = 0; c <= 18; c++) {
            struct samples s = {a, 25, c, 18};
            if (!varies(s)) continue;
            for (int32_t side = 0; side < PEEL_SIDE_END_; side++) {
                double p = oracle_fisher(table_of(s), sides[side], 0), mid = oracle_fisher(table_of(s), sides[side], 1);
                cr_expect(fabs(p_of(s, PEEL_TEST_FISHER, side) - p) <= 2e-14 * p, "%d, %d, side %d", a, c, side);
                cr_expect(fabs(p_of(s, PEEL_TEST_FISHER_MID_P, side) - mid) <= 2e-14 * mid, "%d, %d, side %d", a, c,
                          side);
            }
        }
}

/* The same bits for swapped samples with the other side, for failures with the other side, and for both with the same. */
Test(compare_test_oracle, turned) {
    static const int32_t other[] = {PEEL_SIDE_TWO_SIDED, PEEL_SIDE_UPPER, PEEL_SIDE_LOWER};
    for (int32_t method = PEEL_TEST_FISHER; method <= PEEL_TEST_BARNARD; method++)
        for (int i = 0; i < 300; i++) {
            struct samples s = {i % 12, 12, (7 * i) % 18, 18 + i % 2};
            struct samples swapped = {s.c, s.after, s.a, s.before};
            struct samples failures = {s.before - s.a, s.before, s.after - s.c, s.after};
            int32_t side = i % 3;
            double p = p_of(s, method, side);
            cr_expect(p_of(swapped, method, other[side]) == p, "method %d, %d", method, i);
            cr_expect(p_of(failures, method, other[side]) == p, "method %d, %d", method, i);
        }
}

/* Boschloo's p never exceeds Fisher's one-sided one, by which it orders, but for the tolerance of ties. */
Test(compare_test_oracle, boschloo_below_fisher) {
    for (int a = 0; a <= 30; a++)
        for (int c = 0; c <= 40; c++) {
            struct samples s = {a, 30, c, 40};
            double fisher = p_of(s, PEEL_TEST_FISHER, PEEL_SIDE_LOWER);
            cr_expect(p_of(s, PEEL_TEST_BOSCHLOO, PEEL_SIDE_LOWER) <= fisher * (1 + 2e-12), "%d, %d", a, c);
        }
}
