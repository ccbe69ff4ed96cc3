#include "support/charted.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <string.h>

static _Alignas(16) unsigned char work[1 << 16];

const int64_t chart_usual[12] = {27, 28, 26, 27, 29, 25, 27, 28, 26, 27, 26, 28};

static peel_chart_columns columns_of(struct charted *c) {
    return (peel_chart_columns){c->value,  c->centre, c->lower,    c->upper,  c->other,   c->score, c->rules,
                                c->upward, c->runs,   c->complete, c->signal, c->segment, c->notes};
}

struct charted chart_of(size_t n, const peel_point *points, const uint32_t *marks, peel_chart_options options) {
    struct charted c;
    memset(&c, 0, sizeof c);
    const peel_chart_columns columns = columns_of(&c);
    options.size = sizeof options;
    peel_status status = peel_chart(n, points, marks, &options, work, sizeof work, &columns, &c.result);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return c;
}

struct charted chart_of_values(size_t n, const double *value, peel_chart_options options) {
    struct charted c;
    memset(&c, 0, sizeof c);
    const peel_chart_columns columns = columns_of(&c);
    options.size = sizeof options;
    peel_status status = peel_chart_values(n, NULL, value, NULL, &options, work, sizeof work, &columns, &c.result);
    cr_assert(status == PEEL_OK, "%s", peel_status_name(status));
    return c;
}

size_t chart_months(peel_point *points, size_t more, const int64_t *met) {
    for (size_t i = 0; i < 12 + more; i++)
        points[i] = (peel_point){(int64_t)i + 1, {i < 12 ? chart_usual[i] : met[i - 12], 30, 0}};
    return 12 + more;
}

int chart_near(double a, double b) {
    return fabs(a - b) <= 4 * DBL_EPSILON * fmax(fabs(a), fabs(b));
}
