/* A chart is asked for, and all that the call may write is watched. Each test program has a copy of its own. */
#ifndef SUPPORT_ASKED_H
#define SUPPORT_ASKED_H

#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

#include <peel.h>

enum { errno_sentinel = 12345, most = 40 };
static _Alignas(16) unsigned char work[1 << 23];
static const peel_point good[] = {{1, {20, 40, 0}}, {2, {25, 40, 0}}, {3, {30, 40, 0}}, {4, {21, 40, 0}}};
static const double values[] = {50, 62.5, 75, 52.5};

/* All that a call may write. */
struct out {
    double numbers[6][most];
    uint32_t bits[5][most];
    int32_t codes[2][most];
    peel_chart_result result;
};

static peel_chart_columns columns_of(struct out *out) {
    return (peel_chart_columns){out->numbers[0], out->numbers[1], out->numbers[2], out->numbers[3], out->numbers[4],
                                out->numbers[5], out->bits[0],    out->bits[1],    out->bits[2],    out->bits[3],
                                out->codes[0],   out->codes[1],   out->bits[4]};
}

/* What is asked: points, or values where there are none. */
struct question {
    size_t n;
    const peel_point *points;
    const int64_t *period;
    const double *value;
    const uint32_t *marks;
    const peel_chart_options *options;
};

static peel_status ask(const struct question *q, void *room, size_t size, struct out *out) {
    peel_chart_columns columns = columns_of(out);
    return q->points
               ? peel_chart(q->n, q->points, q->marks, q->options, room, size, &columns, &out->result)
               : peel_chart_values(q->n, q->period, q->value, q->marks, q->options, room, size, &columns, &out->result);
}

/* Expects a status, with not a byte of the outputs touched where there is no answer. */
static void expect(struct question q, peel_status expected, const char *what) {
    static struct out out, before;
    memset(&out, 0x5A, sizeof out);
    memcpy(&before, &out, sizeof out);
    int kept = errno;
    errno = errno_sentinel;
    peel_status status = ask(&q, work, sizeof work, &out);
    cr_expect(errno == errno_sentinel, "%s: errno was changed", what);
    errno = kept;
    cr_expect(status == expected, "%s: %s, not %s", what, peel_status_name(status), peel_status_name(expected));
    int touched = memcmp(&out, &before, sizeof out) != 0;
    cr_expect(touched == (expected == PEEL_OK), "%s: output %s", what, touched ? "touched" : "not written");
}

#endif
