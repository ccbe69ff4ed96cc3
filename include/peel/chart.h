/*
 * The control chart: which month is a signal and which is noise, is it for better or worse, and will the present
 * process meet the target?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_CHART_H
#define PEEL_CHART_H

#include <stddef.h>
#include <stdint.h>

#include <peel/methods.h>
#include <peel/rules.h>
#include <peel/sample.h>
#include <peel/status.h>
#include <peel/trend.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Which way is better. */
#define PEEL_BETTERS(X)                                                                                                \
    X(BETTER_UP, 0, "up")                                                                                              \
    X(BETTER_DOWN, 1, "down")                                                                                          \
    X(BETTER_NEITHER, 2, "neither")

#define PEEL_BETTER_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_BETTERS(PEEL_BETTER_CONSTANT) PEEL_BETTER_END_ = 3 };
#undef PEEL_BETTER_CONSTANT

/* What the rules say of a point. */
#define PEEL_SIGNALS(X)                                                                                                \
    X(SIGNAL_NONE, 0, "none") /* no rule flags it, though one that flags no point may have made a signal */            \
    X(SIGNAL_IMPROVEMENT, 1, "improvement") /* a run towards the better side, or rising where up is better */          \
    X(SIGNAL_CONCERN, 2, "concern")         /* the other way */                                                        \
    X(SIGNAL_MIXED, 3, "mixed")             /* one rule says improvement, another concern */                           \
    X(SIGNAL_CHANGE, 4, "change")           /* flagged, but better is neither, or no rule that flags it has a side */

#define PEEL_SIGNAL_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_SIGNALS(PEEL_SIGNAL_CONSTANT) PEEL_SIGNAL_END_ = 5 };
#undef PEEL_SIGNAL_CONSTANT

/* Whether the present process meets the target: as far as the limits that were asked for tell; wider ones tell less. */
#define PEEL_ASSURANCES(X)                                                                                             \
    X(ASSURANCE_NONE, 0, "none")     /* no target or no side that is better; cusum, ewma; limits without width */      \
    X(ASSURANCE_PASSES, 1, "passes") /* consistently: all limits lie on the better side of the target */               \
    X(ASSURANCE_FAILS, 2, "fails")   /* consistently: all limits lie on the worse side of it */                        \
    X(ASSURANCE_HIT_AND_MISS, 3, "hit-and-miss") /* within the limits, or on one: chance alone decides */

#define PEEL_ASSURANCE_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_ASSURANCES(PEEL_ASSURANCE_CONSTANT) PEEL_ASSURANCE_END_ = 4 };
#undef PEEL_ASSURANCE_CONSTANT

/* What the caller marks at a point: bits. */
#define PEEL_MARKS(X)                                                                                                  \
    X(MARK_EXCLUDED, 1,                                                                                                \
      "excluded") /* it sets no limits, and is judged by them as any other; sums of cusum and ewma pass it over */     \
    X(MARK_REBASE, 2, "rebase") /* a segment with limits of its own begins; at the first point it changes nothing */

#define PEEL_MARK_CONSTANT(constant, bit, name) PEEL_##constant = (bit),
enum { PEEL_MARKS(PEEL_MARK_CONSTANT) PEEL_MARK_END_ = 4 };
#undef PEEL_MARK_CONSTANT

/* The name of a direction, as in "up". Returns: a constant string; NULL where none has that number. Since 0.1.0. */
PEEL_API const char *peel_better_name(int32_t better);
/* The name of a signal, as in "concern". Returns: as peel_better_name. Since 0.1.0. */
PEEL_API const char *peel_signal_name(int32_t signal);
/* The name of an assurance, as in "hit-and-miss". Returns: as peel_better_name. Since 0.1.0. */
PEEL_API const char *peel_assurance_name(int32_t assurance);

/*
 * The direction of a name.
 *
 * name: as in "down", in ASCII letters of either case. better: untouched on failure. error: filled on failure, with the
 * nearest names; may be NULL. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_BETTER. Since 0.1.0.
 */
PEEL_API peel_status peel_better_parse(const char *name, int32_t *better, peel_error *error);

/*
 * A zeroed struct with its size set is the default: a p chart of three sigmas by the NHS rules, up is better. Every
 * function checks all fields. It grows at the end.
 */
