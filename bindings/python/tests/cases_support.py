"""Texts of case records, and what was counted in them in plain lists."""

from support import PROJECT

DATA = PROJECT / "examples" / "data"
CASES, GRID, STOPS = (
    DATA / name for name in ("cases-2024-03.csv", "grid-cambridgeshire-2021-22.csv", "stop-and-search-2024-03.csv")
)
# Published: examples/data/cambridgeshire-peel-2021-22.csv and its source; the last counts failures, 15 of 59.
INSPECTION = [(41, 79), (40, 48), (27, 36), (57, 81), (30, 33), (47, 60), (43, 68), (44, 59)]
TEXT = b"force,date,result\nKent,2024-03-31,yes\nEssex,2024-04-01,no\nKent,2024-04-02,n/a\nKent,01/04/2024,\n"


def samples_of(tallies):
    return list(zip(*(list(map(int, column)) for column in tallies.samples)))


def counts_of(tallies):
    """The raw counts of each row, by its keys and criterion."""
    return {
        (*row.keys.values(), row.criterion): (
            row.met,
            row.not_met,
            row.not_applicable,
            row.missing,
            row.unknown,
            row.open,
        )
        for row in tallies
    }
