"""What is refused or set aside, and whether that is said truly."""

import csv
import io

from support import MONTHLY, Program

FIGURES = "criterion,period,reported\n" + "".join(f"a,{2021 + i},{figure}\n"
                                                  for i, figure in enumerate((94, 92, 90, 85, "80.6")))


class Options(Program):
    def test_paired(self):
        self.refused("--population goes with samples", "compare", "--paired", "1,2,3,4", "--population", "10,10")

    def test_margin(self):
        self.refused("--margin needs a confidence above 50%", "compare", "57/81", "68/80", "--margin", "5", "--confidence",
                     "50")
        self.refused("leave out --strata", "compare", MONTHLY, "--margin", "5", "--strata")
        table = self.run_peel("compare", "57/81", "68/80", "--margin", "5", "--format", "table")[0].splitlines()
        self.assertTrue(table[0].endswith("margin"), table)
        self.assertIn("within, p = 0.00", table[1])
        self.assertIn("A fall of 1 percentage point or more",
                      self.run_peel("compare", "57/81", "68/80", "--margin", "1%")[0])
        self.assertIn("A fall of 0.0000001 percentage points or more",
                      self.run_peel("compare", "57/81", "68/80", "--margin", "0.0000001%")[0])

    def test_a_table_has_no_sentences(self):
        table = self.run_peel("compare", MONTHLY, "--strata", "--format", "table")[0]
        self.assertNotIn("as one figure", table)
        self.assertIn("within the 2 series", table)
        self.assertIn("Within the series: Mantel-Haenszel difference. p: Cochran-Mantel-Haenszel.", table)

    def test_a_test_that_needs_counts(self):
        path = self.write(FIGURES)
        for method in ("exact", "monte-carlo"):
            self.refused(f"--method {method}: it needs counts, and the file has printed percentages alone", "trend", path,
                         "--method", method)
        mixed = self.write("criterion,period,met,assessed,reported\na,2021,,,94\na,2022,,,90\nb,2021,30,40,\nb,2022,20,40,\n")
        output, errors = self.run_peel("trend", mixed, "--method", "exact", code=1)
        self.assertTrue(output.startswith("b: "), output)
        self.assertIn(":2: The series has no counts, which the test of --method needs", errors)

    def test_units_and_seasons(self):
        self.refused("--unit none goes with samples", "trend", MONTHLY, "--unit", "none")
        self.run_peel("trend", "30/40", "20/40", "--unit", "none")
        self.refused("Type --season, as in --season 12, or of samples --unit month", "trend", "30/40", "20/40", "--method",
                     "seasonal")
        self.run_peel("trend", "30/40", "20/40", "--method", "seasonal", "--unit", "quarter")

    def test_of_in_any_letters(self):
        self.assertEqual(self.run_peel("rate", "68 OF 80"), self.run_peel("rate", "68/80"))
        self.assertEqual(self.run_peel("reported", "80.6 PERCENT"), self.run_peel("reported", "80.6%"))

    def test_a_concept_is_no_method(self):
        self.assertEqual(self.run_peel("methods", "trend"), self.run_peel("methods", "--concept", "trend"))
        self.assertEqual(self.run_peel("methods", "several", "--format", "json"),
                         self.run_peel("methods", "--concept", "several", "--format", "json"))


class Arguments(Program):
    def test_neither_a_sample_nor_a_figure(self):
        self.refused("eighty: neither a sample, as in 57/81, nor a printed figure, as in 80.6%", "compare", "eighty", "5/10")
        self.refused("eighty: neither", "compare", "5/10", "eighty")

    def test_printed_percentages_in_time(self):
        for figures in (("94%", "88%", "80.6%"), ("45/48", "80.6%", "36/48"), ("94", "88")):
            self.refused("printed percentages are told from a file with the columns criterion, period and reported",
                         "trend", *figures)

    def test_more_than_is_taken(self):
        self.refused("2001 samples: up to 2,000 are compared in pairs", "compare", *2001 * ["1/2"])
        text = "criterion,period,met,assessed\n" + "".join(f"a,period {i % 1000},1,2\n" for i in range(1000))
        self.assertEqual(self.results("trend", self.write(text))["results"][0]["periods"], 1000)
        _, errors = self.run_peel("trend", *30000 * ["1/2"], code=1)
        self.assertIn("The series has 30000 periods, and up to 10,000 are taken.", errors)


class Files(Program):
    HEAD = "criterion,period,met,assessed,reported\n"

    def test_the_first_and_the_last_with_cases(self):
        text = self.HEAD + "a,2020,0,0,\na,2021,40,60,\na,2022,55,60,\na,2023,,,70%\na,2024,0,0,\n"
        output = self.run_peel("compare", self.write(text))[0]
        self.assertIn("Rose from 66.7% (2021) to 91.7% (2022)", output)
        self.assertIn("Note: Rows passed over, for they have no counts or no case was assessed: 3.", output)
        self.assertNotIn("what lies between", output)

    def test_one_period_with_cases(self):
        for rest, words in (("a,2023,,,70%\n", "cases in one alone of its 2 periods"), ("", "one period alone"),
                            ("a,2021,0,0,\na,2023,0,0,\n", "cases in one alone of its 3 periods")):
            self.assertIn(words, self.run_peel("compare", self.write(self.HEAD + "a,2022,55,60,\n" + rest), code=1)[1])
        text = self.HEAD + "a,2022,0,0,\na,2023,0,0,\n"
        self.assertIn("cases in none of its 2 periods", self.run_peel("compare", self.write(text), code=1)[1])
        text = self.HEAD + "a,2022,,,70%\na,2023,,,80%\n"
        self.assertIn("The series has no counts at all", self.run_peel("compare", self.write(text), code=1)[1])

    def test_both_lines(self):
        text = self.HEAD + "a,2021,40,60,\nb,2021,1,2,\na,2022,55,60,\nb,2022,2,2,\n"
        rows = self.results("compare", self.write(text))["results"]
        self.assertEqual([(row["before_line"], row["line"]) for row in rows], [(2, 4), (3, 5)])

    def test_faults_name_the_other_file(self):
        one = self.write("criterion,period,met,assessed\na,2021,1,2\n", "one.csv")
        for period, words in (("2021", f"stands twice, here and in {one}:2: pool"),
                              ("2021-03", f"The period is a year, that of {one}:2 a month"),
                              ("period 7", "plain number")):
            other = self.write(f"criterion,period,met,assessed\na,{period},1,2\n", "other.csv")
            errors = self.run_peel("trend", one, other, code=1)[1]
            if period == "2021-03":
                errors = errors.replace("a month, that", "a year, that").replace(" a year: write", " a month: write")
            self.assertIn(words, errors)

    def test_an_endless_number(self):
        text = self.run_peel("compare", "0/40", "5/40", "--ratio", "--format", "json")[0]
        self.assertNotIn("inf", text)
        row = list(csv.DictReader(io.StringIO(self.run_peel("compare", "0/40", "5/40", "--ratio", "--format", "csv")[0])))[1]
        self.assertEqual((row["estimate"], row["upper"]), ("inf", "inf"))
