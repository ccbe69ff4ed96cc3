/*
 * A control chart restated: sums as they stand in the sources, in long double, point by point, limits by adding up
 * probabilities. Which rules flag a point is given. Includes nothing of the library; its numbers for kinds, signals and notes
 * are its own. Up to 64 points of 1,000 cases.
 */
#ifndef ORACLE_CHART_ORACLE_H
#define ORACLE_CHART_ORACLE_H

enum { oracle_chart_max = 64 };

enum oracle_kind {
    ORACLE_P,
    ORACLE_EXACT,
    ORACLE_LANEY,
    ORACLE_EWMA,
    ORACLE_CUSUM,
    ORACLE_XMR,
    ORACLE_RUN,
    ORACLE_G,
    ORACLE_T
};
enum oracle_signal { ORACLE_NOISE, ORACLE_BETTER, ORACLE_WORSE, ORACLE_BOTH, ORACLE_ANY };
enum oracle_assurance { ORACLE_NO_ASSURANCE, ORACLE_PASSES, ORACLE_FAILS, ORACLE_EITHER };
enum {
    ORACLE_SHORT = 1,
    ORACLE_GAP = 2,
    ORACLE_NOTHING = 4,
    ORACLE_CONSTANT = 8,
    ORACLE_UNLIMITED = 16,
    ORACLE_SCATTERED = 32,
    ORACLE_UNEQUAL = 64,
    ORACLE_CUT = 128,
    ORACLE_AT_END = 256,
    ORACLE_WITHHELD = 512,
    ORACLE_TIED = 1024,
    ORACLE_WIDTHLESS = 2048
};

struct oracle_chart {
    enum oracle_kind kind;
    int n;
    int values;                     /* 1: `given`, else met of size */
    double given[oracle_chart_max]; /* NaN where there is none */
    long met[oracle_chart_max], size[oracle_chart_max], period[oracle_chart_max];
    int excluded[oracle_chart_max], rebase[oracle_chart_max];
    int better; /* 1 up, -1 down, 0 neither */
    int screening, floor, has_target, dip;
    long double sigmas;
    int baseline_first, baseline_end; /* both 0: none */
    double target, accept, reject, threshold, weight;
    int silent; /* given: a rule that flags no point made a signal in the last segment */
    unsigned rules[oracle_chart_max], upward[oracle_chart_max],
        sided; /* given: flags, their sides, rules with a side */
};

struct oracle_runs {
    int useful, longest, longest_most, crossings, crossings_least;
};

struct oracle_answer {
    int is_there[oracle_chart_max];
    long double value[oracle_chart_max], centre[oracle_chart_max], lower[oracle_chart_max], upper[oracle_chart_max];
    int segment[oracle_chart_max], signal[oracle_chart_max];
    unsigned notes[oracle_chart_max]; /* ORACLE_NOTHING, ORACLE_CUT, ORACLE_AT_END */
    int variation, assurance, points, signals, segments, first, last;
    unsigned all_notes;
    long double scatter, reach;
    struct oracle_runs runs; /* of the last segment */
    int in_doubt;            /* bits of the notes that rounding decides: a limit within 1e-12 of an end, and the like */
};

void oracle_chart_of(const struct oracle_chart *chart, struct oracle_answer *answer);

#endif
