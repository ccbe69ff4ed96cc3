"""Rules as data: their texts both ways, sets, run limits, the caller's own rules in a chart."""

import pickle
import unittest
from fractions import Fraction

import chart_oracle as oracle
from support import Refusing

import peel
from peel import Rule
from peel._constants import FLAGS, RULE_COUNTS, RULE_SIDES, TIES

BEYOND = Rule("beyond", 1, zone=1)
STEPS = Rule("steps", 7)
SHIFT = Rule("beyond", 7)
NEAR = Rule("beyond", 2, 3, others=True, without_beyond=True, flags="flag-counted", zone=2 / 3)


class Texts(Refusing):
    texts = {
        "1 beyond 1": BEYOND,
        "7 beyond 0": SHIFT,
        "7 steps": STEPS,
        "2 of 3 beyond 2/3 same-side without-beyond": NEAR,
        "15 within 1/3": Rule("within", 15, zone=1 / 3),
        "14 alternating": Rule("alternating", 14),
        "longest-run": Rule("longest-run", ties="ties-pass"),
        "crossings": Rule("crossings", ties="ties-pass", flags="flag-none"),
        "8 beyond 1/3 both-sides": Rule("beyond", 8, side="both-sides", zone=1 / 3),
        "5 steps above flag-last": Rule("steps", 5, side="above", flags="flag-last"),
        "8 beyond 0 below ties-count": Rule("beyond", 8, side="below", ties="ties-count"),
        "8 beyond 0 ties-pass tolerance 1e-06": Rule("beyond", 8, ties="ties-pass", tolerance=1e-6),
        "2 of 3 beyond 2/3 without-beyond": NEAR._replace(others=False),
        "4 of 5 beyond 1/3 flag-run": Rule("beyond", 4, 5, zone=1 / 3),
    }

    def test_both_ways(self):
        for text, rule in self.texts.items():
            self.assertEqual(peel.rule_parse(text), rule, text)
            self.assertEqual(peel.rule_parse(f"  {text.upper()} "), rule, text)
            for written in str(rule), peel.rule_text(rule), peel.rule_text(text):
                self.assertEqual(peel.rule_parse(written), rule, written)
            peel.rule_check(rule)
            peel.rule_check(text)
            self.assertEqual(pickle.loads(pickle.dumps(rule)), rule)
        for text in list(self.texts)[:11]:
            self.assertEqual(peel.rule_text(text), text)
        self.assertEqual(peel.rule_parse("2 of 3 beyond 0.5").zone, 0.5)

    def test_refused(self):
        for text in (
            "",
            "seven beyond 0",
            "7 beyond",
            "7 beyond 0 sideways",
            "beyond 1",
            "1 beyond 1\0",
            "7 beyond 0" * 99,
        ):
            error = self.refused(peel.Status.NOT_A_RULE, peel.TextError, peel.rule_parse, text)
            self.assertTrue(str(error))
            self.refused(peel.Status.NOT_A_RULE, peel.TextError, peel.rule_check, text)
        for text in "0 beyond 1", "3 of 2 beyond 1", "1 steps", "1001 steps":
            self.refused(peel.Status.RULE, peel.ArgumentError, peel.rule_parse, text)
        wrong = (
            Rule(needed=0),
            Rule(needed=1001),
            Rule(needed=2**40),
            Rule(needed=3, of=2),
            Rule(zone=-1),
            Rule(zone=11),
            Rule(zone=float("nan")),
            Rule(zone=10**400),
            Rule(tolerance=0.02),
            Rule(counts="above"),
            Rule(side="left"),
            Rule(ties="break"),
            Rule(flags="all"),
            Rule("steps", 1),
            Rule("steps", 7, zone=1),
            Rule("crossings", 2),
            Rule("alternating", 14, side="above"),
        )
        for rule in wrong:
            for function in peel.rule_check, peel.rule_text:
                self.refused(peel.Status.RULE, peel.ArgumentError, function, rule)
            self.assertEqual(str(rule), repr(rule))
            error = self.refused(peel.Status.RULE, peel.ArgumentError, peel.chart, [1], [2], rules=["1 beyond 1", rule])
            self.assertTrue(str(error).startswith("rules[1]"), error)
        self.assertIn("it is one-side, above, below or both-sides", str(self.caught(Rule(side="left"))))
        for rule in (
            5,
            None,
            b"7 steps",
            ("beyond", 7),
            Rule(needed=1.0),
            Rule(needed=True),
            Rule(others=1),
            Rule(zone="1"),
            Rule(side=1),
        ):
            for function in peel.rule_check, peel.rule_text:
                with self.assertRaisesRegex(TypeError, r"^rule(\.\w+)? is "):
                    function(rule)
        with self.assertRaisesRegex(TypeError, 'give its text, as in "7 beyond 0"'):
            peel.rule_parse(STEPS)

    def caught(self, rule):
        return self.refused(peel.Status.RULE, peel.ArgumentError, peel.rule_check, rule)

    def test_every_word(self):
        for words, field in (RULE_SIDES, "side"), (TIES, "ties"), (FLAGS, "flags"):
            for word in words:
                rule = Rule("beyond", 3, 4, **{field: word})
                self.assertEqual(peel.rule_parse(peel.rule_text(rule)), rule)
        self.assertEqual({rule.counts for rule in self.texts.values()}, set(RULE_COUNTS))


