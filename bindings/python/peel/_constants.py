"""The constants of libpeel as Python enumerations, compared with the library's own lists when it is loaded."""

from enum import IntEnum, IntFlag


class Status(IntEnum):
    """Why there is no answer: the codes of include/peel/status.h, by their names.

    The hundreds are the family, and each family has its exception: 100s ArgumentError, 200s NumberError, 300s
    TextError, 400s RoomError, 500s SearchError. `peel.status_sentence(status)` says what is wrong and what to do.
    """

    OK = 0
    NULL = 101
    OPTIONS_SIZE = 102
    RESERVED = 103
    CONFIDENCE = 104
    CONFIDENCE_PERCENT = 105
    ALPHA = 106
    CONFIDENCE_AND_ALPHA = 107
    ONE_SIDED_CONFIDENCE = 108
    METHOD = 109
    SIDE = 110
    DESIGN = 111
    INDEX = 112
    STATE = 113
    ALLOCATOR = 114
    ENCODING_OPTION = 115
    CONCEPT = 116
    MARGIN = 117
    RATE = 118
    POWER = 119
    RANGE = 120
    CONVENTION = 121
    UNIT = 122
    DRAWS = 123
    SEASON = 124
    PENALTY = 125
    SIGMAS = 126
    RULE_SET = 127
    RULE = 128
    RULE_KIND = 129
    BETTER = 130
    BASELINE = 131
    MARK = 132
    METHOD_SIDE = 133
    PRIOR = 134
    PLAN = 135
    LAYOUT = 136
    MERGE = 137
    WORD = 138
    NEGATIVE = 201
    COUNT_TOO_LARGE = 202
    MET_ABOVE_ASSESSED = 203
    ASSESSED_ABOVE_POPULATION = 204
    CENSUS_INCOMPLETE = 205
    TOO_FEW_SAMPLES = 206
    PERIOD_ORDER = 207
    PERIOD_REPEATED = 208
    NOT_FINITE = 209
    DENOMINATOR_NEEDED = 210
    IMPOSSIBLE_PERCENTAGE = 211
    REPORTED = 212
    PLUS_MINUS = 213
    NOT_WHOLE = 214
    POPULATION_NEEDED = 215
    NO_HEADER = 301
    MISSING_COLUMN = 302
    REPEATED_COLUMN = 303
    FIELD_COUNT = 304
    NOT_A_COUNT = 305
    NOT_A_PERCENTAGE = 306
    UNKNOWN_WORD = 307
    HALF_A_SAMPLE = 308
    NO_CRITERION = 309
    ENCODING = 310
    QUOTE = 311
    NUL_BYTE = 312
    NOT_A_PERIOD = 313
    NOT_A_RULE = 314
    NOT_A_DATE = 315
    NOT_A_DURATION = 316
    NEGATIVE_DURATION = 317
    MISSING_ANSWER = 318
    TOTALS_ROW = 319
    MEMORY = 401
    FIELD_TOO_LONG = 402
    TOO_MANY_FIELDS = 403
    TOO_MANY_ROWS = 404
    WORK = 405
    TOO_LARGE = 406
    TOO_MANY_GROUPS = 407
    SEARCH = 501


class Note(IntFlag):
    """Answered, but know this: bits of a result, from include/peel/status.h.

    `peel.note_sentence(note)` gives the sentence of one bit.
    """

    NOTHING_ASSESSED = 1
    CLIPPED = 2
    NO_WIDTH = 4
    QUOTA = 8
    DIP = 16
    CENSUS = 32
    POPULATION_UNUSED = 64
    FINITE = 128
    NO_RATIO = 256
    NO_VARIATION = 512
    SMALL_EXPECTED = 1024
    OVERDISPERSED = 2048
    SEPARATED = 4096
    UNEQUAL_SIZES = 8192
    NO_COUNTS = 16384
    MONTE_CARLO = 32768
    GAP = 65536
    BEYOND = 131072
    SHORT_SERIES = 262144
    NO_LIMITS = 524288
    LIMIT_AT_END = 1048576
    TIED = 2097152
    EXACT_INSTEAD = 4194304
    HOLE = 8388608
    RULED_OUT = 16777216


class Offers(IntFlag):
    """What a method offers: an interval or a two-sided p-value; a lower or upper bound or a one-sided p-value; a
    p-value in the place of an interval; a control chart of samples, or of values without counts; limits that allow for,
    and whole-number bounds of, a known population. Bits, from include/peel/methods.h."""

    TWO_SIDED = 1
    ONE_SIDED = 2
    P_VALUE = 4
    SAMPLES = 8
    VALUES = 16
    POPULATION = 32


class Holds(IntFlag):
    """What holds of a method for every sample and confidence. Bits, from include/peel/methods.h.

    MIRROR: flipping the sample mirrors the limits. NESTED: a higher confidence never gives a narrower interval, but for
    rounding. MONOTONE: one more case met never lowers a limit. EXACT: the interval misses the true rate at most as
    often as it says. WITHIN: the limits lie in the range of possible values without being cut. SWAP: swapping before
    and after flips the sign of a difference, and inverts a ratio.
    """

    MIRROR = 1
    NESTED = 2
    MONOTONE = 4
    EXACT = 8
    WITHIN = 16
    SWAP = 32


# Words that the library has no function to name; a test compares them with include/peel/tally.h, rules.h and chart.h.
ENCODINGS = {"utf-8": 0, "windows-1252": 1}
COUNTS = {0: "met", 1: "failures"}
TALLY_KINDS = {1: "sample", 2: "reported", 3: "unmeasured"}
RULE_COUNTS = ["beyond", "within", "steps", "alternating", "longest-run", "crossings"]
RULE_SIDES = ["one-side", "above", "below", "both-sides"]
TIES = ["ties-break", "ties-pass", "ties-count"]
FLAGS = ["flag-run", "flag-counted", "flag-last", "flag-none"]
MARKS = {"excluded": 1, "rebase": 2}
