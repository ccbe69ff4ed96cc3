"""Control charts against an oracle in fractions, published cases, and each kind by its formula."""

import math
import random
import re
import unittest
from fractions import Fraction

import chart_oracle as oracle
from support import Refusing, reference_cases

import peel

MET = [28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28]
ASSESSED = [30] * 12
FALL = [46, 45, 47, 46, 35, 33, 36, 34], [48] * 8
CASES = reference_cases()


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def rows_with(chart, *signals):
    return [row for row, signal in enumerate(chart.columns.signal) if signal in signals]


class Series:
    """A random series with marks, and the chart of it by the oracle."""

    def __init__(self, chance):
        rows = chance.randrange(1, 40)
        size = chance.choice([3, 10, 60])
        self.assessed = [chance.choice([0, size, chance.randrange(size + 1)]) for _ in range(rows)]
        self.assessed[0] = self.assessed[0] or size
        rate = chance.choice([0.1, 0.5, 0.9])
        drift = chance.choice([0, 0, 0.01, 0.05])
        chances = [min(rate + drift * row, 1) for row in range(rows)]
        self.met = [sum(chance.random() < chances[row] for _ in range(n)) for row, n in enumerate(self.assessed)]
        self.rebase = chance.sample(range(rows), chance.choice([0, 0, min(rows, 1)]))
        self.exclude = chance.sample(range(rows), chance.choice([0, 0, min(rows, 3)]))
        self.segments = oracle.segments_of(rows, self.rebase)
        self.baseline = None
        if chance.random() < 0.3:
            first = chance.choice(self.segments[0])
            self.baseline = first, chance.randrange(first, self.segments[0][-1] + 1) + 1
        self.better = chance.choice(["up", "down", "neither"])

    @property
    def marks(self):
        return {"rebase": self.rebase, "exclude": self.exclude, "baseline": self.baseline, "better": self.better}

    def base_of(self, index):
        """The rows that set the limits of a segment."""
        rows = range(*self.baseline) if self.baseline and index == 0 else self.segments[index]
        return [row for row in rows if self.assessed[row] and row not in self.exclude]


