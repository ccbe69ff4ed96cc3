#include "coverage_oracle.h"

#include <stdlib.h>

/* All probabilities of 0 to assessed, by adding one case after the other. */
static void probabilities(int assessed, long double rate, long double *of) {
    of[0] = 1;
    for (int n = 1; n <= assessed; n++) {
        of[n] = of[n - 1] * rate;
        for (int k = n - 1; k > 0; k--)
            of[k] = of[k] * (1 - rate) + of[k - 1] * rate;
        of[0] *= 1 - rate;
    }
}

long double coverage_oracle_at(int assessed, long double rate, const double *lower, const double *upper) {
    long double of[coverage_oracle_max + 1], sum = 0;
    probabilities(assessed, rate, of);
    for (int k = 0; k <= assessed; k++)
        if ((long double)lower[k] <= rate && rate <= (long double)upper[k]) sum += of[k];
    return sum;
}

long double coverage_oracle_length(int assessed, long double rate, const double *lower, const double *upper) {
    long double of[coverage_oracle_max + 1], sum = 0;
    probabilities(assessed, rate, of);
    for (int k = 0; k <= assessed; k++)
        sum += of[k] * ((long double)upper[k] - (long double)lower[k]);
    return sum;
}

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Simpson's rule over one piece, whose inner points see one set of results; its ends are taken a little inside. */
static void add_piece(struct coverage_oracle *sum, int assessed, double from, double to, const double *lower,
                      const double *upper) {
    enum { steps = 64 };
    const long double width = ((long double)to - (long double)from) / steps, inside = width * 1e-9L;
    for (int i = 0; i <= steps; i++) {
        long double rate = (long double)from + width * i + (i == 0 ? inside : i == steps ? -inside : 0);
        long double weight = width / 3 * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
        sum->mean += weight * coverage_oracle_at(assessed, rate, lower, upper);
        sum->length += weight * coverage_oracle_length(assessed, rate, lower, upper);
    }
}

struct coverage_oracle coverage_oracle_range(int assessed, double from, double to, double level, const double *lower,
                                             const double *upper, int grid) {
    struct coverage_oracle found = {.worst = 2};
    double points[2 * coverage_oracle_max + 4];
    int count = 0, below = 0;
    for (int i = 0; i <= assessed; i++) {
        if (lower[i] > from && lower[i] < to) points[count++] = lower[i];
        if (upper[i] > from && upper[i] < to) points[count++] = upper[i];
    }
    points[count++] = from;
    points[count++] = to;
    qsort(points, (size_t)count, sizeof points[0], by_value);
    for (int i = 1; i < count; i++)
        if (points[i] > points[i - 1]) add_piece(&found, assessed, points[i - 1], points[i], lower, upper);
    for (int i = 0; i < grid; i++) {
        long double rate = (long double)from + ((long double)to - (long double)from) * (i + 0.5L) / grid;
        long double coverage = coverage_oracle_at(assessed, rate, lower, upper);
        if (coverage < found.worst) found.worst = coverage;
        below += coverage < (long double)level;
    }
    found.mean /= (long double)to - (long double)from;
    found.length /= (long double)to - (long double)from;
    found.short_of = (long double)below / grid;
    return found;
}
