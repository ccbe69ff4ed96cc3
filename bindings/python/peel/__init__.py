"""Audit metrics: compliance rates of inspection samples with confidence intervals, computed by the C library libpeel.

>>> import peel
>>> print(peel.rate(41, 79))
51.9% (95% CI 41.1% to 62.6%)

A function `peel_rate` of the C library is `peel.rate` here, with the same meaning. Rates and limits are proportions
from 0 to 1; percentages exist only in what is read or written by people.

The library is looked for in this order: the path in the environment variable PEEL_LIBRARY; libpeel.so.0 beside this
package; libpeel.so.0 where the system keeps its libraries. One of another version than `peel.__version__` is refused.
"""

from ._constants import Holds, Note, Offers, Status
from ._methods import Method, method_at, method_count, method_get, methods
from ._rate import Interval, Intervals, rate, rate_many
from ._sample import Sample, sample_check, sample_flip, sample_from_failures, sample_pool
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
from ._version import VERSION as __version__
from ._words import (
    design_name,
    design_parse,
    rate_method_parse,
    side_name,
    side_parse,
    struct_size,
    version,
)

__all__ = [
    "ArgumentError",
    "Holds",
    "Interval",
    "Intervals",
    "Method",
    "Note",
    "NumberError",
    "Offers",
    "PeelError",
    "RoomError",
    "Sample",
    "SearchError",
    "Status",
    "Tallies",
    "Tally",
    "TallyReader",
    "TallySummary",
    "TextError",
    "__version__",
    "design_name",
    "design_parse",
    "method_at",
    "method_count",
    "method_get",
    "methods",
    "note_name",
    "note_sentence",
    "rate",
    "rate_many",
    "rate_method_parse",
    "sample_check",
    "sample_flip",
    "sample_from_failures",
    "sample_pool",
    "side_name",
    "side_parse",
    "status_family",
    "status_name",
    "status_sentence",
    "struct_size",
    "tallies",
    "version",
]
