"""What is true of one sample, in fractions: tails, p-values, bounds of a known population. Shares no code with the library."""

from fractions import Fraction
from itertools import accumulate
from math import comb


def masses(assessed, rate, kind=Fraction):
    """The probability of each result, 0 to assessed."""
    rate = kind(rate)
    return [comb(assessed, met) * rate**met * (1 - rate) ** (assessed - met) for met in range(assessed + 1)]


def masses_of_known(assessed, held, population):
    """The same of a sample drawn from a population in which `held` cases meet the criterion."""
    ways = comb(population, assessed)
    return [
        Fraction(comb(held, met) * comb(population - held, assessed - met), ways) if met <= held else Fraction(0)
        for met in range(assessed + 1)
    ]


def tails(mass, met, share=1):
    """P(met or fewer) and P(met or more), of which the result itself counts by this share."""
    return sum(mass[:met]) + share * mass[met], share * mass[met] + sum(mass[met + 1 :])


def doubled(mass, met, share=1):
    return min(Fraction(1), 2 * min(tails(mass, met, share)))


def blaker(mass, met):
    """The smaller tail, and of the other side all results whose own tail is no larger."""
    lower, upper = tails(mass, met)
    ends = accumulate(mass if upper <= lower else reversed(mass))
    return min(Fraction(1), min(lower, upper) + max((tail for tail in ends if tail <= min(lower, upper)), default=0))


def sterne(mass, met, tolerance=Fraction(1, 10**7)):
    """All results no likelier than the one seen."""
    return min(Fraction(1), sum(one for one in mass if one <= mass[met] * (1 + tolerance)))


EXACT = {
    "exact": doubled,
    "mid-p": lambda mass, met: doubled(mass, met, Fraction(1, 2)),
    "blaker": blaker,
    "sterne": sterne,
}


def bounds(met, assessed, population, alpha, p_value):
    """The least and the most cases of the population that a test does not reject, among those that can be. `alpha` as in
    p > alpha."""
    held = range(met, population - (assessed - met) + 1)
    kept = [k for k in held if p_value(masses_of_known(assessed, k, population), met) > alpha]
    return kept[0], kept[-1]


def rising(start, steps):
    product = Fraction(1)
    for step in range(steps):
        product *= Fraction(start) + step
    return product


def predicted(left, met_weight, failed_weight):
    """The probabilities of 0 to `left` cases met among those not looked at, of a beta posterior of these weights."""
    every = rising(met_weight + failed_weight, left)
    return [
        comb(left, more) * rising(met_weight, more) * rising(failed_weight, left - more) / every
        for more in range(left + 1)
    ]


def predicted_bounds(met, assessed, population, tail, prior):
    """The least and the most cases of the population whose tail under the prediction is above `tail`."""
    left = population - assessed
    mass = predicted(left, met + Fraction(prior[0]), assessed - met + Fraction(prior[1]))
    least = next(more for more in range(left + 1) if sum(mass[: more + 1]) > tail)
    most = next(more for more in range(left, -1, -1) if sum(mass[more:]) > tail)
    return met + least, met + most


def beta_below(x, met_weight, failed_weight):
    """P(beta <= x) of whole weights: of as many trials as the weights less one, met_weight or more are met."""
    return sum(masses(met_weight + failed_weight - 1, x)[met_weight:])
