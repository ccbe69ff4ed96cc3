/* What the files of a control chart share: a series, its segments, the lines that a kind draws, the rules that judge them. */
#ifndef STATS_CHART_CHART_H
#define STATS_CHART_CHART_H

#include <peel/chart.h>
#include <stddef.h>
#include <stdint.h>

#include "numeric/proportion.h"
#include "stats/plan.h"
#include "stats/series.h"

/* Of the work memory that peel_chart_work_size asks for, in bytes for each point. */
enum { CHART_WORK_A_POINT = 768 };

/* Moving ranges of this many times their mean or more are screened out: D4 of pairs (Wheeler 1993). */
#define CHART_SCREEN 3.267
/* The mean moving range of a standard normal series: d2 of pairs. */
#define CHART_D2 1.128
/* Limits of an XmR chart at 3 sigmas, in mean moving ranges: 3 / d2 as it is used, rounded. */
#define CHART_XMR 2.66

/* The options, checked and resolved. */
struct chart_plan {
    double sigmas;           /* L: from the centre to a limit */
    struct normal_tail tail; /* of L: z is L and p the normal area beyond it */
    int32_t kind;
    int32_t better;
    int32_t design;
    int32_t unit;
    int screening;
    int floor;
    int one_sided;
    int has_target;
    double target;
    double accept;
    double reject;
    double threshold;
    double weight;
    size_t baseline_first;
    size_t baseline_end; /* 0: none is set */
    uint64_t seed;
    int64_t draws;
    uint32_t sided;  /* bit i: rule i has a side */
    uint32_t silent; /* bit i: rule i flags no point */
    int skips_runs; /* whether nobody asks for the runs of the result, which are then all 0; 0 of a plan as it is made */
    size_t rule_count;
    peel_rule rules[PEEL_RULES_MAX];
};

/* A series as kinds see it. */
struct chart_data {
    size_t n;
    const double *value;   /* met / assessed, NaN of points without cases; or the caller's values, NaN of none */
    const double *met;     /* NULL of values */
    const double *size;    /* assessed, 0 of points without cases; NULL of values */
    const uint32_t *marks; /* or NULL */
};

/* A segment: points first to before end, of which those of base_first to before base_end set the limits. */
struct chart_segment {
    size_t first;
    size_t end;
    size_t base_first;
    size_t base_end;
};

/* The index after the last point of the segment that begins at `first`. marks: or NULL. */
static inline size_t chart_segment_end(size_t n, const uint32_t *marks, size_t first) {
    size_t end = marks ? first + 1 : n;
    while (end < n && !(marks[end] & PEEL_MARK_REBASE))
        end++;
    return end;
}

/* What is drawn, all n points long; a kind writes those of its segment. */
struct chart_lines {
    double *value;  /* what is plotted: the data's own value, or a cusum or an ewma */
    double *centre; /* NaN where value is */
    double *lower;  /* likewise, before it is cut to the scale; NaN where there is none */
    double *upper;
    double *other; /* as in peel_chart_columns */
    double
        *score; /* as in peel_chart_columns; infinite where the limits have no width and the value is not the centre */
};

/* What a kind found in a segment. */
struct chart_found {
    double centre;
    double
        scatter; /* as in peel_chart_result: sigma_z of p, exact, laney and ewma, a moving range of xmr and t; or NaN */
    size_t set_by; /* points of the baseline that set the limits */
    size_t ranges; /* moving ranges, before any is screened out */
    uint32_t
        notes; /* NO_VARIATION, NO_WIDTH, NO_LIMITS, UNEQUAL_SIZES, TIED; SHORT_SERIES and OVERDISPERSED are the caller's to find */
};

/* Draws the lines of one segment. Every kind of PEEL_CHART_METHODS has a function of this form, under its name there. */
typedef void chart_kind(const struct chart_plan *plan, const struct chart_data *data,
                        const struct chart_segment *segment, const struct chart_lines *lines,
                        struct chart_found *found);
chart_kind p_chart, exact_chart, laney_chart, xmr_chart, run_chart, g_chart, t_chart, cusum_chart, ewma_chart;

/* Whether a point sets limits: it has cases (or a value), lies in the baseline of its segment and is not excluded. */
static inline int chart_counts(const struct chart_data *data, size_t i) {
    return data->value[i] == data->value[i] && !(data->marks && (data->marks[i] & PEEL_MARK_EXCLUDED) != 0);
}

/*
 * The mean of the moving ranges |x_t - x_(t-1)| between neighbours in the baseline that both set limits, screened if asked;
 * NaN without any. x: n long, read in the baseline alone. ranges: how many there are before screening.
 */
double chart_moving_range(const struct chart_data *data, const struct chart_segment *segment, const double *x,
                          int screening, size_t *ranges);

/* The median of x over the points that set limits, of which `count` come out; NaN without any. room: n doubles. */
double chart_median(const struct chart_data *data, const struct chart_segment *segment, const double *x, double *room,
                    size_t *count);

/*
 * The rate of all cases of the points that set limits, from counts: so 1 - c loses nothing. NaN without any.
 * set_by: how many points those are.
 */