typedef struct peel_chart_options {
    size_t size;       /* sizeof(peel_chart_options) */
    double confidence; /* limits so rarely left, were points normal: exact alone holds it; alpha / 2 at each, as in */
    double alpha;      /* peel_rate_options, but with confidence, alpha and sigmas 0 limits stand at 3 sigmas */
    double
        sigmas;   /* from the centre to a limit, 0.1 to 10; of exact the normal tail area beyond it; one of the three */
    int32_t kind; /* of PEEL_CHART_METHODS; 0: p, of values xmr */
    int32_t better;   /* PEEL_BETTER_... */
    int32_t design;   /* PEEL_DESIGN_... of all samples; 0: random */
    int32_t unit;     /* PEEL_UNIT_... of the periods; 0: none */
    int32_t rule_set; /* PEEL_RULES_...; 0: that of peel_chart_rule_set */
    int32_t
        screening; /* 1: moving ranges of 3.267 times their mean or more are left out, once, of xmr and laney; else 0 */
    int32_t floor; /* 1: laney never draws limits narrower than those of p; else 0 */
    int32_t one_sided;      /* 1: a cusum looks from `accept` towards `reject` alone; else 0 */
    int32_t has_target;     /* 1: target is set; else 0 */
    uint32_t reserved;      /* 0 */
    const peel_rule *rules; /* the caller's own, in place of a set, which is then 0; NULL: none */
    size_t rule_count;      /* 0 to PEEL_RULES_MAX */
    size_t baseline_first;  /* the points that set the limits of the segment in which they lie: from this index */
    size_t baseline_end;    /* to before this one; both 0: all points of the segment */
    double target;          /* the rate that ought to be reached, or of values such a value */
    double accept;          /* cusum: the rate of the steady process, above 0 and below 1 */
    double reject;          /* cusum: the rate to be found out, above 0 and below 1, not `accept` */
    double threshold; /* cusum: decides above this, up to 1e6; 0: log(740), of one side log(370): a process steady at
                               `accept` reaches it after 370 periods on average, or later */
    double weight;    /* ewma: of the newest point, above 0 up to 1; 0: 0.2 */
    uint64_t seed;    /* of random draws: equal seeds give equal answers on every machine */
    int64_t draws;    /* how many, 99 to 1e7; 0: 9,999 */
} peel_chart_options;

/*
 * The rules by which a kind of chart is judged where the options name none: the NHS rules, of a run chart Anhoej's, of cusum
 * and ewma the limits alone.
 *
 * kind: of PEEL_CHART_METHODS; 0 is p. Returns: one of PEEL_RULES_...; 0 where no kind has that number. Since 0.1.0.
 */
PEEL_API int32_t peel_chart_rule_set(int32_t kind);

/* A chart in columns, written by the point. A NULL column is not wanted. */
typedef struct peel_chart_columns {
    double *value;  /* what is plotted; NaN where nothing was assessed */
    double *centre; /* NaN as value is, and where there is none; so are the limits */
    double *lower;  /* limits, within 0 to 1 of rates and from 0 of g and t */
    double *upper;
    double *other;      /* cusum: the sum that looks for a fall, from 0 down; else NaN */
    double *score;      /* where the value stands: 0 the centre, 1 the upper limit, -1 the lower, before any is cut */
    uint32_t *rules;    /* bit i: rule i flags the point */
    uint32_t *upward;   /* bit i: and its run lies above the centre, or rises */
    uint32_t *runs;     /* bit i: the point belongs to a run of rule i, flagged or not */
    uint32_t *complete; /* bit i: a run of rule i is complete at this point, so that it could be told from here on */
    int32_t *signal;    /* PEEL_SIGNAL_... */
    int32_t *segment;   /* counted from 0 */
    uint32_t *notes;    /* NOTHING_ASSESSED; CLIPPED, LIMIT_AT_END */
} peel_chart_columns;

/* What a chart tells. Frozen layout. */
typedef struct peel_chart_result {
    int32_t kind;      /* a number of PEEL_CHART_METHODS */
    int32_t variation; /* PEEL_SIGNAL_... of the last point of the last segment: the process as it is now */
    int32_t assurance; /* PEEL_ASSURANCE_... */
    uint32_t notes;
    uint32_t rules;    /* bit i: rule i made a signal somewhere */
    uint32_t reserved; /* 0 */
    int64_t points;    /* with cases */
    int64_t signals;   /* points flagged: none by a rule with FLAG_NONE, of which `rules` and variation tell */
    int64_t segments;
    size_t first; /* index of the first point of the last segment */
    size_t last; /* index of the last point with cases, before `first` where the last segment has none; 0 without any */
    double centre; /* of the last segment; NaN where there is none, or it has no point with cases; so are the limits */
    double lower;  /* the limits at the last point with cases */
    double upper;
    double
        scatter; /* of the last segment: sigma_z of p, exact, laney and ewma, the mean moving range of xmr and t; or NaN */
    double reach;          /* p, exact: the chance that one more period of the last size is at the target or better */
    peel_runs runs;        /* of the last segment */
    uint64_t reserved2[4]; /* 0 */
} peel_chart_result;

