"""The peers of libpeel in Python. Each computes both limits, of one sample or of columns."""

from typing import Callable, NamedTuple, Optional

import peel

METHODS = ("clopper-pearson", "wilson", "jeffreys")


class Peer(NamedTuple):
    """one, many: (method, met, assessed, confidence) to (lower, upper); None where the peer has no such form."""

    name: str
    version: str
    methods: tuple
    one: Optional[Callable]
    many: Optional[Callable]


def not_installed(name):
    return Peer(name, "not installed", (), None, None)


def of_peel():
    def one(method, met, assessed, confidence):
        interval = peel.rate(met, assessed, method=method, confidence=confidence)
        return interval.lower, interval.upper

    def many(method, met, assessed, confidence):
        intervals = peel.rate_many(met, assessed, method=method, confidence=confidence)
        return intervals.lower, intervals.upper

    return Peer("libpeel", peel.version(), METHODS, one, many)


def of_statsmodels():
    name = "statsmodels proportion_confint"
    try:
        import statsmodels
        from statsmodels.stats.proportion import proportion_confint
    except ImportError:
        return not_installed(name)
    names = {"clopper-pearson": "beta", "wilson": "wilson", "jeffreys": "jeffreys"}

    def limits(method, met, assessed, confidence):
        return proportion_confint(met, assessed, alpha=1 - confidence, method=names[method])

    return Peer(name, statsmodels.__version__, METHODS, limits, limits)


def of_scipy():
    names = ("scipy binomtest", "scipy.stats.beta", "scipy.special.btdtri")
    try:
        import scipy
        from scipy import special, stats
    except ImportError:
        return [not_installed(name) for name in names]
    exact = ("clopper-pearson",)
    parameters = {"clopper-pearson": (0, 1), "jeffreys": (0.5, 0.5)}  # added to the number of met and of other cases

    def binomtest(method, met, assessed, confidence):
        form = "exact" if method == "clopper-pearson" else method
        return stats.binomtest(met, assessed).proportion_ci(confidence, method=form)

    def beta(method, met, assessed, confidence):
        tail = 0.5 * (1 - confidence)
        near, far = parameters[method]
        failed = assessed - met
        return stats.beta.ppf(tail, met + near, failed + far), stats.beta.isf(tail, met + far, failed + near)

    def btdtri(method, met, assessed, confidence):
        tail = 0.5 * (1 - confidence)
        failed = assessed - met
        return special.btdtri(met, failed + 1, tail), special.btdtri(met + 1, failed, 1 - tail)

    functions = (
        (binomtest, None, ("clopper-pearson", "wilson")),
        (beta, beta, tuple(parameters)),
        (btdtri, btdtri, exact),
    )
    return [Peer(name, scipy.__version__, able, one, many) for name, (one, many, able) in zip(names, functions)]


PEERS = [of_peel(), of_statsmodels(), *of_scipy()]
