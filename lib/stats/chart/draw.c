/* One chart: its segments drawn and judged, its limits cut to the scale, and what that says. */
#include <math.h>
#include <string.h>

#include "stats/chart/chart.h"
#include "stats/chart/verdict.h"

/* Fewer points than this set provisional limits. */
enum { few = 12 };

/* What is being drawn. */
struct canvas {
    const struct chart_plan *plan;
    const struct chart_data *data;
    struct chart_lines lines;
    struct chart_bits bits;
    void *room; /* for the rules */
    chart_kind *kind;
    int withheld; /* whether limits are */
};

#define KIND(constant, function, number, name, title, citation, when, offers, holds)                                   \
    case number: return function;

static chart_kind *kind_of(int32_t number) {
    switch (number) {
        PEEL_CHART_METHODS(KIND)
    default: return p_chart; /* a plan has no other */
    }
}

/* A column of the caller's, or one in the work memory. */
static double *numbers(double *column, double **work, size_t n) {
    double *next = *work;
    *work = next + n;
    return column ? column : next;
}

static uint32_t *words(uint32_t *column, uint32_t **work, size_t n) {
    uint32_t *next = *work;
    *work = next + n;
    uint32_t *used = column ? column : next;
    memset(used, 0, n * sizeof *used);
    return used;
}

/* What is not asked for goes to the work memory: 64 bytes a point of it for the rules, 48 for lines, 16 for bits. */
static struct canvas canvas_of(const struct chart_plan *plan, const struct chart_data *data, int withheld, void *work,
                               const peel_chart_columns *columns) {
    const size_t n = data->n, rules_need = 64;
    struct canvas canvas = {
        .plan = plan, .data = data, .room = work, .kind = kind_of(plan->kind), .withheld = withheld};
    double *next = (double *)(void *)((unsigned char *)work + rules_need * n);
    canvas.lines.value = numbers(columns->value, &next, n);
    canvas.lines.centre = numbers(columns->centre, &next, n);
    canvas.lines.lower = numbers(columns->lower, &next, n);
    canvas.lines.upper = numbers(columns->upper, &next, n);
    canvas.lines.other = numbers(columns->other, &next, n);
    canvas.lines.score = numbers(columns->score, &next, n);
    uint32_t *next_bits = (uint32_t *)(void *)next;
    canvas.bits.rules = words(columns->rules, &next_bits, n);
    canvas.bits.upward = words(columns->upward, &next_bits, n);
    if (columns->runs) canvas.bits.runs = words(columns->runs, &next_bits, n);
    if (columns->complete) canvas.bits.complete = words(columns->complete, &next_bits, n);
    return canvas;
}

/* The segment that begins at a point. */
static struct chart_segment segment_at(const struct canvas *canvas, size_t first) {
    const struct chart_plan *plan = canvas->plan;
    const struct chart_data *data = canvas->data;
    const size_t end = chart_segment_end(data->n, data->marks, first);
    struct chart_segment segment = {first, end, first, end};
    if (plan->baseline_end > 0 && plan->baseline_first >= first && plan->baseline_first < end) {
        segment.base_first = plan->baseline_first;
        segment.base_end = plan->baseline_end;
    }
    return segment;
}

/* A dip sample supports no limits: the centre alone stays. */
static void withhold(const struct canvas *canvas, const struct chart_segment *segment) {
    for (size_t i = segment->first; i < segment->end; i++)
        canvas->lines.lower[i] = canvas->lines.upper[i] = canvas->lines.score[i] = NAN;
}

/* The notes of a segment that is drawn and judged; runs: may be NULL; made: the rules that made a signal. */
static uint32_t draw_segment(const struct canvas *canvas, const struct chart_segment *segment,
                             struct chart_found *found, uint32_t *made, peel_runs *runs) {
    const struct chart_plan *plan = canvas->plan;
    canvas->kind(plan, canvas->data, segment, &canvas->lines, found);
    uint32_t notes = found->notes;
    if (plan->kind != PEEL_CHART_CUSUM && found->set_by < few) notes |= PEEL_NOTE_SHORT_SERIES;
    *made = 0;
    if (canvas->withheld)
        withhold(canvas, segment);
    else {
        struct chart_lines judged = canvas->lines;
        /* of a cusum the score is that of the farther of its two sums: where it has fallen, value stands on the centre */
        if (plan->kind == PEEL_CHART_CUSUM) judged.value = judged.score;
        *made = chart_judge(plan->rule_count, plan->rules, &judged, segment->first, segment->end, &canvas->bits,
                            canvas->room, runs);
    }
    return notes;
}

/* The scale of what is plotted: rates end at 0 and 1, waiting times and numbers of cases at 0. */
static void scale_of(const struct chart_plan *plan, const struct chart_data *data, double *least, double *most) {
    int rates = data->size && plan->kind != PEEL_CHART_CUSUM;
    *least = rates || plan->kind == PEEL_CHART_G || plan->kind == PEEL_CHART_T ? 0.0 : -INFINITY;
    *most = rates ? 1.0 : INFINITY;
}

/*
 * Cuts the limits to the scale. Returns: the notes of all points together. Without branches, for limits at 0 and 1 come and go
 * with the sizes: guessed wrongly they cost 3 ns a point.
 */
