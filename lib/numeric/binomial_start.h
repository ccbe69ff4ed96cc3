/* Where the search for a binomial tail's root begins: the tables of binomial_walk_kernel.h. */
#ifndef NUMERIC_BINOMIAL_START_H
#define NUMERIC_BINOMIAL_START_H

enum { start_terms = 16 };

/*
 * What is added to Abramowitz and Stegun's approximation: sixteen terms in powers of sum and lean (see start), each a polynomial
 * of z^2. The first four are exact, so that sums by the theory of Fisher and Cornish (1960, Technometrics 2:209-225) are met to
 * the fourth order; the others were fitted to 80,000 roots each with z up to 6.65, of which those up to 4.05 count, a and b from 2
 * (mid-P: 1) on. tests/reference/fit_start.py finds those roots, fits and prints all these digits. The worst error falls from
 * 0.3 standard deviations to 0.003 (mid-P: from 2.3 to 0.017, where k is 1), so that there is only one step.
 */
static const double start_tail[3][start_terms] = {
    {0, 0.137493, -0.133333, -0.00987654, -0.00101273, -0.083551, 0.0532351, 0.0421034, 0.196071, -0.372932, -0.0186626,
     0.143484, -0.121433, -0.405384, -1.188, 1.23018},
    {0, -0.0196419, 0.183333, 0.00432099, 0.030457, 0.0768863, -0.0226506, -0.258403, -0.198437, 0.238994, -0.00867743,
     -0.0983918, 0.0510519, 0.286543, 0.806021, -0.787475},
    {0, 0, -0.0166667, 0.00185185, -0.00126057, -0.00109955, 0.00102374, 0.0428206, 0.0214694, -0.0169249, 0.00100831,
     0.00530527, -0.00297146, -0.0332406, -0.0748883, 0.0547912}};
static const double start_mid[3][start_terms] = {
    {-0.353553, 0.137493, -0.3, -0.00987654, 0.0181325, -0.0499537, 0.0811848, 0.314843, 0.410253, -0.289709,
     -0.0299882, -0.087875, -0.169267, -0.433377, -1.35649, 0.707849},
    {0, -0.0196419, -0.15, 0.00432099, -0.0223949, -0.0659362, -0.0310983, -0.34808, -0.321436, 0.170754, 0.0117897,
     0.0490862, 0.0675162, 0.290955, 0.833524, -0.38457},
    {0, 0, -0.0166667, 0.00185185, -0.000835629, 0.000348248, 0.00133387, 0.0302966, 0.0181167, -0.0119247, 0.000763544,
     0.00368062, -0.00262749, -0.0117517, -0.043133, 0.027026}};

#endif
