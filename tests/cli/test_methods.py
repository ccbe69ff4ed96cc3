"""peel methods: what each method offers. How often it holds the true rate is in test_coverage.py."""

import os
import re

from support import TOP, Program


class Offers(Program):
    def listed(self):
        """Of the header: number, name and whether a bound and a population are offered."""
        with open(os.path.join(TOP, "include", "peel", "methods.h"), encoding="utf-8") as file:
            text = re.sub(r"\\\n *", " ", file.read().split("#define PEEL_RATE_METHODS(X)")[1].split("#define ")[0])
        rows = re.findall(r'X\(RATE_\w+, \w+, (\d+), "([a-z-]+)"(.*?)PEEL_HOLDS', text)
        return [(number, name, "PEEL_OFFERS_ONE_SIDED" in rest, "PEEL_OFFERS_POPULATION" in rest)
                for number, name, rest in rows]

    def test_every_method_of_a_rate(self):
        rows = self.rows("methods")
        self.assertEqual([(row["number"], row["name"], row["sides"] == "two-sided lower upper", row["population"] == "yes")
                          for row in rows], self.listed())
        facts = self.results("methods")["methods"]
        self.assertEqual([(str(fact["number"]), fact["name"], fact["sides"] == ["two-sided", "lower", "upper"],
                           fact["population"] == "yes") for fact in facts], self.listed())
        table = self.run_peel("methods")[0].splitlines()
        for _, name, one_sided, population in self.listed():
            line = next(line for line in table if line.startswith(f"{name} "))
            self.assertEqual((" one-sided " in line, " population " in line), (one_sided, population), line)

    def test_what_the_words_mean(self):
        output = self.run_peel("methods")[0]
        self.assertIn("one-sided  a lower or an upper bound", output)
        self.assertIn("population limits that allow for a known population, also in whole cases\n", output)
        self.assertNotIn("one-sided", self.run_peel("methods", "chart")[0])

    def test_one(self):
        self.assertIn("finite    yes: limits allow for a known population, also in whole cases", self.run_peel("methods",
                                                                                                       "blaker")[0])
        self.assertIn("finite    no: a known population is not used", self.run_peel("methods", "sterne")[0])
        self.assertNotIn("finite", self.run_peel("methods", "fisher")[0])  # the difference tells, not its test
        self.assertIsNone(self.results("methods", "fisher")["methods"][0]["population"])


class RateTest(Program):
    NAMES = ["exact", "mid-p", "blaker", "sterne", "score", "likelihood-ratio"]

    def test_is_listed(self):
        self.assertEqual([row["name"] for row in self.rows("methods", "rate-test")], self.NAMES)
        self.assertEqual({row["concept"] for row in self.rows("methods", "--concept", "rate_test")}, {"rate-test"})
        self.assertIn("\nrate-test\n", self.run_peel("methods", "--concept", "all")[0])

    def test_a_name_of_both(self):
        self.assertIn("Also a method of the concept rate-test: peel methods blaker --concept rate-test",
                      self.run_peel("methods", "blaker")[0])
        self.assertIn("number 1103 in", self.run_peel("methods", "blaker", "--concept", "rate-test")[0])
        self.assertIn("concept   rate-test", self.run_peel("methods", "score", "--concept", "rate-test")[0])

    def test_each_decides(self):
        for name in self.NAMES:
            row = self.rows("rate", "41/79", "--against", "60", "--test", name.upper().replace("-", "_"))[0]
            self.assertEqual(row["test"], name)
