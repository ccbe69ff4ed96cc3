/* All pairs of several samples, their p adjusted by Holm 1979, Scand J Stat 6:65-70. */
#include <peel/several.h>

#include "stats/compare/compare.h"

static const size_t samples_max = 2000;

/* What every pair is asked with. */
struct asked {
    struct compare_asked options;
    void *work;
    size_t work_size;
};

static peel_status compare_pair(const peel_sample *samples, size_t first, size_t second, const struct asked *asked,
                                peel_pair *pair) {
    peel_pair answer = {.first = first, .second = second};
    const peel_sample *before = &samples[first], *after = &samples[second];
    peel_status status = peel_difference(before, after, &asked->options.difference, &answer.change);
    if (status == PEEL_OK)
        status = peel_compare_test(before, after, &asked->options.test, asked->work, asked->work_size, &answer.test);
    if (status == PEEL_OK) *pair = answer;
    return status;
}

/* The order lies in the pairs' reserved fields until they are zeroed: the library has no memory of its own. */
static double p_at(const peel_pair *pairs, size_t place) {
    return pairs[pairs[place].reserved].test.p_value;
}

static void exchange(peel_pair *pairs, size_t a, size_t b) {
    uint64_t moved = pairs[a].reserved;
    pairs[a].reserved = pairs[b].reserved;
    pairs[b].reserved = moved;
}

static void sift_down(peel_pair *pairs, size_t at, size_t count) {
    while (2 * at + 1 < count) {
        size_t child = 2 * at + 1;
        if (child + 1 < count && p_at(pairs, child + 1) > p_at(pairs, child)) child++;
        if (p_at(pairs, at) >= p_at(pairs, child)) return;
        exchange(pairs, at, child);
        at = child;
    }
}

/* Heap sort of the order by p, the smallest first. qsort may allocate. */
static void put_in_order(peel_pair *pairs, size_t count) {
    for (size_t i = 0; i < count; i++)
        pairs[i].reserved = i;
    for (size_t i = count / 2; i > 0; i--)
        sift_down(pairs, i - 1, count);
    for (size_t last = count - 1; last > 0; last--) {
        exchange(pairs, 0, last);
        sift_down(pairs, 0, last);
    }
}

/* The smallest p counts count times, the next one time less, and none less than one before it. */
static void adjust(peel_pair *pairs, size_t count) {
    double most = 0.0;
    put_in_order(pairs, count);
    for (size_t place = 0; place < count; place++) {
        double adjusted = (double)(count - place) * p_at(pairs, place);
        if (adjusted > most) most = adjusted < 1.0 ? adjusted : 1.0;
        pairs[pairs[place].reserved].adjusted = most;
    }
    for (size_t i = 0; i < count; i++)
        pairs[i].reserved = 0;
}

/*
 * Can every pair be answered? The caller's memory must be untouched where one cannot, but for a search that ends at its
 * cap: to know that beforehand would be all the work twice. A test takes all samples if it takes the two largest, which
 * without variation have p = 1 at once.
 */
static peel_status check_pairs(size_t n, const peel_sample *samples, const struct asked *asked) {
    peel_sample largest = {0, 0, 0}, second = {0, 0, 0};
    peel_test test;
    for (size_t i = 0; i < n; i++) {
        peel_status status = compare_check_sample(&samples[i], asked->options.plan.design);
        if (status != PEEL_OK) return status;
        const peel_sample same_size = {0, samples[i].assessed, 0};
        if (same_size.assessed > largest.assessed) {
            second = largest;
            largest = same_size;
        } else if (same_size.assessed > second.assessed) {
            second = same_size;
        }
    }
    return peel_compare_test(&largest, &second, &asked->options.test, asked->work, asked->work_size, &test);
}

static peel_status compare_all(size_t n, const peel_sample *samples, const struct asked *asked, peel_pair *pairs) {
    size_t count = 0;
    for (size_t i = 0; i + 1 < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            peel_status status = compare_pair(samples, i, j, asked, &pairs[count]);
            if (status != PEEL_OK) return status;
            count++;
        }
    adjust(pairs, count);
    return PEEL_OK;
}

peel_status peel_compare_pairs(size_t n, const peel_sample *samples, const peel_compare_options *options, void *work,
                               size_t work_size, peel_pair *pairs) {
    struct asked asked = {.work = work, .work_size = work_size};
    if (!samples || !pairs) return PEEL_ERROR_NULL;
    peel_status status = compare_read_asked(options, &asked.options);
    if (status != PEEL_OK) return status;
    if (asked.options.plan.side != PEEL_SIDE_TWO_SIDED) return PEEL_ERROR_SIDE;
    if (n < 2) return PEEL_ERROR_TOO_FEW_SAMPLES;
    if (n > samples_max) return PEEL_ERROR_TOO_LARGE;
    status = check_pairs(n, samples, &asked);
    return status == PEEL_OK ? compare_all(n, samples, &asked, pairs) : status;
}
