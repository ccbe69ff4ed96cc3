/*
 * The trend: samples in time order. Do the rates rise or fall, by how much, when did they change, and what could not have
 * been seen?
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_TREND_H
#define PEEL_TREND_H

#include <stddef.h>
#include <stdint.h>

#include <peel/methods.h>
#include <peel/period.h>
#include <peel/results.h>
#include <peel/sample.h>
#include <peel/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A sample with its place in time. Frozen layout. */
typedef struct peel_point {
    int64_t period; /* rising, each once; what is missing keeps its place. |period| up to 1e9 */
    peel_sample sample;
} peel_point;

/* The largest number of points of a series. */
#define PEEL_POINTS_MAX 10000
/* The largest number of values of Sen's slope, whose work memory grows with its square. */
#define PEEL_SEN_MAX 2000
/*
 * The exact test of a trend takes series up to this product of the square of the cases of the rarer outcome and the span,
 * in the steps of which all distances between periods are multiples: 208 of them over 24 months. It then needs 4 to 8 MB,
 * and with 24 to 100 periods 0.1 to 0.4 s. With more periods it takes longer, of 10,000 some seconds: peel_trend lets it
 * decide only where that product times the periods is at most 1e8.
 */
#define PEEL_TREND_EXACT_MAX 1000000

/* A zeroed struct with its size set is the default. Every function refuses what is out of range. It grows at the end. */
typedef struct peel_trend_options {
    size_t size;       /* sizeof(peel_trend_options) */
    double confidence; /* as in peel_rate_options */
    double alpha;      /* as in peel_rate_options */
    int32_t method;    /* of PEEL_TREND_METHODS, as the function says; 0: its default */
    int32_t side;      /* PEEL_SIDE_...; 0: two-sided. Lower asks for a rise, upper for a fall */
    int32_t design;    /* PEEL_DESIGN_... of all samples; 0: random */
    int32_t unit;      /* PEEL_UNIT_... of the periods; 0: none */
    uint64_t seed;     /* of random draws: equal seeds give equal answers on every machine */
    int64_t draws;     /* how many, 99 to 1e7; 0: 9,999 */
    double power;      /* of the detectable slope, above alpha and below 1; 0: 0.8 */
    double penalty;    /* of each further segment, on twice the log-likelihood; 0: 3 log(points), at least 8 */
    int32_t season;    /* periods after which the seasons return, from 2; 0: one year of the unit */
    uint32_t reserved; /* 0 */
} peel_trend_options;

/*
 * The work memory, in bytes, that any function of this header needs for n points with these samples, apart from Sen's
 * slope. points may be NULL: then it is enough for any samples of periods in a row, with the 4 to 5 MB that the exact test
 * may need where it decides; where periods are missing between the first and the last, let n count them too. Returns: the
 * bytes; 0 where n is above PEEL_POINTS_MAX. Since 0.1.0.
 */
PEEL_API size_t peel_trend_work_size(size_t n, const peel_point *points);

/*
 * Do the rates rise or fall along a line?
 *
 * Formula: T = sum of period * met against its distribution when the cases met are dealt out among all cases assessed
 * (multivariate hypergeometric). cochran-armitage (default): z with the variance of that distribution, N - 1;
 * cochran-armitage-n: with N; exact: the sum of all outcomes at least as far from the expected T, ties included; Monte
 * Carlo: (1 + draws at least as far) / (1 + draws), by the library's own seeded generator.
 * n, points: in time order; those with nothing assessed count for nothing. options: method, side, confidence; seed and
 * draws. work, work_size: as peel_trend_work_size says; the exact and the Monte Carlo test alone need it.
 * test: statistic z > 0 where the rate rose, of the exact and the Monte Carlo test that with N - 1; untouched on failure.
 * error: the standard error of a Monte Carlo p, sqrt(p (1 - p) / draws), 0 of the others; may be NULL.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_TOO_FEW_SAMPLES (n 0), PEEL_ERROR_PERIOD_ORDER, PEEL_ERROR_PERIOD_REPEATED,
 * PEEL_ERROR_RANGE (a period beyond 1e9), those of peel_sample_pool, PEEL_ERROR_METHOD, PEEL_ERROR_SIDE,
 * PEEL_ERROR_DESIGN, PEEL_ERROR_CENSUS_INCOMPLETE, those of the other options, PEEL_ERROR_TOO_LARGE (n above
 * PEEL_POINTS_MAX; the exact test beyond PEEL_TREND_EXACT_MAX; draws over more than 1e9 cases), PEEL_ERROR_WORK. The exact
 * test takes up to 0.4 s within 100 periods, 0.8 s of 400 and 5 s of 10,000; 9,999
 * draws over 24 points take 0.1 s, over 10,000 points of 30 cases each half a minute.
 * Notes: NOTHING_ASSESSED (fewer than two periods with cases) or NO_VARIATION: statistic 0, p 1; MONTE_CARLO; GAP (days
 * between dates are none); CENSUS, DIP (the p is given as for any other design; it says nothing of the place the sample was
 * taken from) or QUOTA. Since 0.1.0.
 */
