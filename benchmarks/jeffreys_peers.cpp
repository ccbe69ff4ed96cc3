// Quantiles of the beta distribution by Boost.Math, in double precision, and by R, as Jeffreys' limits need them.
#include "jeffreys_peers.h"

#include <limits>

#if __has_include(<boost/math/special_functions/beta.hpp>)
#include <boost/math/special_functions/beta.hpp>
#include <exception>

namespace policies = boost::math::policies;
using in_double = policies::policy<policies::promote_double<false>>;

extern "C" const int has_boost_beta = 1;
extern "C" void boost_jeffreys(const struct row *row, double *lower, double *upper) {
    const double a = static_cast<double>(row->met) + 0.5, b = static_cast<double>(row->assessed - row->met) + 0.5;
    try {
        *lower = boost::math::ibeta_inv(a, b, row->tail, in_double());
        *upper = boost::math::ibetac_inv(a, b, row->tail, in_double());
    } catch (const std::exception &) {
        *lower = *upper = std::numeric_limits<double>::quiet_NaN();
    }
}
#else
extern "C" const int has_boost_beta = 0;
extern "C" void boost_jeffreys(const struct row *, double *lower, double *upper) {
    *lower = *upper = std::numeric_limits<double>::quiet_NaN();
}
#endif

#if __has_include(<Rmath.h>)
#define MATHLIB_STANDALONE 1
#include <Rmath.h>

extern "C" const int has_r_beta = 1;
extern "C" void r_jeffreys(const struct row *row, double *lower, double *upper) {
    const double a = static_cast<double>(row->met) + 0.5, b = static_cast<double>(row->assessed - row->met) + 0.5;
    *lower = qbeta(row->tail, a, b, 1, 0);
    *upper = qbeta(row->tail, a, b, 0, 0);
}
#else
extern "C" const int has_r_beta = 0;
extern "C" void r_jeffreys(const struct row *, double *lower, double *upper) {
    *lower = *upper = std::numeric_limits<double>::quiet_NaN();
}
#endif