class AgainstTheOracle(Refusing):
    def check(self, series, chart, lines, tolerance):
        """lines: of each segment; None where nothing sets limits."""
        columns = chart.columns
        for index, (rows, line) in enumerate(zip(series.segments, lines)):
            judged = oracle.nhs(line, rows) if line else {}
            for row in rows:
                self.assertEqual(columns.segment[row], index)
                bits, up = judged.get(row, (0, 0))
                wanted = bits, up, oracle.signal(bits, up, series.better)
                seen = columns.rules[row], columns.upward[row] & columns.rules[row], columns.signal[row]
                self.assertEqual(seen, wanted, (vars(series), row))
                if row not in judged:
                    self.assertTrue(math.isnan(columns.upper[row]))
                    continue
                lower, upper = line.limits(row)
                cut = {True: (max(lower, 0), min(upper, 1)), False: (lower, upper)}[chart.scale == "rate"]
                seen = columns.value[row], columns.centre[row], columns.lower[row], columns.upper[row]
                for number, exact in zip(seen, (line.values[row], line.centre, *cut)):
                    self.assertLessEqual(abs(number - exact), tolerance, (vars(series), row))
        self.assertEqual(chart.signals, sum(signal != "none" for signal in columns.signal))

    def test_p(self):
        chance = random.Random(20)
        seen = set()
        for _ in range(400):
            series = Series(chance)
            sigmas = chance.choice([None, None, 1, 2])
            chart = peel.chart(series.met, series.assessed, sigmas=sigmas, **series.marks)
            lines = [
                oracle.p_line(series.met, series.assessed, rows, series.base_of(index), sigmas or 3)
                for index, rows in enumerate(series.segments)
            ]
            self.check(series, chart, lines, 4e-16)
            seen.update(chart.columns.rules)
        self.assertTrue(all(any(bits >> rule & 1 for bits in seen) for rule in range(4)), seen)

    def test_xmr(self):
        chance = random.Random(21)
        seen = set()
        for place in range(400):
            series = Series(chance)
            rise = chance.choice([0, 0, 3])
            counts = enumerate(zip(series.met, series.assessed))
            values = [Fraction(k, 8) + rise * row if n else None for row, (k, n) in counts]
            screening = bool(place % 2)
            given = [math.nan if value is None else float(value) for value in values]
            chart = peel.chart_values(given, screening=screening, **series.marks)
            lines = []
            for index, rows in enumerate(series.segments):
                known = {row: values[row] for row in rows if values[row] is not None}
                base = series.base_of(index)
                lines.append(oracle.xmr_line(known, base, screening) if base else None)
                if lines[-1] is None and base:  # a centre without limits
                    centre = sum(known[row] for row in base) / len(base)
                    self.assertIn(peel.Note.NO_LIMITS, chart.notes)
                    self.assertAlmostEqual(chart.columns.centre[base[0]], float(centre), delta=1e-14)
            if None not in lines:
                self.check(series, chart, lines, 5e-14)
                seen.update(chart.columns.rules)
        self.assertTrue(all(any(bits >> rule & 1 for bits in seen) for rule in range(4)), seen)

    def test_run(self):
        chance = random.Random(22)
        signals, one_sided = set(), 0
        for _ in range(300):
            values = [chance.randrange(12) for _ in range(chance.randrange(1, 50))]
            if chance.random() < 0.3:  # most of them tie, and the others lie above, or on either side
                values = [max(value, chance.choice([5, 8])) for value in values]
            if chance.random() < 0.3:
                values.sort()
            chart = peel.chart_values(values, kind="run")
            self.assertEqual(chart.centre, oracle.median(values))
            useful, longest, crossings = oracle.runs_and_crossings(values)
            most, least = oracle.run_limits(useful)
            self.assertEqual(chart.runs, (useful, longest, most, crossings, least))
            self.assertEqual(chart.rules, oracle.run_rules(values), values)
            signals.add(chart.rules)
            tied = values.count(chart.centre)
            self.assertEqual(peel.Note.TIED in chart.notes, tied >= 2 and 4 * tied > len(values), values)
            one_sided += not chart.rules and (longest > most or crossings < least)
        self.assertEqual(signals, {0, 1, 2, 3})
        self.assertGreater(one_sided, 0)

    def test_assurance_and_reach(self):
        chance = random.Random(23)
        words = set()
        for _ in range(300):
            series = Series(chance)
            target = chance.choice([0.02, 0.3, 0.5, 0.75, 0.98])
            chart = peel.chart(series.met, series.assessed, target=target, **series.marks)
            last = len(series.segments) - 1
            line = oracle.p_line(series.met, series.assessed, series.segments[last], series.base_of(last))
            word = "none"
            varies = line and line.values and 0 < line.centre < 1
            if varies and series.better != "neither":
                limits = [line.limits(row) for row in line.values]
                above, below = (all(low > target for low, _ in limits), all(high < target for _, high in limits))
                word = "hit-and-miss"
                if above or below:
                    word = "passes" if above == (series.better == "up") else "fails"
            self.assertEqual(chart.assurance, word, vars(series))
            words.add(word)
            size = next((n for n in reversed(series.assessed) if n), 0)
            if not varies:
                self.assertTrue(math.isnan(chart.reach), vars(series))
            if word != "none" and series.assessed[-1]:
                rate = line.centre
                reach = sum(
                    math.comb(size, k) * rate**k * (1 - rate) ** (size - k)
                    for k in range(size + 1)
                    if (k / size >= target if series.better == "up" else k / size <= target)
                )
                self.assertAlmostEqual(chart.reach, float(reach), delta=1e-14)
        self.assertEqual(words, {"none", "passes", "fails", "hit-and-miss"})


class Published(Refusing):
    def test_p_without_excluded_points(self):
        _, given, wanted, *_ = CASES["T363"]
        met = [int(number) for number in numbers(given)]
        self.assertEqual(met.pop(), 50)  # n=50 each
        chart = peel.chart(met, [50] * len(met), exclude=[15 - 1, 23 - 1], rules="limits", better="down")
        cl, lcl, ucl, also = numbers(wanted)
        for seen, published in (chart.centre, cl), (chart.lower, lcl), (chart.upper, ucl):
            self.assertAlmostEqual(seen, published, delta=1e-8)
        self.assertEqual(rows_with(chart, "concern"), [14, int(also) - 1, 22])

    def test_xmr(self):
        for case, screening in ("T380", True), ("T381", False):
            _, given, wanted, *_ = CASES[case]
            chart = peel.chart_values([int(number) for number in given.split(",")], screening=screening)
            for seen, published in zip((chart.centre, chart.lower, chart.upper), numbers(wanted)):
                self.assertAlmostEqual(seen, published, delta=1e-6)

    def test_run_limits(self):
        for case in "T374", "T375":
            _, given, wanted, *_ = CASES[case]
            limits = peel.run_limits(int(numbers(given)[0]))
            self.assertEqual([limits.longest_run_most, limits.crossings_least], numbers(wanted))