static uint32_t cut(const struct canvas *canvas, uint32_t *notes) {
    const struct chart_lines *lines = &canvas->lines;
    double least, most;
    uint32_t clipped = 0, at_end = 0;
    scale_of(canvas->plan, canvas->data, &least, &most);
    for (size_t i = 0; i < canvas->data->n; i++) {
        double lower = lines->lower[i], upper = lines->upper[i];
        uint32_t is_clipped = (uint32_t)(lower < least) | (uint32_t)(upper > most);
        uint32_t is_at_end = (uint32_t)(lower <= least) | (uint32_t)(upper >= most);
        lines->lower[i] = lower < least ? least : lower;
        lines->upper[i] = upper > most ? most : upper;
        clipped |= is_clipped;
        at_end |= is_at_end;
        if (notes)
            notes[i] = is_clipped * PEEL_NOTE_CLIPPED | is_at_end * PEEL_NOTE_LIMIT_AT_END |
                       (uint32_t)isnan(lines->value[i]) * PEEL_NOTE_NOTHING_ASSESSED;
    }
    return clipped * PEEL_NOTE_CLIPPED | at_end * PEEL_NOTE_LIMIT_AT_END;
}

static int32_t signal_at(const struct canvas *canvas, size_t i) {
    uint32_t rules = canvas->bits.rules[i];
    return rules == 0 ? PEEL_SIGNAL_NONE : chart_signal(canvas->plan, rules, canvas->bits.upward[i]);
}

/* made: the rules that made a signal; most series have none. */
static void write_signals(const struct canvas *canvas, uint32_t made, int32_t *signal) {
    memset(signal, 0, canvas->data->n * sizeof *signal);
    for (size_t i = 0; i < canvas->data->n && made; i++)
        signal[i] = signal_at(canvas, i);
}

/* What is told of the points: how many have cases, which comes last, how many are flagged. */
static void tell_points(const struct canvas *canvas, peel_chart_result *answer) {
    const struct chart_lines *lines = &canvas->lines;
    int64_t signals = 0, points = 0;
    size_t last = 0;
    for (size_t i = 0; i < canvas->data->n; i++) {
        int is_there = !isnan(lines->value[i]);
        points += is_there;
        last = is_there ? i : last;
    }
    for (size_t i = 0; i < canvas->data->n && answer->rules; i++)
        signals += canvas->bits.rules[i] != 0;
    answer->signals = signals;
    answer->points = points;
    answer->last = last;
    if (points == 0) answer->notes |= PEEL_NOTE_NOTHING_ASSESSED;
}

static double reach(const struct canvas *canvas, const struct chart_segment *segment, size_t last) {
    size_t set_by;
    if (!canvas->plan->has_target || !canvas->data->size || canvas->withheld) return NAN;
    return chart_reach(canvas->plan, chart_rate(canvas->data, segment, &set_by), canvas->data->size[last]);
}

/*
 * What is told of the last segment, if it has a point with cases. made: the rules that made a signal in it, some of which flag no
 * point: that is news still.
 */
static void tell_last(const struct canvas *canvas, const struct chart_segment *segment, const struct chart_found *found,
                      uint32_t made, peel_chart_result *answer) {
    const size_t last = answer->last;
    const int is_there = answer->points > 0 && last >= segment->first;
    answer->first = segment->first;
    answer->centre = is_there ? found->centre : NAN;
    answer->lower = is_there ? canvas->lines.lower[last] : NAN;
    answer->upper = is_there ? canvas->lines.upper[last] : NAN;
    answer->scatter = found->scatter;
    answer->variation = is_there ? signal_at(canvas, last) : PEEL_SIGNAL_NONE;
    if (answer->variation == PEEL_SIGNAL_NONE && (made & canvas->plan->silent)) answer->variation = PEEL_SIGNAL_CHANGE;
    answer->assurance = chart_assurance(canvas->plan, &canvas->lines, segment->first, segment->end);
    answer->reach = reach(canvas, segment, last);
}

void chart_draw(const struct chart_plan *plan, const struct chart_data *data, uint32_t notes, void *work,
                const peel_chart_columns *columns, peel_chart_result *result) {
    const peel_chart_columns none = {0};
    const peel_chart_columns *wanted = columns ? columns : &none;
    const struct canvas canvas = canvas_of(plan, data, (notes & PEEL_NOTE_DIP) != 0, work, wanted);
    peel_chart_result answer = {.kind = plan->kind, .notes = notes};
    struct chart_segment segment = {0};
    struct chart_found found;
    uint32_t made = 0;
    for (size_t first = 0; first < data->n; first = segment.end) {
        segment = segment_at(&canvas, first);
        answer.notes |= draw_segment(&canvas, &segment, &found, &made, plan->skips_runs ? NULL : &answer.runs);
        answer.rules |= made;
        for (size_t i = segment.first; i < segment.end && wanted->segment; i++)
            wanted->segment[i] = (int32_t)answer.segments;
        answer.segments++;
    }
    answer.notes |= cut(&canvas, wanted->notes);
    if (wanted->signal) write_signals(&canvas, answer.rules, wanted->signal);
    if (!result) return;
    tell_points(&canvas, &answer);
    tell_last(&canvas, &segment, &found, made, &answer);
    *result = answer;
}

/* For false alarms: without the marks of points and the counts of runs a draw of 24 months takes 0.7 us in place of 1.1. */
uint32_t chart_rules_made(const struct chart_plan *plan, const struct chart_data *data, void *work) {
    const peel_chart_columns none = {0};
    struct canvas canvas = canvas_of(plan, data, 0, work, &none);
    struct chart_segment segment = {0};
    struct chart_found found;
    uint32_t made, all = 0;
    canvas.bits = (struct chart_bits){0};
    for (size_t first = 0; first < data->n; first = segment.end) {
        segment = segment_at(&canvas, first);
        draw_segment(&canvas, &segment, &found, &made, NULL);
        all |= made;
    }
    return all;
}