PEEL_API peel_status peel_trend_test(size_t n, const peel_point *points, const peel_trend_options *options, void *work,
                                     size_t work_size, peel_test *test, double *error);

/* What a series of samples tells. Frozen layout. */
typedef struct peel_trend_result {
    int32_t verdict; /* PEEL_VERDICT_...: by `test` */
    uint32_t notes;
    int64_t periods;   /* with cases assessed */
    int64_t span;      /* from the first of them to the last, in periods */
    peel_test test;    /* the one that decides: cochran-armitage or exact */
    double smallest_p; /* the smallest p, before any widening, that samples of these sizes and so many met can have */
    peel_test dispersion;    /* a reason: do the rates scatter about the line more than chance allows? df is m - 2 */
    double dispersion_ratio; /* its chi-squared over that; NaN with fewer than 3 periods, or no variation */
    peel_test mann_kendall;  /* a reason: does the order of the rates alone show it? */
    peel_interval slope;     /* change of the rate a period, whose interval agrees with the test */
    double slope_a_year;     /* slope times the periods of a year; NaN without a unit, or beyond -1 or 1; its limits */
    double slope_a_year_lower; /* likewise, and cut to -1 and 1 */
    double slope_a_year_upper;
    double detectable;    /* roughly the slope a period that this series would have shown with options.power, or NaN */
    peel_interval first;  /* rate of the first period with cases, by Wilson's method */
    peel_interval last;   /* rate of the last */
    peel_interval rate;   /* of all cases together */
    uint64_t reserved[4]; /* 0 */
} peel_trend_result;

/*
 * Rising, falling, no evidence, or too few to tell?
 *
 * Formula: one test decides. That is the exact test of peel_trend_test where 10 cases or fewer met the criterion, or failed
 * it; where two or three periods have cases; and where T is far from normal, its skewness beyond 1/4 or its excess kurtosis
 * beyond 1/2, by the moments of a sum drawn without replacement; all within the limits of PEEL_TREND_EXACT_MAX. Else it is
 * cochran-armitage. Where the rates scatter about the line more than chance allows, p <= 0.05, its z is divided by the root
 * of the dispersion ratio and held against Student's t with m - 2 degrees of freedom, however many cases there are, and p
 * is the larger of that and the p without it. Dispersion: Pearson's chi-squared about the weighted line, whose p is that of
 * the multiple of chi-squared with its mean (m - 2) N / (N - 1) and its variance 2 (m - 2) + sum (1 - h)^2 (1 - 6 r (1 -
 * r)) / (n r (1 - r)) - (m - 2)^2 (1 - 2 r)^2 / (N r (1 - r)), r being the rate of all N cases and h the leverage of a
 * period (McCullagh 1985, Int Stat Rev 53:61-67; Farrington 1996, J R Stat Soc B 58:349-360), nu = 2 mean^2 / variance
 * rounded, at least 1. Too few: the largest |T| that cases of these numbers could have given would still have p > alpha,
 * before any widening. One-sided, only a slope to the side asked for is a rise or a fall: T may be so skewed that a p is
 * small though T lies on the other side of what is expected.
 * The slope is that of the weighted line, sum n (x - mean x) rate / sum n (x - mean x)^2. Its interval holds 0 just where p
 * > alpha (or the slope is not to the side asked for): the standard error is that of the test, widened as that is, and
 * where the exact p decides |slope| / z(p), z being the normal quantile of p, two-sided of p/2; where p is 1, the slope 0
 * or z not to its side, the ordinary one.
 * Detectable, roughly: the slope at which cochran-armitage has the power asked for, were all standard errors those seen,
 * (z_alpha/2 + z_power) of them, one-sided (z_alpha + z_power), with Student's quantile for z_alpha where the test was
 * widened. NaN where the verdict is too few, and where the line with that slope through the mean rate leaves 0 to 1 between
 * the first and the last period, rising as well as falling (one-sided: to the side asked for).
 * n, points: as in peel_trend_test. options: confidence, side, design, unit, power; method must be 0. work, work_size: as
 * peel_trend_work_size says. trend: untouched on failure.
 * Statuses: those of peel_trend_test; PEEL_ERROR_SEARCH.
 * Notes: NOTHING_ASSESSED (fewer than two periods with cases: verdict too few, slope NaN with limits -1 and 1),
 * NO_VARIATION (verdict no evidence, p 1, slope 0 with limits -1 and 1), OVERDISPERSED, SMALL_EXPECTED (T is far from
 * normal, and the exact test beyond its limits), UNEQUAL_SIZES (of mann_kendall), GAP; the first that holds of CENSUS (by
 * design, or all of known populations: limits of the slope equal its estimate, while the test asks of the process behind
 * the cases), DIP (verdict no evidence whatever the tests' p, limits withheld) and QUOTA. The slope alone may have CLIPPED:
 * a limit beyond -1 or 1. Where the exact test decides it takes up to 0.4 s; Mann-Kendall's of 10,000 points some tenths of
 * a second. Since 0.1.0.
 */