class Sets(Refusing):
    def test_sets(self):
        texts = {
            "limits": ["1 beyond 1"],
            "nhs": ["1 beyond 1", "7 steps", "7 beyond 0", "2 of 3 beyond 2/3 same-side without-beyond"],
            "nhs-2023": ["1 beyond 1", "7 steps", "7 beyond 0", "2 of 3 beyond 2/3 same-side"],
            "western-electric": ["1 beyond 1", "2 of 3 beyond 2/3", "4 of 5 beyond 1/3", "8 beyond 0"],
            "nelson": [
                *("1 beyond 1", "9 beyond 0", "6 steps", "14 alternating", "2 of 3 beyond 2/3", "4 of 5 beyond 1/3"),
                *("15 within 1/3", "8 beyond 1/3 both-sides"),
            ],
            "anhoej": ["longest-run", "crossings"],
        }
        for number, (name, rules) in enumerate(texts.items(), 1):
            self.assertEqual((peel.rule_set_name(number), peel.rule_set_parse(name.upper())), (name, number))
            self.assertEqual(peel.rule_set_get(name), [peel.rule_parse(text) for text in rules])
            for rule in peel.rule_set_get(name):
                peel.rule_check(rule)
        for name in "nh", "", "western electric", "nhs\0":
            error = self.refused(peel.Status.RULE_SET, peel.ArgumentError, peel.rule_set_get, name)
            self.assertRegex(str(error), "Nearest: |There are: ")
            self.refused(peel.Status.RULE_SET, peel.ArgumentError, peel.chart, [1], [2], rules=name)

    def test_run_limits(self):
        for useful in [*range(1, 200), 1000, 9999, 10000]:
            most, least = oracle.run_limits(useful)
            self.assertEqual(peel.run_limits(useful), (useful, 0, most, 0, least), useful)
        self.assertEqual(peel.run_limits(0), (0, 0, 0, 0, 0))
        for useful in -1, -(2**70):
            self.refused(peel.Status.NEGATIVE, peel.NumberError, peel.run_limits, useful)
        for useful in 10001, 2**70:
            self.refused(peel.Status.TOO_LARGE, peel.RoomError, peel.run_limits, useful)
        for useful in "24", 24.0, None:
            with self.assertRaisesRegex(TypeError, "useful is "):
                peel.run_limits(useful)


