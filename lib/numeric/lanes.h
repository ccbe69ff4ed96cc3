/*
 * Several rows at a time in the registers that the processor has.
 *
 * A kernel is written once, with `lanes` for double, and compiled once for each level: a source file of three lines sets
 * LANES_LEVEL and includes it. No operation is fused or changes its order (see -ffp-contract in the Makefile) and each is
 * rounded as IEEE 754 says, so that all levels give equal bits, those of the same operations on one double. The vectors are as
 * wide as a register of their level: what gcc 12 makes of wider ones takes 2 to 8 times as long. +, -, *, / and comparisons
 * are the compiler's own, also with a double on one side.
 */
#ifndef NUMERIC_LANES_H
#define NUMERIC_LANES_H

#define LANES_PORTABLE 0
#define LANES_AVX2     1
#define LANES_AVX512   2
#define LANES_SCALAR   3 /* one double: the scalar function from the same source */

/* The highest level that this processor has; none above LANES_MOST where that is defined, to measure the others. */
static inline int lanes_level(void) {
    int level = LANES_PORTABLE;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) level = LANES_AVX2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        level = LANES_AVX512;
#endif
#if defined(LANES_MOST)
    if (level > LANES_MOST) level = LANES_MOST;
#endif
    return level;
}

#ifdef LANES_LEVEL

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The name of this level's own function. */
#if LANES_LEVEL == LANES_SCALAR
#define LANES_NAME(name) name##_scalar
#elif LANES_LEVEL == LANES_AVX512
#define LANES_NAME(name) name##_avx512
#elif LANES_LEVEL == LANES_AVX2
#define LANES_NAME(name) name##_avx2
#else
#define LANES_NAME(name) name##_portable
#endif

/* On other processors the higher levels compile as the portable one does, and are never called. */
#if defined(__x86_64__)
#include <immintrin.h>
#elif LANES_LEVEL != LANES_SCALAR
#undef LANES_LEVEL
#define LANES_LEVEL LANES_PORTABLE
#endif

#if LANES_LEVEL == LANES_AVX512
#define LANES_TARGET target("avx512f,avx512dq,avx512vl")
#define LANES_SIZE   64
#elif LANES_LEVEL == LANES_AVX2
#define LANES_TARGET target("avx2")
#define LANES_SIZE   32
#elif LANES_LEVEL == LANES_PORTABLE && defined(__x86_64__)
#define LANES_TARGET target("sse2")
#define LANES_SIZE   16
#else
#define LANES_TARGET unused
#define LANES_SIZE   16
#endif

/* What stands before every function that uses lanes ... */
#define LANES static inline __attribute__((always_inline, LANES_TARGET))
/* ... and before the one that others call. */
#define LANES_KERNEL __attribute__((LANES_TARGET))

#if LANES_LEVEL == LANES_SCALAR

enum { lanes_count = 1 };

typedef double lanes;
typedef int64_t lanes_int;

LANES double lanes_set(double value) {
    return value;
}

LANES double lanes_select(lanes_int where, double a, double b) {
    return where ? a : b;
}

LANES double lanes_abs(double value) {
    return fabs(value);
}

LANES double lanes_min(double a, double b) {
    return a < b ? a : b;
}

LANES double lanes_max(double a, double b) {
    return a > b ? a : b;
}

LANES double lanes_sqrt(double value) {
    return sqrt(value);
}

#else

enum { lanes_count = LANES_SIZE / 8 };

typedef double lanes __attribute__((vector_size(LANES_SIZE)));
typedef int64_t lanes_int __attribute__((vector_size(LANES_SIZE))); /* also what a comparison gives: 0 or -1 */
typedef uint64_t lanes_bits __attribute__((vector_size(LANES_SIZE)));

LANES lanes lanes_load(const double *from) {
    lanes value;
    memcpy(&value, from, sizeof value);
    return value;
}

LANES lanes_int lanes_load_int(const int64_t *from) {
    lanes_int value;
    memcpy(&value, from, sizeof value);
    return value;
}

LANES void lanes_store(double *to, lanes value) {
    memcpy(to, &value, sizeof value);
}

LANES lanes lanes_set(double value) {
    return value - (lanes){0};
}

/* Whole numbers from 0 to below 2^52, put into the low bits of the double 2^52. */
LANES lanes lanes_from_int(lanes_int value) {
    const lanes base = lanes_set(0x1p52);
    return (lanes)(value | (lanes_int)base) - base;
}

/* a where the comparison holds, else b. */
LANES lanes lanes_select(lanes_int where, lanes a, lanes b) {
#if LANES_LEVEL == LANES_AVX512
    return (lanes)_mm512_mask_blend_pd(_mm512_movepi64_mask((__m512i)where), (__m512d)b, (__m512d)a);
#elif LANES_LEVEL == LANES_AVX2
    return (lanes)_mm256_blendv_pd((__m256d)b, (__m256d)a, (__m256d)where);
#endif
    return (lanes)((where & (lanes_int)a) | (~where & (lanes_int)b));
}

LANES lanes lanes_abs(lanes value) {
    return (lanes)((lanes_int)value & INT64_MAX);
}

/* a where a < b, else b; and the other way about. */
LANES lanes lanes_min(lanes a, lanes b) {
#if LANES_LEVEL == LANES_AVX512
    return (lanes)_mm512_min_pd((__m512d)a, (__m512d)b);
#elif LANES_LEVEL == LANES_AVX2
    return (lanes)_mm256_min_pd((__m256d)a, (__m256d)b);
#elif defined(__x86_64__)
    return (lanes)_mm_min_pd((__m128d)a, (__m128d)b);
#else
    return lanes_select(a < b, a, b);
#endif
}

LANES lanes lanes_max(lanes a, lanes b) {
#if LANES_LEVEL == LANES_AVX512
    return (lanes)_mm512_max_pd((__m512d)a, (__m512d)b);
#elif LANES_LEVEL == LANES_AVX2
    return (lanes)_mm256_max_pd((__m256d)a, (__m256d)b);
#elif defined(__x86_64__)
    return (lanes)_mm_max_pd((__m128d)a, (__m128d)b);
#else
    return lanes_select(a > b, a, b);
#endif
}

LANES lanes lanes_sqrt(lanes value) {
#if LANES_LEVEL == LANES_AVX512
    return (lanes)_mm512_sqrt_pd((__m512d)value);
#elif LANES_LEVEL == LANES_AVX2
    return (lanes)_mm256_sqrt_pd((__m256d)value);
#elif defined(__x86_64__)
    return (lanes)_mm_sqrt_pd((__m128d)value);
#else
    for (int i = 0; i < lanes_count; i++)
        value[i] = sqrt(value[i]);
    return value;
#endif
}

/* Whether any number is negative: 1 or 0. Of a comparison: whether it holds anywhere. */
LANES int lanes_any_negative(lanes_int value) {
#if LANES_LEVEL == LANES_AVX512
    return _mm512_movepi64_mask((__m512i)value) != 0;
#elif LANES_LEVEL == LANES_AVX2
    return _mm256_movemask_pd((__m256d)value) != 0;
#elif defined(__x86_64__)
    return _mm_movemask_pd((__m128d)value) != 0;
#else
    int64_t all = 0;
    for (int i = 0; i < lanes_count; i++)
        all |= value[i];
    return all < 0;
#endif
}

#endif /* not LANES_SCALAR */

#endif /* LANES_LEVEL */

#endif