PEEL_API peel_status peel_trend(size_t n, const peel_point *points, const peel_trend_options *options, void *work,
                                size_t work_size, peel_trend_result *trend);

/* Trends in columns, written by the series. A NULL column is not wanted. */
typedef struct peel_trends {
    int32_t *verdict;
    double *p_value;
    double *slope; /* a period */
    double *lower;
    double *upper;
    uint32_t *notes;
    peel_status *status;
} peel_trends;

/*
 * The trends of many series: columns in, columns out, each with the same bits as peel_trend gives.
 *
 * n: series. start: n + 1 rising row numbers; series i has the rows from start[i] to before start[i + 1]. period,
 * samples: columns over all rows. options: for all series; method must be 0. work, work_size: as peel_trend_work_size says,
 * without points, of the longest series from its first period to its last; a series for which it is too small has
 * PEEL_ERROR_WORK. trends: a series that has no answer gets NaN, verdict too few, notes 0 and its status. bad: the number
 * of such series; may be NULL.
 * Statuses: PEEL_OK even with bad series; PEEL_ERROR_NULL, PEEL_ERROR_RANGE (start falls) and those of the options, and
 * then nothing was written. A series of 36 months takes 1 to 2 us, ten with few cases, and up to 0.4 s each where the exact
 * test is at its limit. Since 0.1.0.
 */
PEEL_API peel_status peel_trend_many(size_t n, const size_t *start, const int64_t *period, const peel_samples *samples,
                                     const peel_trend_options *options, void *work, size_t work_size,
                                     const peel_trends *trends, size_t *bad);

/* The logistic slope of a series. Frozen layout. */
typedef struct peel_logistic {
    peel_interval odds_ratio; /* a period: 0 to infinity */
    double intercept;         /* log odds at period 0; NaN under separation */
    double slope;             /* log odds a period; infinite under separation */
    double error; /* its standard error, widened by the dispersion where that is above 1; NaN under separation */
    double dispersion_ratio; /* Pearson's chi-squared over m - 2; NaN with fewer than 3 */
    uint32_t notes;          /* of odds_ratio */
    uint32_t reserved;       /* 0 */
    uint64_t reserved2[2];   /* 0 */
} peel_logistic;