/*
 * The work memory, in bytes, that any function of this header needs for n points or values. Returns: the bytes; 0 where
 * n is above PEEL_POINTS_MAX. Since 0.1.0.
 */
PEEL_API size_t peel_chart_work_size(size_t n);

/*
 * Which points of a series of samples are signals, and what of the process behind it?
 *
 * Formula, segment by segment, c being the sum of met over the sum of assessed of its baseline, L the sigmas, n_t the
 * cases and k_t the cases met of a point, v_t = k_t / n_t, s_t = sqrt(c (1 - c) / n_t):
 * p: c and c -+ L s_t.
 * exact: c; lower the smallest k with P(K <= k) > tail, upper the largest with P(K >= k) > tail, over n_t, for K
 * binomial (n_t, c); neither crosses c. A point is beyond a zone where its own tail is at most the normal one beyond
 * zone * L.
 * laney: as p with L s_t sigma_z; sigma_z = the mean of |z_t - z_(t-1)| / 1.128, z_t = (v_t - c) / s_t. Where
 * neighbours do not differ at all the limits stand at the centre, as do those of xmr.
 * xmr: the mean of v_t in the baseline, -+ 2.66 L / 3 times the mean moving range |v_t - v_(t-1)|.
 * run: the median of v_t in the baseline, no limits.
 * cusum: value_t = max(0, value_(t-1) + w_t), w_t the log-likelihood ratio of the sample at the rate to be found above
 * `accept` to that at it; other likewise, and negative, for the rate below it. Of the two one is `reject`; the odds of
 * the mirrored one are odds(accept)^2 / odds(reject). Centre 0; limits the threshold, up and down. A process steady at
 * `accept` first reaches it after at least exp(threshold) periods on average (Lorden 1971), with two sides
 * exp(threshold) / 2: the Shiryaev-Roberts sums of both, less twice the periods, are a martingale. It goes on above;
 * score is that of the sum farther out, and where both are beyond of the one that got there last.
 * ewma: value_t = weight v_t + (1 - weight) value_(t-1) from c; c -+ L sqrt(c (1 - c) sum of the squared weights / n).
 * Where no point sets limits there is no c: the rates themselves are shown, without limits.
 * Moving ranges are those between neighbours in the baseline; none reaches across a rebase, an excluded point or a
 * point without cases. Sums of cusum and ewma begin anew at a rebase; a point without cases leaves them as they are,
 * and so does an excluded one, which shows the sum and is judged by it.
 * Score: beyond limits without width infinite. Scatter: how far neighbours differ against what chance allows, of t as
 * transformed; NaN without moving ranges, and of rates without variation.
 * Rules run within a segment. Signals: as the list of them says. Variation: where no rule flags the last point, but one
 * that flags no point made a signal in the last segment, it is change; where that segment has no point with cases it is
 * none, and centre and limits of the result are NaN. Assurance: of the last segment; its target lies strictly outside
 * the limits of every point, or chance decides. Limits without width, as of months all met, assure nothing. Reach: at
 * the rate c of the last segment; NaN where that is 0, 1 or not known, where no case of the segment was assessed, and
 * of a dip sample. Both are of the process that set the limits, whatever came after (variation tells whether it still
 * holds), and neither allows for the error of the centre.
 * n, points: in time order, 1 to PEEL_POINTS_MAX. marks: bits PEEL_MARK_... of each point; NULL: none. options: NULL is
 * the default; kind p, exact, laney, xmr, run, cusum or ewma. work, work_size: as peel_chart_work_size says. columns,
 * result: may be NULL; untouched on failure; columns overlap neither one another nor what is read.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_OPTIONS_SIZE, PEEL_ERROR_RESERVED, PEEL_ERROR_TOO_FEW_SAMPLES (n 0),
 * PEEL_ERROR_TOO_LARGE (points, rules), PEEL_ERROR_PERIOD_ORDER, PEEL_ERROR_PERIOD_REPEATED, PEEL_ERROR_RANGE (a period
 * beyond 1e9; threshold, weight, or a flag that is neither 0 nor 1), those of peel_sample_pool,
 * PEEL_ERROR_CENSUS_INCOMPLETE, PEEL_ERROR_WORK, PEEL_ERROR_MARK, PEEL_ERROR_METHOD (a kind for values alone),
 * PEEL_ERROR_SIGMAS (also with confidence or alpha), PEEL_ERROR_BETTER, PEEL_ERROR_DESIGN, PEEL_ERROR_UNIT,
 * PEEL_ERROR_RULE_SET (also with own rules), PEEL_ERROR_RULE, PEEL_ERROR_RULE_KIND (a rule that needs limits, of a run
 * chart; any but 1 beyond 1 of cusum and ewma, whose points carry the past with them), PEEL_ERROR_BASELINE,
 * PEEL_ERROR_RATE (target, accept, reject), PEEL_ERROR_DRAWS, those of confidence and alpha.
 * Notes of the series: SHORT_SERIES (a baseline of fewer than 12 points, but of cusum), GAP (but of g and t),
 * NOTHING_ASSESSED (in no point), NO_VARIATION (of a baseline all met, or none met; xmr and run: all equal), NO_WIDTH
 * (laney, xmr: no moving range above 0 though rates vary; then every point off the centre is beyond the limits),
 * NO_LIMITS (xmr, laney: no moving range in a baseline; a segment without cases in its baseline), OVERDISPERSED (p,
 * exact, ewma: sigma_z of a segment, screened, above 1 + 1.645 sqrt(0.826 / moving ranges), which chance gives about
 * once in 20 in large samples; with few cases hardly ever, and then its absence says little), UNEQUAL_SIZES (xmr, run:
 * within a segment), TIED (run: of the points of a segment two or more, and more than a quarter, lie on the median),
 * CLIPPED, LIMIT_AT_END (of any point); the first that holds of CENSUS, DIP (limits withheld, no signals, no assurance)
 * and QUOTA. Since 0.1.0.
 */
