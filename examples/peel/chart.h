/*
 * What the files of peel chart share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef CHART_H
#define CHART_H

#include "program.h"
#include "series.h"

/*
 * How often chance alone raises a signal is drawn 9,999 times, but fewer where there are many series, or long ones: 9,999
 * draws over 24 months take 0.1 s, over 10,000 months a minute.
 */
enum { many_charts = 100, long_chart = 500, draws_of_many_charts = 999 };

/* What was typed of the picture. */
struct look {
    int height; /* lines of a band, with its axis */
    int ascii, none;
    int colour; /* index of colour_words */
};
enum { colour_auto, colour_always, colour_never, colour_word_count };
enum { least_height = 8, usual_height = 15, most_height = 60 };

struct chart_request {
    struct settings settings;
    struct report *report;
    peel_chart_options options; /* but for what is each series' own: the unit, the target, the baseline */
    peel_rule rules[PEEL_RULES_MAX];
    size_t rule_count;    /* of --rule */
    const char *target;   /* as typed; NULL: none */
    const char *baseline; /* likewise */
    const char **rebases, **excluded;
    size_t rebase_count, excluded_count;
    int32_t unit;
    int by;
    int unit_typed, better_typed, rebase_found;
    int samples;    /* 1: the arguments are samples, and their periods positions */
    size_t refused; /* rows that could not be read, or samples that cannot be */
    struct look look;
};

/* A series as charted. */
struct charted {
    const struct series *series;
    const struct point **points; /* of the series, one for each point of the chart */
    double *values;              /* what is charted of g, t and of series without counts; NULL: the samples */
    uint32_t *marks;
    size_t count;
    const char *absent; /* why a period that was typed is no point; NULL: the series has none such */
    void *room;         /* of the columns */
    peel_chart_options options;
    peel_rule rules[PEEL_RULES_MAX];
    size_t rule_count;
    int32_t rule_set; /* 0: the caller's own */
    peel_chart_columns columns;
    peel_chart_result result;
    peel_false_alarm alarm; /* rate NaN where it is not known */
    double by_rule[PEEL_RULES_MAX];
    size_t begun;    /* rebases that were found, or typed */
    size_t failing;  /* g, t: rows with a failure or several */
    size_t several;  /* rows with more than one failure: of t each counts as one, of g they are set aside */
    int64_t pending; /* g: cases met since the last failure, whose stretch has not ended; -1: there is none */
    int from_begin;  /* g: the first point begins where the series does, not at a failure */
    const struct point *failed_last, *seen_last; /* t: the last failure; the last row with cases, where that is later */
    size_t unseen;                               /* t: rows between failures in which nothing was assessed */
    int targets_differ;                          /* of the rows, where theirs is the target */
};

/* chart_options.c: the options, and whether they go together; these return exit codes. */
extern const struct option chart_options[];
int chart_take_option(int option, const char *typed, void *request);
int chart_check_options(struct chart_request *request);
/* Whether charts of this kind can be drawn of samples, or of values; 0 is the default of both. */
int chart_offers(int32_t kind, uint32_t offer);
int chart_of_values(const struct charted *charted); /* g or t, or a series without counts */
int chart_has_gaps(int32_t kind);                   /* g or t: between rare failures */

/* chart_points.c: what of a series is charted. chart_place is told what no series has, as in "--rebase 2031-01". */
peel_status chart_points(const struct chart_request *request, const struct series *series, struct charted *charted);
int chart_check_periods(const struct chart_request *request);
int chart_place(const struct chart_request *request, struct charted *charted, char missing[96]);

/* chart_answer.c: what the library says of it. */
peel_status chart_ask(const struct chart_request *request, struct charted *charted);
void chart_release(struct charted *charted);

/* chart_facts.c: what the columns tell besides. */
int chart_flat(const struct charted *charted);                   /* all points with cases have one value */
int chart_few(const struct charted *charted);                    /* too few points with cases for any verdict */
int chart_withheld(const struct charted *charted);               /* no limits and no verdict, as of a dip */
int chart_in_rates(const struct charted *charted);               /* its scale is that of rates */
double chart_limit(const struct charted *charted, double limit); /* as shown: those of rates within 0 and 1 */
int chart_limits_cut(const struct charted *charted);             /* whether that moved one */
int chart_no_width(const struct charted *charted,
                   size_t index);                               /* both limits stand at the centre: they mean nothing */
double chart_threshold(const struct charted *charted);          /* of a cusum */
double chart_sought(const struct charted *charted, int upward); /* the rate that a sum of it looks for */
double chart_evidence(const struct charted *charted, size_t index, int upward); /* that sum, above 0 */
int chart_looks(const struct charted *charted, int upward);                     /* whether it looks that way at all */
size_t chart_shrinking(const struct charted *charted); /* points in a row up to the last with less evidence, beyond */
int chart_blind(const struct charted *charted);        /* a run chart whose rules can see nothing */
int chart_begun_lately(const struct charted *charted); /* too few points in the last of several segments */
/* So many decimals that a value and a limit beyond which it lies do not read alike; as asked where they never do. */
int chart_apart(const struct charted *charted, double value, double limit, int decimals);
int32_t chart_verdict(const struct charted *charted); /* the variation; SIGNAL_NONE where there is no verdict */

