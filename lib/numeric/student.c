#include "numeric/student.h"

#include <math.h>

#include "numeric/beta_tail.h"

static const double pi = 3.141592653589793;

/* 1 / (1 + t^2 / df) with its complement: the beta variable of Student's t. */
static struct proportion beta_of(double t, double df) {
    double u = t * (t / df);
    return isinf(u) ? (struct proportion){0.0, 1.0} : (struct proportion){1.0 / (1.0 + u), u / (1.0 + u)};
}

/* P(|T| <= t) by the finite sums of Abramowitz and Stegun 26.7.3 and 26.7.4, all of whose terms are positive. */
static double middle(double t, double df) {
    struct proportion square = beta_of(t, df); /* cos^2 and sin^2 of the angle */
    int odd = fmod(df, 2.0) == 1.0;
    double term = odd ? sqrt(square.x) : 1.0;
    double sum = 0.0;
    for (double j = odd ? 3.0 : 2.0; j <= df && term > 0x1p-58 * sum; j += 2.0) {
        sum += term;
        term *= (j - 1.0) / j * square.x;
    }
    return odd ? 2.0 / pi * (atan(t / sqrt(df)) + sqrt(square.y) * sum) : sqrt(square.y) * sum;
}

/* The density of log T at t, half that of the logit of its beta variable. Near 0 the beta variable's complement has the digits. */
static double log_density(double t, double df) {
    struct proportion at = beta_of(t, df);
    struct beta_density f = at.x > 0.5 ? beta_logit_density(0.5, 0.5 * df, (struct proportion){at.y, at.x}, 1.0)
                                       : beta_logit_density(0.5 * df, 0.5, at, 1.0);
    return f.exponent < -700.0 ? 0.0 : f.scale * exp(f.exponent); /* below the range of doubles exp sets errno */
}

double student_upper(double t, double df) {
    if (isnan(t)) return t;
    if (t < 0.0) return 1.0 - student_upper(-t, df);
    if (t <= 1.0) return 0.5 - 0.5 * middle(t, df);
    if (df == 1.0) return atan(1.0 / t) / pi;
    if (df == 2.0) {
        double s = hypot(t, sqrt(2.0));
        return 1.0 / s / (s + t);
    }
    struct proportion at = beta_of(t, df);
    if (at.x < 1e-300) return 0.0;
    return 0.5 * log_density(t, df) * beta_tail_ratio(0.5 * df, 0.5, at, 1.0);
}

/* How much P(T > t) exceeds p, to first order in its logarithm; near the middle 1/2 - p, which is exact there, keeps the digits. */
static double excess(double t, double df, double p) {
    double area = student_upper(t, df);
    return t <= 1.0 ? (0.5 - p) - 0.5 * middle(t, df) : area * log(area / p);
}

/* Newton's steps on the logarithms of area and t, between which the far tail is a straight line. */
double student_quantile(struct normal_tail tail, double df) {
    enum { cap = 100 };
    double t = tail.z + (tail.z * tail.z + 1.0) * tail.z / (4.0 * df);
    for (int i = 0; i < cap; i++) {
        double step = excess(t, df, tail.p) / log_density(t, df);
        if (!(fabs(step) > 4e-16)) return isnan(step) ? NAN : t;
        t *= exp(fmin(fmax(step, -1.0), 3.0));
        if (i > 8 && fabs(step) < 1e-13) return t;
    }
    return NAN;
}