class InCharts(Refusing):
    # One above the centre, seven below, six rising, one high.
    values = [30, 10, 11, 9, 12, 8, 13, 7, 18, 19, 20, 21, 22, 23, 60]

    def bits(self, rules, **options):
        return list(peel.chart_values(self.values, rules=rules, **options).columns.rules)

    def test_own_rules(self):
        named = self.bits("nhs-2023")
        self.assertEqual(self.bits(peel.rule_set_get("nhs-2023")), named)
        self.assertEqual(self.bits(iter(map(str, peel.rule_set_get("nhs-2023")))), named)
        self.assertEqual(self.bits([SHIFT]), [named_bit >> 2 & 1 for named_bit in named])
        self.assertEqual(self.bits(SHIFT), self.bits(("7 beyond 0",)))
        for none in [], (), iter([]):
            error = self.refused(peel.Status.RULE, peel.ArgumentError, self.bits, none)
            self.assertTrue(str(error).startswith("rules is empty: give the name of a set, or a list of rules"), error)
        self.assertEqual(sum(self.bits([SHIFT, SHIFT])), 3 * sum(self.bits([SHIFT])))

    def test_as_by_the_oracle(self):
        values = dict(enumerate(map(Fraction, self.values)))
        line = oracle.xmr_line(values, list(values))
        for name, with_beyond in ("nhs", False), ("nhs-2023", True):
            wanted = [bits for bits, _ in oracle.nhs(line, list(values), with_beyond).values()]
            self.assertEqual(self.bits(name), wanted)
        steps = self.bits([STEPS])
        self.assertEqual([row for row, bit in enumerate(steps) if bit], list(range(7, 15)))

    def test_a_point_of_two_runs_goes_with_the_later(self):
        values = [*range(1, 8), *range(6, 0, -1)]
        line = oracle.xmr_line(dict(enumerate(map(Fraction, values))), range(13))
        wanted = [up & 2 for _, up in oracle.nhs(line, range(13)).values()]
        self.assertEqual(wanted, [2] * 6 + [0] * 7)
        chart = peel.chart_values(values)
        self.assertEqual([up & 2 for up in chart.columns.upward], wanted)
        self.assertEqual([bits & 2 for bits in chart.columns.rules], [2] * 13)

    def test_flags_and_ties(self):
        def rows(text):
            return [row for row, bits in enumerate(self.bits([text])) if bits]

        self.assertEqual(rows("7 steps flag-last"), [13, 14])
        self.assertEqual(rows("7 steps flag-none"), [])
        self.assertEqual(rows("7 steps below"), [])
        values = [1, 5, 5, 9, 5, 9, 9, 1, 1, 5]  # centre 5
        for ties, length in ("ties-break", 2), ("ties-pass", 3), ("ties-count", 4):
            chart = peel.chart_values(values, rules=[f"{length} beyond 0 above {ties}"])
            longer = peel.chart_values(values, rules=[f"{length + 1} beyond 0 above {ties}"])
            self.assertEqual((chart.rules, longer.rules), (1, 0), ties)

    def test_rules_that_do_not_go_with_the_kind(self):
        status = peel.Status.RULE_KIND
        for options, place in (
            ({"kind": "run", "rules": ["7 beyond 0", "1 beyond 1"]}, "rules[1], 1 beyond 1: "),
            ({"kind": "ewma", "rules": ["7 steps"]}, "rules[0], 7 steps: "),
            ({"kind": "ewma", "rules": "nhs"}, "A rule does not go"),
            ({"kind": "run", "rules": "nelson"}, "A rule does not go"),
        ):
            with self.assertRaises(peel.ArgumentError) as caught:
                peel.chart([1, 2], [3, 4], **options)
            self.assertEqual(caught.exception.status, status)
            self.assertTrue(str(caught.exception).startswith(place), str(caught.exception))
        with self.assertRaises(peel.ArgumentError) as caught:
            peel.chart_values([1, 2], kind="run", rules=["1 beyond 1"])
        self.assertTrue(str(caught.exception).startswith("rules[0], 1 beyond 1: "))

    def test_refused(self):
        error = self.refused(
            peel.Status.NOT_A_RULE, peel.TextError, peel.chart, [1], [2], rules=["7 beyond 0", "8 beyond"]
        )
        self.assertTrue(str(error).startswith("rules[1]: "), error)
        error = self.refused(peel.Status.RULE, peel.ArgumentError, peel.chart, [1], [2], rules=["7 steps"] * 33)
        self.assertIn("at most 32 rules: 33 were given", str(error))
        peel.chart([1], [2], rules=["7 steps"] * 32)
        for rules in 5, b"nhs", {"nhs"}, {"nhs": 1}, [5], [None], [("beyond", 7)]:
            with self.assertRaisesRegex(TypeError, "rules"):
                peel.chart([1], [2], rules=rules)


if __name__ == "__main__":
    unittest.main()