struct proportion chart_rate(const struct chart_data *data, const struct chart_segment *segment, size_t *set_by);

/* Where a value stands: 0 the centre, 1 so far above it as the limit is, `width`; NaN where width is. */
static inline double chart_score(double value, double centre, double width) {
    double above = value - centre;
    return above == 0.0 && width == width ? 0.0 : above / width;
}

/*
 * All lines of a segment of samples about a rate c, at c -+ width * sqrt(c (1 - c) / n_t): value, centre, lower, upper, other
 * and score, which with a width of 1 is z_t.
 */
void chart_normal_lines(const struct chart_data *data, const struct chart_segment *segment, struct proportion rate,
                        double width, const struct chart_lines *lines);

/* All lines of a segment but the score, where they are the same for every point: value, centre, limits, other. */
void chart_even_lines(const struct chart_data *data, const struct chart_segment *segment, double centre, double lower,
                      double upper, const struct chart_lines *lines);

/*
 * Notes of xmr and run: NO_VARIATION where the points that set limits are all equal, UNEQUAL_SIZES where the points of the
 * segment that have cases differ in how many, NO_LIMITS where no point sets limits.
 */
uint32_t chart_alike(const struct chart_data *data, const struct chart_segment *segment);

/*
 * sigma_z of samples: the mean moving range of z_t over d2. z: z_t of the segment over a factor of `unit`, as scores are of
 * lines drawn at a width of `unit`. ranges: as in chart_moving_range. NaN where nothing varies, or without any.
 */
double chart_sigma_z(const struct chart_data *data, const struct chart_segment *segment, struct proportion rate,
                     const double *z, double unit, int screening, size_t *ranges);

/* Sets scatter, ranges and the note OVERDISPERSED of p, exact and ewma. z, unit: as in chart_sigma_z. */
void chart_scatter(const struct chart_data *data, const struct chart_segment *segment, struct proportion rate,
                   const double *z, double unit, struct chart_found *found);

/* What all kinds about a rate find: centre, set_by, and the notes NO_VARIATION and NO_LIMITS (no points set limits). */
struct chart_found chart_found_of(struct proportion rate, size_t set_by);

/*
 * Checks a series and makes its data in the work memory, of which `rest` is left, aligned to 16: at least n * 600 bytes.
 * columns: not NULL in any but population where n is above 0; value likewise. notes: GAP, and CENSUS, DIP or QUOTA; of
 * values NO_COUNTS. Statuses: those of the series in peel_chart and peel_chart_values, PEEL_ERROR_WORK, PEEL_ERROR_MARK,
 * PEEL_ERROR_BASELINE; data untouched.
 */
peel_status chart_read_samples(size_t n, const struct series_columns *columns, const uint32_t *marks,
                               const struct chart_plan *plan, void *work, size_t work_size, struct chart_data *data,
                               uint32_t *notes, void **rest);
peel_status chart_read_values(size_t n, const int64_t *period, const double *value, const uint32_t *marks,
                              const struct chart_plan *plan, void *work, size_t work_size, struct chart_data *data,
                              uint32_t *notes, void **rest);

/* The bits that rules write, all n points long, zero before; any may be NULL; without `rules` nobody asks for any. */
struct chart_bits {
    uint32_t *rules;
    uint32_t *upward;
    uint32_t *runs;
    uint32_t *complete;
};

/*
 * Judges the points of one segment by every rule, as peel/rules.h says. room: n * 64 bytes, aligned to 16.
 * runs: what longest-run and crossings were held against, written whether there is such a rule or not; NULL where nobody asks.
 * Returns: the rules that made a signal, flagged or not, as bits.
 */
uint32_t chart_judge(size_t rule_count, const peel_rule *rules, const struct chart_lines *lines, size_t first,
                     size_t end, const struct chart_bits *bits, void *room, peel_runs *runs);

/* Whether a rule has a side: all but within, alternating, crossings and both-sides. */
int chart_rule_has_side(const peel_rule *rule);

/*
 * The options, checked. own: bit PEEL_OFFERS_SAMPLES or PEEL_OFFERS_VALUES, that the kind must offer; its first such kind is
 * the default. options: NULL is the default. Statuses: those of the options in peel_chart; plan untouched.
 */
peel_status chart_plan_make(const peel_chart_options *options, uint32_t own, struct chart_plan *plan);

/*
 * A chart of data that were checked. work: aligned to 16, n * CHART_WORK_A_POINT bytes less what the caller took (at least
 * n * 400 bytes are for this call). columns, result: may be NULL. notes: of the series (GAP, CENSUS, QUOTA, DIP, NO_COUNTS).
 */
void chart_draw(const struct chart_plan *plan, const struct chart_data *data, uint32_t notes, void *work,
                const peel_chart_columns *columns, peel_chart_result *result);

/* The rules that make a signal of data that were checked, as bits, and nothing else of the chart. work: as in chart_draw. */
uint32_t chart_rules_made(const struct chart_plan *plan, const struct chart_data *data, void *work);

#endif
