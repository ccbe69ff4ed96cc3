#include "numeric/beta_tail.h"

#include <math.h>
#include <stddef.h>

#include "numeric/elementary.h"

static const double two_pi = 6.283185307179586;

/*
 * Loader's saddle point form (Loader 2000, Fast and accurate computation of binomial probabilities), for the beta density:
 * f = sqrt(a b / (2 pi (a + b))) exp(stirling errors - a h(d / a) - b h(-d / b)), d = (a + b) x - a in one rounding,
 * h(t) = t - log1p(t). Far below the mean h's argument has lost what 1 + t holds; there the factor is taken as a power.
 */
struct beta_density beta_logit_density(double a, double b, struct proportion at, double p) {
    double n = a + b;
    double d = at.x <= 0.5 ? fma(n, at.x, -a) : -fma(n, at.y, -b);
    double scale = sqrt(a * (b / (two_pi * n))) / p;
    double exponent = stirling_error(n) - stirling_error(a) - stirling_error(b) - b * linear_minus_log1p(-d / b);
    double relative = n * at.x / a; /* to the mean */
    if (relative < 0.5) {
        double log_power = a * log(relative);
        if (log_power > -600.0) return (struct beta_density){scale * pow(relative, a), exponent - d};
        return (struct beta_density){scale, exponent - d + log_power};
    }
    return (struct beta_density){scale, exponent - a * linear_minus_log1p(d / a)};
}

/*
 * R as a sum of positive terms. For a whole b, the binomial terms P(K = k + j) / P(K = k), of which there are b:
 * R = (1 + (b-1)/(a+1) x/y + ...) / (a y). Else the series of Abramowitz and Stegun 26.5.4, R = (1 + (a+b)/(a+1) x + ...) / a.
 */
static double ratio_by_sum(double a, double b, struct proportion at) {
    const double negligible = 0x1p-60;
    double sum = 1.0;
    double term = 1.0;
    if (b == floor(b)) {
        double odds = at.x / at.y;
        for (double j = 1.0; j < b && term > negligible * sum; j++) {
            term *= (b - j) / (a + j) * odds;
            sum += term;
        }
        return sum / (a * at.y);
    }
    for (double j = 1.0; term > negligible * sum; j++) {
        term *= (a + b + j - 1.0) / (a + j) * at.x;
        sum += term;
    }
    return sum / a;
}

/*
 * The logarithm of f(w - v) / f(w), free of cancellation: with q the smaller of x and y, s = -1 for x and 1 for y,
 * u = q expm1(s v): log = -phi v - n q (exp(s v) - 1 - s v) + n (u - log1p(u)), phi = a - n x.
 */
struct fall {
    double phi;
    double n;
    double q;
    double s;
};

static double log_fall(const struct fall *fall, double v) {
    double curve = exp_minus_linear(fall->s * v);
    double u = fall->q * (curve + fall->s * v);
    return -fall->phi * v + fall->n * (linear_minus_log1p(u) - fall->q * curve);
}

/*
 * R as an integral: R = integral over v > 0 of f(w - v) / f(w), by Gauss and Legendre with 24 points in each panel up to where
 * the integrand is below exp(-38). It is near to a normal curve where the sum is long, and then one panel will do.
 */
static double ratio_by_integral(double a, double b, struct proportion at, int panels) {
    static const double nodes[24][2] = {
        {0.00240639000148932, 0.0061706148999936},    {0.012635722014345251, 0.014265694314466832},
        {0.030862723998633622, 0.022138719408709904}, {0.056792236497799485, 0.02964929245771839},
        {0.08999900701304854, 0.03667324070554015},   {0.12993790421072282, 0.04309508076597664},
        {0.17595317403151223, 0.04880932605205694},   {0.22728926430558022, 0.05372213505798282},
        {0.2831032461869774, 0.0577528340268628},     {0.3424786601519183, 0.060835236463901696},
        {0.40444056626319186, 0.06291872817341415},   {0.4679715535686972, 0.06396909767337608},
        {0.5320284464313028, 0.06396909767337608},    {0.5955594337368082, 0.06291872817341415},
        {0.6575213398480817, 0.060835236463901696},   {0.7168967538130225, 0.0577528340268628},
        {0.7727107356944197, 0.05372213505798282},    {0.8240468259684878, 0.04880932605205694},
        {0.8700620957892772, 0.04309508076597664},    {0.9100009929869515, 0.03667324070554015},
        {0.9432077635022005, 0.02964929245771839},    {0.9691372760013663, 0.022138719408709904},
        {0.9873642779856547, 0.014265694314466832},   {0.9975936099985107, 0.0061706148999936},
    };
    double n = a + b;
    double phi = at.x <= 0.5 ? -fma(n, at.x, -a) : fma(n, at.y, -b);
    const struct fall fall = {phi, n, fmin(at.x, at.y), at.x <= 0.5 ? -1.0 : 1.0};
    double end = 80.0 / (phi + sqrt(phi * phi + 80.0 * n * at.x * at.y));
    while (log_fall(&fall, end) > -38.0)
        end *= 1.25;
    double width = end / panels;
    double sum = 0.0;
    for (int panel = 0; panel < panels; panel++) {
        for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++)
            sum += nodes[i][1] * exp(log_fall(&fall, width * (panel + nodes[i][0])));
    }
    return width * sum;
}

double beta_tail_ratio(double a, double b, struct proportion at) {
    const double long_sum =
        625.0; /* a b / (a + b), the variance in logits inverted: beyond it the sum has over 200 terms */
    if (a / (a + b) * b > long_sum) return ratio_by_integral(a, b, at, 1);
    if (b == floor(b) || at.x < 0.8) return ratio_by_sum(a, b, at);
    return ratio_by_integral(a, b, at, 4);
}