/*
 * By what factor do the odds change each period?
 *
 * Formula: maximum likelihood of logit rate = intercept + slope * period, by Newton steps on centred periods; Wald
 * interval of the slope with the quasi-binomial standard error where the dispersion ratio is above 1 (McCullagh and Nelder
 * 1989, ch. 4.5). Under separation (all failures before all cases met, or the other way about) the likelihood has no
 * maximum: the slope is infinite and the finite limit is where twice the log-likelihood ratio reaches z^2, the normal
 * quantile's square.
 * n, points, options, work, work_size: as in peel_trend_test; method must be 0. logistic: untouched on failure.
 * Statuses: as peel_trend_test; PEEL_ERROR_SEARCH. Notes: NOTHING_ASSESSED or NO_VARIATION (odds ratio NaN with limits 0
 * and infinity), SEPARATED, OVERDISPERSED, GAP; the first that holds of CENSUS (limits equal the estimate), DIP (limits
 * NaN) and QUOTA. Since 0.1.0.
 */
PEEL_API peel_status peel_trend_logistic(size_t n, const peel_point *points, const peel_trend_options *options,
                                         void *work, size_t work_size, peel_logistic *logistic);

/* What the order of a series of values tells. Frozen layout. */
typedef struct peel_mann_kendall {
    peel_test test;  /* statistic z, with continuity correction; NaN where the p is exact */
    int64_t s;       /* rises less falls among all pairs */
    double variance; /* of s, with the tie term taken off; that of Hamed and Rao or of the seasons where asked for */
    double tau;      /* Kendall's tau-b, ties only among the values */
    peel_interval
        slope; /* Sen's slope a period, with the interval of Sen 1968; NaN beyond PEEL_SEN_MAX or without room */
    uint32_t notes;
    uint32_t reserved;  /* 0 */
    uint64_t reserved2; /* 0 */
} peel_mann_kendall;

/* The work memory, in bytes, of peel_trend_mann_kendall with Sen's slope. Returns: the bytes; without the slope, which is
 * left out, above PEEL_SEN_MAX; 0 where n is above PEEL_POINTS_MAX. Since 0.1.0. */
PEEL_API size_t peel_trend_mann_kendall_work_size(size_t n);

/*
 * For figures without counts: do later values tend to be higher, or lower?
 *
 * Formula: S = sum of signs over all pairs; z = (S -+ 1) / sqrt(variance), 0 for S = 0; variance 0 gives p 1. Without ties
 * and with fewer than 10 values mann-kendall's p is exact, from the numbers of permutations with so many inversions.
 * hamed-rao: the variance times 1 + 2 / (n (n-1) (n-2)) sum (n-i) (n-i-1) (n-i-2) r(i) over the autocorrelations r of the
 * ranks of the values less Sen's line that are significant at 5%; lags i are counted in values. A factor below 1 counts as
 * 1, which the paper (Hamed and Rao 1998, J Hydrol 204:182-196) does not say: with 7 values it came to 0.0026,
 * and p to 5.8e-70. It is meant for long series. seasonal: S and variance summed over the seasons, whose values stand
 * periods apart that the season divides. Sen's slope is the median of the slopes of all pairs (of the same season, if
 * seasonal), over the periods between them, so that gaps count. Its limits are the slopes of rank (pairs - z
 * sqrt(variance)) / 2, rounded to the nearest, from either end; where the p is exact, the ranks that it leaves: either way
 * 0 lies inside just where p > alpha, apart from ties. Where so few values bound nothing the limits are infinite.
 * n: from 1. period: rising, or NULL for 1, 2, 3. value: finite, up to 1e300; proportions for rates. options: method
 * mann-kendall (default), hamed-rao or seasonal; confidence, side, season, unit, design. work, work_size: as
 * peel_trend_mann_kendall_work_size says; too little leaves the slope out, and is a fault only for hamed-rao, which needs
 * it. answer: untouched on failure.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_TOO_FEW_SAMPLES, PEEL_ERROR_PERIOD_ORDER, PEEL_ERROR_PERIOD_REPEATED,
 * PEEL_ERROR_RANGE, PEEL_ERROR_NOT_FINITE, PEEL_ERROR_SEASON (none given and the unit has none), PEEL_ERROR_TOO_LARGE (n
 * above PEEL_POINTS_MAX; hamed-rao above PEEL_SEN_MAX), PEEL_ERROR_WORK, those of the options. Notes: NO_COUNTS always;
 * NO_VARIATION (all values equal, one alone, or no two in one season); QUOTA, DIP (p as it is, limits of the slope
 * withheld). The largest series take some tenths of a second. Since 0.1.0.
 */
PEEL_API peel_status peel_trend_mann_kendall(size_t n, const int64_t *period, const double *value,
                                             const peel_trend_options *options, void *work, size_t work_size,
                                             peel_mann_kendall *answer);

