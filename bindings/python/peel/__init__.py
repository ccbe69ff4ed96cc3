"""Audit metrics: compliance rates of inspection samples with confidence intervals, comparisons, printed percentages,
trends, control charts, case records; computed by the C library libpeel.

>>> import peel
>>> print(peel.rate(41, 79))
51.9% (95% CI 41.1% to 62.6%)
>>> print(peel.compare((57, 81), (68, 80)))
Rose from 70.4% to 85.0%: +14.6 points (95% CI 1.7 to 27.0); more than chance (fisher, p = 0.037)
>>> peel.reported_differ("94", "80.6").always
65
>>> for row in peel.tally(b"force,in time\\nKent,yes\\nKent,no\\nEssex,yes\\n", by="force", outcome="in time"):
...     print(row.keys["force"], row.sample.met, "of", row.sample.assessed)
Kent 1 of 2
Essex 1 of 1
>>> peel.trend([46, 44, 41, 33], [48, 48, 47, 48], ["Jan 2024", "Feb 2024", "Mar 2024", "May 2024"]).verdict
'falling'

A function `peel_rate` of the C library is `peel.rate` here, with the same meaning. Rates and limits are proportions
from 0 to 1; percentages exist only in what is read or written by people.

The library is looked for in this order: the path in the environment variable PEEL_LIBRARY; libpeel.so.0 beside this
package; libpeel.so.0 where the system keeps its libraries. One of another version than `peel.__version__` is refused.
"""

from ._case_asked import Criterion, GroupBy, by
from ._case_reader import CaseReader
from ._case_tallies import CaseColumns, CasesReason, CasesSummary, CaseTallies, CaseTally, UnknownWord
from ._case_words import (
    answer_name,
    answer_parse,
    duration,
    every_name,
    every_parse,
    filter_test_name,
    filter_test_parse,
    holds_name,
    layout_name,
    layout_parse,
    layout_sentence,
    layouts,
    measure_name,
    measure_parse,
    missing_name,
    missing_parse,
    zone_name,
    zone_parse,
)
from ._cases import tally
from ._change import ChangePoint, Segment, trend_change, trend_segments
from ._chart import chart, chart_rebase, chart_values
from ._charted import Chart, ChartColumns
from ._charts import Charts, chart_many
from ._compare import (
    Comparison,
    Margin,
    compare,
    compare_margin,
    compare_test,
    compare_test_many,
)
from ._constants import Holds, Note, Offers, Status
from ._coverage import Coverage, WorstCoverage, rate_coverage, rate_worst_coverage
from ._difference import difference, difference_many, odds_ratio, odds_ratio_many, ratio, ratio_many
from ._false_alarm import FalseAlarm, chart_false_alarm, chart_values_false_alarm
from ._kinds import chart_rule_set
from ._look import Example, Look, LookColumn, LookSummary, look
from ._methods import Method, method_at, method_count, method_get, methods
from ._paired import Paired, paired_difference, paired_test
from ._period import Period, period_parse, period_text
from ._power import compare_power, compare_size
from ._rate import rate, rate_many
from ._rate_bounds import rate_bounds, rate_bounds_many
from ._rate_test import rate_test, rate_test_many
from ._reported import Range, Reported, reported
from ._reported_compare import (
    Denominators,
    Differ,
    ReportedTest,
    reported_against,
    reported_compare,
    reported_denominators,
    reported_differ,
)
from ._results import Bounds, BoundsColumns, Interval, Intervals, Test, Tests
from ._rules import (
    Rule,
    Runs,
    rule_check,
    rule_parse,
    rule_set_get,
    rule_set_name,
    rule_set_parse,
    rule_text,
    run_limits,
)
from ._sample import Sample, sample_check, sample_flip, sample_from_failures, sample_pool
from ._several import Pair, Several, compare_pairs, homogeneity, stratified, stratified_test
from ._slope import Logistic, MannKendall, trend_logistic, trend_mann_kendall
from ._status import (
    ArgumentError,
    NumberError,
    PeelError,
    RoomError,
    SearchError,
    TextError,
    note_name,
    note_sentence,
    status_family,
    status_name,
    status_sentence,
)
from ._tally import Tallies, Tally, TallyReader, TallySummary, tallies
from ._trend import Trend, Trends, TrendTest, trend, trend_many, trend_test
from ._version import VERSION as __version__
from ._words import (
    assurance_name,
    better_name,
    better_parse,
    concept_name,
    concept_parse,
    convention_name,
    convention_parse,
    design_name,
    design_parse,
    method_parse,
    side_name,
    side_parse,
    signal_name,
    struct_size,
    unit_a_year,
    unit_name,
    unit_parse,
    verdict_name,
    version,
)