PEEL_API peel_status peel_chart(size_t n, const peel_point *points, const uint32_t *marks,
                                const peel_chart_options *options, void *work, size_t work_size,
                                const peel_chart_columns *columns, peel_chart_result *result);

/*
 * The same of values without counts: percentages as printed, or the gaps between rare failures.
 *
 * Formula: xmr and run as in peel_chart, without cutting limits. g: value the number of cases met before a failure,
 * since the one before; centre the median of the baseline, limits mean -+ L sqrt(mean (mean + 1)), from 0, neither
 * across the centre (Benneyan 2001, Health Care Manag Sci 4:305-318). t: value the time between two failures, 0 or
 * more; xmr of value^(1/3.6), brought back to the scale of the values, from 0 (Nelson 1994, J Qual Technol 26:239-240);
 * score and zones on the scale of the xmr.
 * n, period, value: period rising, or NULL for 1, 2, 3; value finite, |value| up to 1e300, NaN: nothing was assessed;
 * of g whole numbers from 0 to 2^53. options: kind xmr (default), run, g or t. All else as in peel_chart.
 * Statuses: as peel_chart, without those of samples and PEEL_ERROR_RATE for the target; PEEL_ERROR_NOT_FINITE (also a
 * target), PEEL_ERROR_NEGATIVE (g, t), PEEL_ERROR_NOT_WHOLE (g, also above 2^53). Notes: as peel_chart, NO_VARIATION
 * also of t all equal and g all 0, NO_WIDTH and NO_LIMITS of t as of xmr; NO_COUNTS (xmr, run). Since 0.1.0.
 */
PEEL_API peel_status peel_chart_values(size_t n, const int64_t *period, const double *value, const uint32_t *marks,
                                       const peel_chart_options *options, void *work, size_t work_size,
                                       const peel_chart_columns *columns, peel_chart_result *result);

/* Charts in columns, written by the series. A NULL column is not wanted. */
typedef struct peel_charts {
    int32_t *variation;
    int32_t *assurance;
    int64_t *signals;
    uint32_t *rules;
    double *centre;
    uint32_t *notes;
    peel_status *status;
} peel_charts;

