/* Where the search for a binomial tail's root begins: part of binomial_root_kernel.h. */
#ifndef NUMERIC_BINOMIAL_START_KERNEL_H
#define NUMERIC_BINOMIAL_START_KERNEL_H

#include "numeric/binomial_tail_kernel.h"

enum { start_terms = 10, start_room = 16 };

/*
 * What is added to Abramowitz and Stegun's approximation: ten terms, each a polynomial in z^2. The first four of the tail are
 * those by which it differs from the series of Fisher and Cornish (1960, Technometrics 2:209-225); the others were fitted to
 * 60,000 roots with z up to 3.6. They bring the error of log F from 0.1 / a to 0.01 at a = 2 and 3e-5 at a = 30.
 */
static const double start_tail[3][start_room] = {
    {0, 0.137493, -0.133333, -0.00987654, -0.0540156, 0.123168, -0.232876, 0.328403, -2.5947, 1.70928},
    {0, -0.0196419, 0.183333, 0.00432099, 0.0307842, 0.037591, 0.0339328, -0.234011, 0.655243, -0.422896},
    {0, 0, -0.0166667, 0.00185185, -0.000811391, -0.000265148, -0.00133341, 0.0336909, -0.0367297, 0.0248102}};
static const double start_mid[3][start_room] = {
    {-0.296785, 0.0605173, 0.505774, -0.642931, -0.0549201, -0.038491, -0.0231595, -0.910263, -0.164111, 0.658747},
    {-0.012243, -0.00977904, -0.350164, 0.129531, -0.00231921, -0.0454614, 0.0027295, 0.0937389, 0.068651, -0.175703},
    {0.000324473, -0.000470497, -0.00598877, -0.00349966, -0.000318121, 0.00244607, -0.000531541, 0.00944776,
     -0.00646053, 0.00935686}};

/* x = met / (met + failed). */
LANES struct proportion proportion_of(double met, double failed) {
    double inverse = 1.0 / (met + failed);
    double x = met * inverse;
    double y = failed * inverse;
    return x <= 0.5 ? (struct proportion){x, 1.0 - x} : (struct proportion){1.0 - y, y};
}

/* Abramowitz and Stegun 26.5.22 for Beta(a, b), with the terms of one of the tables. */
LANES struct proportion start(double a, double b, double z, const double (*table)[start_room]) {
    const double fitted = 3.75;
    double near_z = z < fitted ? z : fitted;
    double near_z2 = near_z * near_z;
    double term[start_room];
    for (int i = 0; i < start_terms; i += lanes_count) {
        lanes value = lanes_load(table[0] + i) + near_z2 * lanes_load(table[1] + i);
        lanes_store(term + i, value + near_z2 * near_z2 * lanes_load(table[2] + i));
    }
    double a2 = 2.0 * a - 1.0;
    double b2 = 2.0 * b - 1.0;
    double sum = (a2 + b2) / (a2 * b2);
    double lean = (b2 - a2) / (a2 + b2);
    double lean2 = lean * lean;
    double lambda = (z * z - 3.0) * (1.0 / 6);
    double w = -z * sqrt(sum * (2.0 + sum * lambda)) - 2.0 * sum * lean * (lambda + 5.0 / 6 - sum * (1.0 / 3));
    double odd = (term[0] + lean2 * term[1]) + sum * (term[4] + lean2 * (term[5] + lean2 * term[6]));
    double even = (term[2] + lean2 * term[3]) + sum * (term[7] + lean2 * (term[8] + lean2 * term[9]));
    w += sum * (near_z * sqrt(sum) * odd + sum * lean * even);
    return proportion_of(a * exp_of(w), b);
}

#endif
