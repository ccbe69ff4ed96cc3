#include "numeric/chi_squared.h"

#include <math.h>

#include "numeric/elementary.h"

static const double two_pi = 6.283185307179586;
static const double negligible = 0x1p-58; /* of a sum, beside the term that follows */
static const double deepest = 700.0; /* exp(-700) is taken as 0: below the range of doubles exp and erfc set errno */

/* h^a exp(-h) / Gamma(a + 1) in Loader's saddle point form, a a multiple of 1/2; far below a, (h - a) / a has lost h. */
static double gamma_term(double a, double h) {
    double deviance = h < 0.5 * a ? h - a - a * log(h / a) : a * linear_minus_log1p((h - a) / a);
    return deviance > deepest ? 0.0 : exp(-deviance - stirling_error(a)) / sqrt(two_pi * a);
}

/* The lower tail by powers of h, Abramowitz and Stegun 6.5.29: every term has a factor below 1, for h < a. */
static double lower_tail(double a, double h) {
    double sum = 1.0;
    double term = 1.0;
    for (double j = 1.0; term > negligible * sum; j++) {
        term *= h / (a + j);
        sum += term;
    }
    return sum * gamma_term(a, h);
}

/* The upper tail by the finite sum of Abramowitz and Stegun 26.4.4 and 26.4.5, from its largest term down, for h >= a. */
static double upper_tail(double a, double h) {
    double sum = 0.0;
    double term = a / h;
    for (double j = 0.0; a - j >= 1.0 && term > negligible * sum; j++) {
        sum += term;
        term *= (a - j - 1.0) / h;
    }
    double all = sum > 0.0 ? sum * gamma_term(a, h) : 0.0;
    return a == floor(a) || h > deepest ? all : all + erfc(sqrt(h));
}

double chi_squared_upper(double x, double df) {
    double a = 0.5 * df;
    double h = 0.5 * x;
    if (!(x > 0.0)) return isnan(x) ? x : 1.0;
    return h < a ? 1.0 - lower_tail(a, h) : upper_tail(a, h);
}
