"""A method without an answer: no input is known to provoke it, so that the library's answer is replaced."""

from support import Program

# Each of these has no answer by one method.
WITHOUT = """
#include <peel.h>
peel_status __real_peel_rate(const peel_sample *, const peel_rate_options *, peel_interval *);
peel_status __wrap_peel_rate(const peel_sample *, const peel_rate_options *, peel_interval *);
peel_status __wrap_peel_rate(const peel_sample *sample, const peel_rate_options *options, peel_interval *interval) {
    if (options->method == PEEL_RATE_BETA_HPD) return PEEL_ERROR_SEARCH;
    return __real_peel_rate(sample, options, interval);
}
"""
TEST_WITHOUT = """
#include <peel.h>
peel_status __wrap_peel_rate_test(const peel_sample *, double, const peel_rate_options *, peel_test *);
peel_status __real_peel_rate_test(const peel_sample *, double, const peel_rate_options *, peel_test *);
peel_status __wrap_peel_rate_test(const peel_sample *sample, double rate, const peel_rate_options *options,
                                  peel_test *test) {
    if (options->method == PEEL_RATE_TEST_STERNE) return PEEL_ERROR_SEARCH;
    return __real_peel_rate_test(sample, rate, options, test);
}
"""
COVERAGE_WITHOUT = """
#include <peel.h>
peel_status __wrap_peel_rate_worst_coverage(int64_t, double, double, const peel_rate_options *, void *, size_t,
                                            peel_worst_coverage *);
peel_status __real_peel_rate_worst_coverage(int64_t, double, double, const peel_rate_options *, void *, size_t,
                                            peel_worst_coverage *);
peel_status __wrap_peel_rate_worst_coverage(int64_t assessed, double from, double to, const peel_rate_options *options,
                                            void *work, size_t size, peel_worst_coverage *worst) {
    if (options->method == PEEL_RATE_BETA_HPD) return PEEL_ERROR_SEARCH;
    return __real_peel_rate_worst_coverage(assessed, from, to, options, work, size, worst);
}
"""
SENTENCE = "A search reached its cap without an answer: please report the input."


class Tally(Program):
    def test_a_group_keeps_its_place(self):
        program = self.program_with(WITHOUT, "peel_rate")
        path = self.write("unit,ok\na,yes\nb,no\n")
        asked = ("tally", path, "--by", "unit", "--outcome", "ok", "--method", "beta-hpd")
        rows = self.rows(*asked, code=1, program=program)
        blank = {name: "" for name in ("estimate", "lower", "upper")}
        self.assertEqual(rows, [{**row, **blank, "status": "search"} for row in self.rows(*asked)])
        self.assertEqual([result["status"] for result in self.results(*asked, code=1, program=program)["results"]], ["search"] * 2)
        self.assertEqual(self.run_peel(*asked, code=1, program=program)[0].splitlines()[1].split(), ["a", "1", "1", "search"])
        one = self.run_peel("tally", path, "--outcome", "ok", "--method", "beta-hpd", code=1, program=program)[0]
        self.assertEqual(one.splitlines()[1].split(), ["1", "2", "search"])


class Rate(Program):
    def test_the_others_have_theirs(self):
        program = self.program_with(WITHOUT, "peel_rate")
        rows = self.rows("rate", "41/79", "40/48", "--method", "all", code=1, program=program)
        plain = self.rows("rate", "41/79", "40/48", "--method", "all")
        self.assertEqual(len(rows), 40)
        for row, other in zip(rows, plain):
            if row["method"] != "beta-hpd":
                self.assertEqual(row, other)
                continue
            blank = {name: "" for name in ("estimate", "lower", "upper")}
            self.assertEqual(row, {**other, **blank, "status": "search"})
        results = self.results("rate", "41/79", "40/48", "--method", "all", code=1, program=program)
        self.assertEqual([result["status"] for result in results["results"]], [row["status"] for row in rows])
        self.assertEqual(results["faults"], [])
        output, errors = self.run_peel("rate", "41/79", "40/48", "--method", "all", code=1, program=program)
        self.assertEqual(errors, f"peel: 41 of 79, beta-hpd: {SENTENCE}\npeel: 40 of 48, beta-hpd: {SENTENCE}\n")
        self.assertIn("Beta posterior (highest density)  search\n", output)
        self.assertIn("Skewness-corrected score (SCAS)", output)
        self.assertEqual(sum("(51.9%; 95% confidence" in line for line in output.splitlines()), 1)

    def test_a_row_that_no_method_answers_is_said_once(self):
        errors = self.run_peel("rate", "41/79", "--population", "100", "--design", "census", "--method", "all", code=1)[1]
        self.assertEqual(errors.count("41/79"), 1)

    def test_one_method_alone(self):
        # the made-up sample on which the options are asked has no answer either: that is no fault of the options
        program = self.program_with(WITHOUT, "peel_rate")
        output, errors = self.run_peel("rate", "41/79", "--method", "beta-hpd", code=1, program=program)
        self.assertEqual((output, errors), ("", f"peel: 41/79: {SENTENCE}\n"))

    def test_a_test(self):
        program = self.program_with(TEST_WITHOUT, "peel_rate_test")
        rows = self.rows("rate", "41/79", "--against", "60", "--method", "all", code=1, program=program)
        self.assertEqual([row["method"] for row in rows if row["status"] == "search"], ["sterne"])
        errors = self.run_peel("rate", "41/79", "--against", "60", "--test", "sterne", code=1, program=program)[1]
        self.assertEqual(errors, f"peel: 41/79: {SENTENCE}\n")


class Coverage(Program):
    def test_the_fault_alone(self):
        program = self.program_with(COVERAGE_WITHOUT, "peel_rate_worst_coverage")
        arguments = ("methods", "--coverage", "5", "--method")
        for form in ([], ["--at", "50"], ["--format", "table"]):
            self.assertEqual(self.run_peel(*arguments, "beta-hpd", *form, code=1, program=program),
                             ("", f"peel: beta-hpd: {SENTENCE}\n"))
        self.assertEqual(self.rows(*arguments, "beta-hpd", code=1, program=program)[0]["status"], "search")
        output, errors = self.run_peel(*arguments, "beta-hpd,beta", code=1, program=program)
        self.assertIn("Mean: every true rate", output)
        self.assertEqual(errors, f"peel: beta-hpd: {SENTENCE}\n")