/* chart_words.c: numbers on the scale of the chart, periods, and what a rule saw. Texts fit into their arrays. */
enum { range_size = 2 * period_size + 8, rule_size = 160, words_size = 256 };
const char *chart_unit(const struct charted *charted, size_t count); /* "month", "months"; "period", "stretches" */
void chart_value(const struct charted *charted, char text[number_size], double value, int decimals);
const char *chart_grouped(int64_t count, char text[number_size]); /* "3,333", up to 999,999 */
void chart_range(const struct charted *charted, size_t first, size_t last, char text[range_size]);
void chart_sample_text(const struct charted *charted, size_t index, int decimals, char text[words_size]);

/* chart_sightings.c: a run of points that one rule saw, on one side or in one direction. */
struct sighting {
    size_t rule, first, last;
    size_t begin;   /* its place among the points that the rule sees */
    size_t points;  /* of the run, with cases; those that the rule passes over left out */
    size_t counted; /* of them */
    size_t windows; /* points at which it was complete */
    int upward;
    int32_t signal; /* what it means */
};
/* The newest first; the caller frees them. */
struct sighting *chart_sightings(const struct charted *charted, size_t *count);
int chart_rule_has_side(const peel_rule *rule);
void chart_sighting_words(const struct charted *charted, const struct sighting *sighting, int decimals,
                          char text[words_size]);
const char *chart_signal_words(int32_t signal);            /* "an improvement" */
uint32_t chart_whole_rules(const struct charted *charted); /* that made a signal and flagged no point, as bits */
void chart_rule_list(const struct charted *charted, uint32_t bits, char *text, size_t size); /* parted by "; " */

/* chart_say.c, chart_latest.c, chart_notes.c, chart_show.c, chart_records.c: sentences, tables, and what machines read. */
void say_charted(const struct chart_request *request, const struct charted *charted);
void say_latest(const struct charted *charted, int decimals);
void say_shrinking(const struct charted *charted);
void say_waiting(const struct charted *charted);
void say_charted_notes(const struct chart_request *request, const struct charted *charted, size_t count);
void show_chart_summary(const struct chart_request *request, const struct charted *charted, size_t count);
void show_chart_points(const struct chart_request *request, const struct charted *charted, size_t count);
void show_chart_records(const struct chart_request *request, const struct charted *charted, size_t count);

/* chart_look.c: the picture, on a terminal or in a pipe. */
void show_chart_picture(const struct chart_request *request, const struct charted *charted);
int chart_colour_word(const char *typed, int *colour);

/* chart_picture.c: a chart as cells. It knows numbers alone; where and how they are shown is not its business. */
enum cell_kind {
    cell_blank,
    cell_letter, /* of a label: the cell's letter */
    cell_point,
    cell_improvement,
    cell_concern,
    cell_mixed,
    cell_change,
    cell_other, /* the sum of a cusum that looks for a fall */
    cell_centre,
    cell_limit,
    cell_target,
    cell_rebase,
    cell_side, /* the axes: upright, with a tick, their corner, level, with a tick */
    cell_side_tick,
    cell_corner,
    cell_level,
    cell_level_tick,
    cell_excluded, /* on the level axis, below the point */
    cell_no_figure,
    cell_break, /* on the level axis: periods are left out */
    cell_kind_count
};
struct cell {
    unsigned char kind;
    char letter;
};

enum { label_size = 12 };
struct picture_point {
    size_t slot; /* its place in time, from 0; a slot may have no point */
    double value, centre, lower, upper, other;
    int kind;                     /* of the cell of its value */
    int other_kind;               /* of the cell of `other` */
    int rebase, excluded, breaks; /* breaks: periods before it are left out */
    char label[label_size];       /* in ASCII; where the unit has no months or quarters */
};

struct picture {
    const struct picture_point *points; /* in time order */
    size_t count;
    size_t slots;
    int64_t period; /* of slot 0, where the unit is the month or the quarter */
    int32_t unit;
    int in_percent;
    int every_period; /* a slot without a point is a period without a figure */
    double target;    /* NaN: none */
};

/* Where values stand: low at the last row; the first labelled value so many rows above it, each further one `every` rows. */
struct scale {
    double low, a_row;
    size_t rows, first, every;
    int decimals;
    size_t label_width;
};

/* The part of the slots that a band shows. */
struct band {
    size_t first, end, a_slot; /* columns of a slot */
};

struct canvas {
    struct cell *cells; /* height rows of width */
    size_t width, height;
    struct cell beyond; /* takes what does not fit, and is not shown */
};

void picture_scale(const struct picture *picture, size_t height, struct scale *scale);
size_t picture_axis_lines(int32_t unit); /* below the rows of the scale */
/* How many slots each band has, and how many columns a slot. Returns: the number of bands. */
size_t picture_bands(const struct picture *picture, const struct scale *scale, size_t width, size_t *slots,
                     size_t *a_slot);
/* Fills the canvas, whose cells are as many as its width and height say. */
void picture_draw(const struct picture *picture, const struct scale *scale, const struct band *band,
                  struct canvas *canvas);

#endif
