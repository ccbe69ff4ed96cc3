// Boost.Math's own Clopper-Pearson bounds in double precision; faults become NaN, as in the other peers.
#include "peers.h"

#if __has_include(<boost/math/distributions/binomial.hpp>)
#include <boost/math/distributions/binomial.hpp>
#include <boost/version.hpp>
#include <exception>
#include <limits>

namespace {

namespace policies = boost::math::policies;
using in_double = policies::policy<policies::promote_double<false>>;
using binomial = boost::math::binomial_distribution<double, in_double>;

template <class Bound> double answer(Bound bound) {
    try {
        return bound();
    } catch (const std::exception &) {
        return std::numeric_limits<double>::quiet_NaN();
    }
}

double lower(const row *row) {
    return answer([=] {
        return binomial::find_lower_bound_on_p(static_cast<double>(row->assessed), static_cast<double>(row->met),
                                               row->tail);
    });
}

double upper(const row *row) {
    return answer([=] {
        return binomial::find_upper_bound_on_p(static_cast<double>(row->assessed), static_cast<double>(row->met),
                                               row->tail);
    });
}

void both(const row *row, double *low, double *high) {
    *low = lower(row);
    *high = upper(row);
}

// As in "1.74", from 107400.
const char version[] = {'0' + BOOST_VERSION / 100000, '.', '0' + BOOST_VERSION / 1000 % 10,
                        '0' + BOOST_VERSION / 100 % 10, 0};

} // namespace

const peer peer_boost = {"Boost.Math", version, lower, upper, both};
#else
const peer peer_boost = {"Boost.Math", "not installed", nullptr, nullptr, nullptr};
#endif