/*
 * The charts of many series: columns in, columns out, each with the same bits as peel_chart gives.
 *
 * n: series. start: n + 1 rising row numbers; series i has the rows from start[i] to before start[i + 1]. period,
 * samples,
 * marks: columns over all rows; marks may be NULL. options: for all series, without a baseline. work, work_size: as
 * peel_chart_work_size says of the longest series; one for which it is too small has PEEL_ERROR_WORK. columns: over all
 * rows;
 * charts: by the series; each may be NULL. A series that has no answer gets its status, NaN, 0 rules, signals and
 * notes. bad: the number of such series; may be NULL.
 * Statuses: PEEL_OK even with bad series; PEEL_ERROR_NULL, PEEL_ERROR_RANGE (start falls), PEEL_ERROR_BASELINE and
 * those of the options, and then nothing was written. Since 0.1.0.
 */
PEEL_API peel_status peel_chart_many(size_t n, const size_t *start, const int64_t *period, const peel_samples *samples,
                                     const uint32_t *marks, const peel_chart_options *options, void *work,
                                     size_t work_size, const peel_chart_columns *columns, const peel_charts *charts,
                                     size_t *bad);

/* How often a steady process raises a signal. Frozen layout. */
typedef struct peel_false_alarm {
    double rate;  /* the share of steady series of this kind with one signal or more */
    double error; /* its standard error, sqrt(rate (1 - rate) / draws) */
    int64_t draws;
    uint32_t notes;     /* MONTE_CARLO, or why nothing was drawn; NO_LIMITS, OVERDISPERSED, NO_COUNTS beside */
    uint32_t reserved;  /* 0 */
    uint64_t reserved2; /* 0 */
} peel_false_alarm;

/*
 * How often would these rules call a signal in a series like this one, were nothing but chance at work?
 *
 * Formula: the share of seeded draws whose chart, with limits set anew from each, has a signal. The cases met of each
 * segment are dealt out among its cases at random, so that sizes, marks and the rate of a segment stay as they are; of
 * a cusum they are drawn at `accept`. That is a steady binomial process: one whose cases resemble one another raises
 * more. n, points, marks, options, work, work_size: as in peel_chart; seed and draws. by_rule: the share for each rule,
 * as many as the chart has rules; may be NULL. answer: both untouched on failure.
 * Statuses: as peel_chart; PEEL_ERROR_TOO_LARGE also for more than 1e9 cases. Notes: MONTE_CARLO; or, and then nothing
 * is drawn and the rate is 0, NOTHING_ASSESSED or NO_VARIATION (every segment all met, or none met; not of a cusum), or
 * DIP (NaN); NO_LIMITS and OVERDISPERSED as the chart has them: with the latter such a series raises more. 9,999 draws
 * over 24 points of 30 to 1,000 cases take 0.01 to 0.1 s, over 10,000 such points 6 to 60 s. Since 0.1.0.
 */
PEEL_API peel_status peel_chart_false_alarm(size_t n, const peel_point *points, const uint32_t *marks,
                                            const peel_chart_options *options, void *work, size_t work_size,
                                            double *by_rule, peel_false_alarm *answer);

/*
 * The same of values. Of run those of each segment change places at random, which is exact whatever they are. Of xmr
 * they
 * are drawn as independent normal values: percentages of few cases raise more than that, for which NO_COUNTS stands. Of
 * g they are geometric with the mean of each segment, and of t too where all are whole numbers, from 1 where none is 0;
 * else exponential. As many as the series has, at their places; a segment whose values are all equal (of g and t, all
 * 0) stays so.
 *
 * Arguments as in peel_chart_values. Statuses: as peel_chart_values. Notes: as peel_chart_false_alarm; NO_VARIATION
 * where every segment stays as it is; NO_COUNTS (xmr). Since 0.1.0.
 */
PEEL_API peel_status peel_chart_values_false_alarm(size_t n, const int64_t *period, const double *value,
                                                   const uint32_t *marks, const peel_chart_options *options, void *work,
                                                   size_t work_size, double *by_rule, peel_false_alarm *answer);

/*
 * Marks a rebase at each change that the series shows: where a segment of peel_trend_segments begins, but for the
 * first.
 *
 * A rebase found so takes the signal of that change off the chart: the change itself is then the news.
 * n, points: as in peel_chart. options: as in peel_trend_segments. work, work_size: as peel_chart_work_size says.
 * marks: n of them, to which MARK_REBASE is added; found: how many; may be NULL; both untouched on failure. Statuses:
 * as peel_trend_segments. Since 0.1.0.
 */
PEEL_API peel_status peel_chart_rebase(size_t n, const peel_point *points, const peel_trend_options *options,
                                       void *work, size_t work_size, uint32_t *marks, size_t *found);

#ifdef __cplusplus
}
#endif

#endif
