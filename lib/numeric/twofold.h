/*
 * A number as the sum of two doubles, with about 106 bits: for the few decisions that a double is too short for. The exact sum and
 * product of two doubles: Knuth 1997, The Art of Computer Programming 2, 4.2.2; Dekker 1971, Numer Math 18:224-242.
 */
#ifndef NUMERIC_TWOFOLD_H
#define NUMERIC_TWOFOLD_H

#include <math.h>

struct twofold {
    double value;
    double rest; /* at most half a unit of the last place of value */
};

/* a + b where |a| >= |b|. */
static inline struct twofold twofold_tidied(double a, double b) {
    double sum = a + b;
    return (struct twofold){sum, b - (sum - a)};
}

/* a + b, exactly. */
static inline struct twofold twofold_sum(double a, double b) {
    double sum = a + b;
    double part = sum - a;
    return (struct twofold){sum, (a - (sum - part)) + (b - part)};
}

/* a b, exactly. */
static inline struct twofold twofold_product(double a, double b) {
    double product = a * b;
    return (struct twofold){product, fma(a, b, -product)};
}

static inline struct twofold twofold_plus(struct twofold a, struct twofold b) {
    struct twofold sum = twofold_sum(a.value, b.value);
    struct twofold rest = twofold_sum(a.rest, b.rest);
    sum = twofold_tidied(sum.value, sum.rest + rest.value);
    return twofold_tidied(sum.value, sum.rest + rest.rest);
}

static inline struct twofold twofold_minus(struct twofold a, struct twofold b) {
    return twofold_plus(a, (struct twofold){-b.value, -b.rest});
}

static inline struct twofold twofold_times(struct twofold a, struct twofold b) {
    struct twofold product = twofold_product(a.value, b.value);
    return twofold_tidied(product.value, product.rest + (a.value * b.rest + a.rest * b.value));
}

static inline struct twofold twofold_over(struct twofold a, struct twofold b) {
    double first = a.value / b.value;
    struct twofold left = twofold_minus(a, twofold_times(b, (struct twofold){first, 0.0}));
    double second = left.value / b.value;
    left = twofold_minus(left, twofold_times(b, (struct twofold){second, 0.0}));
    struct twofold quotient = twofold_tidied(first, second);
    return twofold_plus(quotient, (struct twofold){left.value / b.value, 0.0});
}

#endif