class Kinds(Refusing):
    def test_every_kind_has_a_chart_and_its_usual_rules(self):
        usual = dict.fromkeys(("p", "exact", "laney", "xmr", "g", "t"), "nhs")
        usual.update(run="anhoej", cusum="limits", ewma="limits")
        kinds = {method.name: method for method in peel.methods("chart")}
        self.assertEqual(set(kinds), set(usual))
        for kind, rules in usual.items():
            self.assertEqual(peel.chart_rule_set(kind.upper()), rules)
            options = {"accept": 0.94, "reject": 0.806} if kind == "cusum" else {}
            samples = peel.Offers.SAMPLES in kinds[kind].offers
            for values in {not samples, peel.Offers.VALUES in kinds[kind].offers}:
                function, given = (peel.chart_values, [MET]) if values else (peel.chart, [MET, ASSESSED])
                asked = function(*given, kind=kind.upper(), **options)
                named = function(*given, kind=kind, rules=rules, **options)
                self.assertEqual(repr(asked), repr(named))
                self.assertEqual(list(asked.rule_list), peel.rule_set_get(rules))
                self.assertEqual(asked.kind, kind)
                self.assertEqual(asked.scale, "value" if values else "evidence" if kind == "cusum" else "rate")
                # What the library takes for granted is the same set.
                self.assertEqual(list(asked.columns.rules), self.by_the_library(function, given, kind, options))

    def by_the_library(self, function, given, kind, options):
        """The bits of the rules that the library takes where none is named."""
        from peel import _asked, _charted, _structs
        from peel._library import lib

        asks, takes = _asked.ask_samples, lib.peel_chart
        typed = {**function.__kwdefaults__, "kind": kind, **options}
        if function is peel.chart_values:
            asked, takes = _asked.ask_values(*given, None, typed), lib.peel_chart_values
        else:
            asked = asks(*given, None, None, typed)
        asked.arguments[-3].rule_set = 0
        room = _charted.room_for_columns(False, len(MET))
        self.assertEqual(takes(*asked.arguments, _structs.ChartColumns(**room.addresses()), None), 0)
        return list(room.values["rules"])

    def test_cusum(self):
        accept, reject = 0.94, 0.806
        chart = peel.chart(*FALL, kind="cusum", accept=accept, reject=reject)
        odds = [rate / (1 - rate) for rate in (accept, reject)]
        mirrored = odds[0] ** 2 / odds[1]
        upper = lower = 0
        for row, (met, assessed) in enumerate(zip(*FALL)):

            def evidence(rate):
                return met * math.log(rate / accept) + (assessed - met) * math.log((1 - rate) / (1 - accept))

            upper = max(0, upper + evidence(mirrored / (1 + mirrored)))
            lower = min(0, lower - evidence(reject))
            self.assertAlmostEqual(chart.columns.value[row], upper, delta=1e-12)
            self.assertAlmostEqual(chart.columns.other[row], lower, delta=1e-12)
        self.assertAlmostEqual(chart.upper, math.log(740), delta=1e-14)
        self.assertEqual(chart.variation, "concern")
        one = peel.chart(*FALL, kind="cusum", accept=accept, reject=reject, one_sided=True, threshold=50)
        lone = peel.chart(*FALL, kind="cusum", accept=accept, reject=reject, one_sided=True)
        self.assertAlmostEqual(lone.upper, math.log(370), delta=1e-14)
        self.assertEqual((one.lower, list(one.columns.other)), (-50, list(chart.columns.other)))
        self.assertEqual(str(chart), "Concern in period 5 to period 8")
        out = peel.chart(*FALL, kind="cusum", accept=accept, reject=reject, exclude=4)
        self.assertEqual(list(out.columns.other[:5]), [*chart.columns.other[:4], chart.columns.other[3]])

    def test_ewma(self):
        for weight, out in (None, ()), (1, ()), (0.4, ()), (0.4, (4,)), (None, (2, 7)):
            rows = [row for row in range(8) if row not in out]
            rate = Fraction(sum(FALL[0][row] for row in rows), sum(FALL[1][row] for row in rows))
            chart = peel.chart(*FALL, kind="ewma", weight=weight, exclude=out)
            value, squares, share = rate, Fraction(0), Fraction(weight or 0.2)
            for row, (met, assessed) in enumerate(zip(*FALL)):
                if row not in out:  # which leaves the average as it is
                    value = share * Fraction(met, assessed) + (1 - share) * value
                    squares = share**2 / assessed + (1 - share) ** 2 * squares
                way = 3 * math.sqrt(rate * (1 - rate) * squares)
                self.assertAlmostEqual(chart.columns.value[row], float(value), delta=1e-15)
                self.assertAlmostEqual(chart.columns.upper[row], min(float(rate) + way, 1), delta=1e-15)
        shown = peel.chart(*FALL, kind="ewma", exclude=range(8))  # no rate to begin at
        self.assertEqual(list(shown.columns.value), [met / 48 for met in FALL[0]])
        self.assertEqual(shown.say(0), "period 1: 95.8%, no signal")

    def test_laney(self):
        steady, spread = [44] * 12, [30, 50, 38, 44, 21, 49, 37, 45, 31, 48, 40, 33]
        for met in [44, 45] * 6, spread:
            plain = peel.chart(met, [60] * 12)
            laney = peel.chart(met, [60] * 12, kind="laney")
            z = [
                (k / 60 - plain.centre) / math.sqrt(plain.centre * (1 - plain.centre) / 60) for k in met
            ]  # all of one size
            sigma = sum(abs(b - a) for a, b in zip(z, z[1:])) / 11 / 1.128
            self.assertAlmostEqual(laney.scatter, sigma, delta=1e-12)
            wide = (plain.upper - plain.centre) * sigma
            self.assertAlmostEqual(laney.upper, min(plain.centre + wide, 1), delta=1e-12)
            floor = peel.chart(met, [60] * 12, kind="laney", floor=True)
            self.assertAlmostEqual(floor.upper, max(plain.upper, laney.upper), delta=1e-15)
        self.assertGreater(laney.upper, plain.upper)
        self.assertIn(peel.Note.NO_VARIATION, peel.chart([60] * 12, [60] * 12, kind="laney").notes)
        self.assertEqual(peel.chart(steady, [60] * 12, kind="laney").signals, 0)

    def test_exact_limits_hold_their_tails(self):
        met, assessed = [25, 11, 6, 28, 10, 7] * 2, [30, 12, 7] * 4
        chart = peel.chart(met, assessed, kind="exact", alpha=0.01)
        rate = Fraction(sum(met), sum(assessed))
        for row, n in enumerate(assessed):
            ways = [math.comb(n, k) * rate**k * (1 - rate) ** (n - k) for k in range(n + 1)]
            lower = min(k for k in range(n + 1) if sum(ways[: k + 1]) > Fraction("0.005"))
            upper = max(k for k in range(n + 1) if sum(ways[k:]) > Fraction("0.005"))
            self.assertEqual((chart.columns.lower[row], chart.columns.upper[row]), (lower / n, upper / n))

    def test_g_and_t(self):
        values = [12, 30, 7, 55, 21, 3, 40, 18, 26, 9, 33, 15]
        mean = sum(values) / len(values)
        chart = peel.chart_values(values, kind="g")
        self.assertEqual((chart.centre, chart.lower), (19.5, 0))
        self.assertAlmostEqual(chart.upper, mean + 3 * math.sqrt(mean * (mean + 1)), delta=1e-12)
        chart = peel.chart_values(values, kind="t")
        bent = [value ** (1 / 3.6) for value in values]
        middle, ranges = sum(bent) / 12, [abs(b - a) for a, b in zip(bent, bent[1:])]
        way = 2.66 * sum(ranges) / 11
        for seen, wanted in ((chart.centre, middle), (chart.upper, middle + way), (chart.lower, max(middle - way, 0))):
            self.assertAlmostEqual(seen, wanted**3.6, delta=1e-9)
        self.assertAlmostEqual(chart.scatter, sum(ranges) / 11, delta=1e-12)


if __name__ == "__main__":
    unittest.main()
