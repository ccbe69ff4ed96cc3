/* Two samples as the methods of a difference see them. */
#include <math.h>

#include "stats/compare/compare.h"

__extension__ typedef __int128 wide;

/*
 * The cross product a d - b c is exact in 107 bits, and leaves them in one rounding: equal rates differ by 0, and failures
 * in the place of cases met give the same difference with the other sign.
 */
static double cross_difference(int64_t a, int64_t b, int64_t c, int64_t d) {
    const wide low_bits = ((wide)1 << 53) - 1;
    wide product = (wide)a * d - (wide)b * c;
    return (double)(int64_t)(product >> 53) * 0x1p53 + (double)(int64_t)(product & low_bits);
}

double compare_change(const peel_sample *before, const peel_sample *after) {
    double cases = (double)before->assessed * (double)after->assessed;
    return cross_difference(after->met, after->assessed, before->met, before->assessed) / cases;
}

/* n of N counts as n (N - 1) / (N - n) cases (METHODS of finite populations: the variance of drawing without putting back). */
static struct compare_counts counts_of(const peel_sample *sample) {
    double left = (double)(sample->population - sample->assessed);
    double weight =
        sample->population > 0 && sample->population > sample->assessed ? (double)(sample->population - 1) / left : 1.0;
    if (compare_is_census(sample)) weight = INFINITY;
    return (struct compare_counts){(double)sample->met, (double)(sample->assessed - sample->met),
                                   (double)sample->assessed, weight};
}

struct compare_pair compare_pair_of(const peel_sample *before, const peel_sample *after) {
    return (struct compare_pair){counts_of(before), counts_of(after), compare_change(before, after)};
}

struct compare_pair compare_swapped(const struct compare_pair *pair) {
    return (struct compare_pair){pair->after, pair->before, 0.0 - pair->change};
}