/* Where a series changed all at once. Frozen layout. */
typedef struct peel_change_point {
    size_t place;         /* index of the first point after the change */
    size_t lower;         /* the place's interval: from this index */
    size_t upper;         /* to this one */
    peel_test test;       /* statistic: twice the log of the likelihood ratio; p by permuting the cases */
    double error;         /* standard error of its p, sqrt(p (1 - p) / draws) */
    peel_interval before; /* rate of all cases before the change, by Wilson's method */
    peel_interval after;  /* from the change on */
    peel_interval change; /* after - before, by Newcombe's method; the place was chosen, so that it overstates */
    uint32_t notes;
    uint32_t reserved;  /* 0 */
    uint64_t reserved2; /* 0 */
} peel_change_point;

/*
 * When did the rate change, if all at once, and how surely?
 *
 * Formula: the largest binomial log-likelihood ratio over all places to split the series, with the sizes as they are. p: the
 * share of seeded redistributions of the cases met among all cases with a ratio at least as large, (1 + r) / (1 + draws).
 * It takes cases as independent of one another: where the rates scatter about those of the two stretches more than chance
 * allows (the dispersion of peel_trend, about two rates, with the sums of both stretches; p <= 0.05), p is too small, and
 * OVERDISPERSED says so; it is not widened. A place is a point with cases; of equally likely ones the earliest is taken.
 * The interval of the place goes from the first to the last split whose twice log-likelihood lies within the bound x of the
 * largest, (1 - exp(-x/2))^2 = confidence (Hansen 2000, Econometrica 68:575-603); its coverage by simulation stands in the
 * manual.
 * n, points: as in peel_trend_test, at least two with cases assessed. options: confidence, design, seed, draws; two-sided,
 * method 0. work, work_size: as peel_trend_work_size says. change: untouched on failure.
 * Statuses: as peel_trend_test. Notes: NOTHING_ASSESSED (fewer than two periods with cases: place 0) or NO_VARIATION (p 1,
 * every place in the interval), for which nothing is drawn; MONTE_CARLO, OVERDISPERSED, GAP, CENSUS, QUOTA, DIP (p as it
 * is, every place in the interval, limits of the rates withheld). 9,999 draws over 24 points take 0.1 s, over 10,000 points
 * of 30 cases each half a minute. Since 0.1.0.
 */
PEEL_API peel_status peel_trend_change(size_t n, const peel_point *points, const peel_trend_options *options,
                                       void *work, size_t work_size, peel_change_point *change);

/* A stretch of a series with one rate. Frozen layout. */
typedef struct peel_segment {
    size_t first;         /* index of its first point */
    size_t end;           /* index after its last point */
    peel_sample pooled;   /* sums over sums */
    peel_interval rate;   /* by Wilson's method */
    uint64_t reserved[2]; /* 0 */
} peel_segment;

/*
 * Into which stretches of one rate each does the series fall?
 *
 * Formula: the segmentation with the largest binomial log-likelihood less a penalty a segment, found exactly by optimal
 * partitioning (Jackson and others 2005, IEEE Signal Process Lett 12:105-108). The default penalty of 3 log(points with
 * cases), at least 8, on twice the log-likelihood counts two parameters a change and a margin for its place; below 15
 * points the logarithm alone found a change in 5% to 24% of steady series. Cases are taken as independent of one another:
 * where the rates scatter about those of the segments more than chance allows (as in peel_trend_change), all rates have the
 * note OVERDISPERSED. Segments begin at points with cases; of equally good ones that with the longest last segment is
 * taken.
 * n, points, options, work, work_size: as in peel_trend_change; penalty. segments: room for `room` of them; found: how
 * many there are, at most n; both untouched on failure. 10,000 points take 2 s.
 * Statuses: as peel_trend_test; PEEL_ERROR_PENALTY; PEEL_ERROR_WORK where room is too small (n is enough). Notes: in the
 * rates. Since 0.1.0.
 */
PEEL_API peel_status peel_trend_segments(size_t n, const peel_point *points, const peel_trend_options *options,
                                         void *work, size_t work_size, size_t room, peel_segment *segments,
                                         size_t *found);

#ifdef __cplusplus
}
#endif

#endif