__all__ = [
    "ArgumentError",
    "Bounds",
    "BoundsColumns",
    "CaseColumns",
    "CaseReader",
    "CaseTallies",
    "CaseTally",
    "CasesReason",
    "CasesSummary",
    "ChangePoint",
    "Chart",
    "ChartColumns",
    "Charts",
    "Comparison",
    "Coverage",
    "Criterion",
    "Denominators",
    "Differ",
    "Example",
    "FalseAlarm",
    "GroupBy",
    "Holds",
    "Interval",
    "Intervals",
    "Logistic",
    "Look",
    "LookColumn",
    "LookSummary",
    "MannKendall",
    "Margin",
    "Method",
    "Note",
    "NumberError",
    "Offers",
    "Pair",
    "Paired",
    "PeelError",
    "Period",
    "Range",
    "Reported",
    "ReportedTest",
    "RoomError",
    "Rule",
    "Runs",
    "Sample",
    "SearchError",
    "Segment",
    "Several",
    "Status",
    "Tallies",
    "Tally",
    "TallyReader",
    "TallySummary",
    "Test",
    "Tests",
    "TextError",
    "Trend",
    "TrendTest",
    "Trends",
    "UnknownWord",
    "WorstCoverage",
    "__version__",
    "answer_name",
    "answer_parse",
    "assurance_name",
    "better_name",
    "better_parse",
    "by",
    "chart",
    "chart_false_alarm",
    "chart_many",
    "chart_rebase",
    "chart_rule_set",
    "chart_values",
    "chart_values_false_alarm",
    "compare",
    "compare_margin",
    "compare_pairs",
    "compare_power",
    "compare_size",
    "compare_test",
    "compare_test_many",
    "concept_name",
    "concept_parse",
    "convention_name",
    "convention_parse",
    "design_name",
    "design_parse",
    "difference",
    "difference_many",
    "duration",
    "every_name",
    "every_parse",
    "filter_test_name",
    "filter_test_parse",
    "holds_name",
    "homogeneity",
    "layout_name",
    "layout_parse",
    "layout_sentence",
    "layouts",
    "look",
    "measure_name",
    "measure_parse",
    "method_at",
    "method_count",
    "method_get",
    "method_parse",
    "methods",
    "missing_name",
    "missing_parse",
    "note_name",
    "note_sentence",
    "odds_ratio",
    "odds_ratio_many",
    "paired_difference",
    "paired_test",
    "period_parse",
    "period_text",
    "rate",
    "rate_bounds",
    "rate_bounds_many",
    "rate_coverage",
    "rate_many",
    "rate_test",
    "rate_test_many",
    "rate_worst_coverage",
    "ratio",
    "ratio_many",
    "reported",
    "reported_against",
    "reported_compare",
    "reported_denominators",
    "reported_differ",
    "rule_check",
    "rule_parse",
    "rule_set_get",
    "rule_set_name",
    "rule_set_parse",
    "rule_text",
    "run_limits",
    "sample_check",
    "sample_flip",
    "sample_from_failures",
    "sample_pool",
    "side_name",
    "side_parse",
    "signal_name",
    "status_family",
    "status_name",
    "status_sentence",
    "stratified",
    "stratified_test",
    "struct_size",
    "tallies",
    "tally",
    "trend",
    "trend_change",
    "trend_logistic",
    "trend_mann_kendall",
    "trend_many",
    "trend_segments",
    "trend_test",
    "unit_a_year",
    "unit_name",
    "unit_parse",
    "verdict_name",
    "version",
    "zone_name",
    "zone_parse",
]
