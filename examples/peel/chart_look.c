/*
 * The picture of a chart as it is shown: on a terminal or in a pipe, in Unicode or ASCII, in colour or without.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Bands of a picture that are shown, the last ones; pipe_width is that of a page. */
/* Periods that fit into one band, however few of them have a point: narrow_span. */
enum { narrow_span = 36, most_bands = 4, pipe_width = 80, least_width = 30 };

/* How a cell is shown: a geometric form or a line of one column, or a letter; and its colour on a terminal. */
static const struct form {
    const char *unicode;
    const char *ascii;
    const char *colour;
    const char *legend;
} forms[cell_kind_count] = {
    [cell_blank] = {" ", " ", "", NULL},
    [cell_point] = {"\u25CB", "o", "", "no signal"},
    [cell_improvement] = {"\u25C6", "+", "94", "improvement"},
    [cell_concern] = {"\u25A0", "x", "33", "concern"},
    [cell_mixed] = {"\u25C8", "&", "35", "both"},
    [cell_change] = {"\u25B2", "*", "35", "change"},
    [cell_other] = {"\u25A1", "u", "", "evidence of a fall"},
    [cell_centre] = {"\u2500", "-", "", "centre"},
    [cell_limit] = {"\u2504", ".", "", "limits"},
    [cell_target] = {"\u2550", "=", "32", "target"},
    [cell_rebase] = {"\u250A", ":", "", "limits begin anew"},
    [cell_side] = {"\u2502", "|", "", NULL},
    [cell_side_tick] = {"\u2524", "+", "", NULL},
    [cell_corner] = {"\u2514", "+", "", NULL},
    [cell_level] = {"\u2500", "-", "", NULL},
    [cell_level_tick] = {"\u252C", "+", "", NULL},
    [cell_excluded] = {"e", "e", "", "sets no limits"},
    [cell_no_figure] = {"n", "n", "", "no figure"},
    [cell_break] = {"/", "/", "", "periods left out"},
};

int chart_colour_word(const char *typed, int *colour) {
    static const char *const words[] = {"auto", "always", "never"};
    return typed_word("--colour", typed, words, colour_word_count, colour);
}

static const char *set_variable(const char *name) {
    const char *text = getenv(name);
    return text && text[0] != '\0' ? text : NULL;
}

/* What the environment says of texts: the first of these variables that is set. */
static int says_utf_8(void) {
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *text = set_variable(names[i]);
        if (!text) continue;
        const char *dot = strchr(text, '.');
        return dot && (strncasecmp(dot, ".UTF-8", 6) == 0 || strncasecmp(dot, ".UTF8", 5) == 0);
    }
    return 0;
}

static int in_colour(const struct look *look) {
    const char *terminal = set_variable("TERM");
    if (look->colour != colour_auto) return look->colour == colour_always;
    return isatty(STDOUT_FILENO) && !set_variable("NO_COLOR") && !(terminal && strcmp(terminal, "dumb") == 0);
}

struct pen {
    int ascii, colour;
};

static void put_cell(const struct pen *pen, const struct cell *cell, const char **colour) {
    const struct form *form = &forms[cell->kind];
    const char *wanted = pen->colour && cell->kind != cell_blank ? form->colour : "";
    if (cell->kind == cell_letter) wanted = "";
    if (strcmp(*colour, wanted) != 0) {
        if ((*colour)[0] != '\0') printf("\033[0m");
        if (wanted[0] != '\0') printf("\033[%sm", wanted);
        *colour = wanted;
    }
    if (cell->kind == cell_letter)
        putchar(cell->letter);
    else
        printf("%s", pen->ascii ? form->ascii : form->unicode);
}

/* Row by row, without blanks at the end. */
static void put_canvas(const struct pen *pen, const struct canvas *canvas) {
    for (size_t row = 0; row < canvas->height; row++) {
        const struct cell *cells = &canvas->cells[row * canvas->width];
        const char *colour = "";
        size_t end = canvas->width;
        while (end > 0 && cells[end - 1].kind == cell_blank)
            end--;
        for (size_t column = 0; column < end; column++)
            put_cell(pen, &cells[column], &colour);
        printf("%s\n", colour[0] != '\0' ? "\033[0m" : "");
    }
}

/* What was drawn, and no more; on as many lines as it takes. */
static void put_legend(const struct charted *charted, const struct pen *pen, uint32_t drawn, size_t width) {
    int cusum = charted->options.kind == PEEL_CHART_CUSUM;
    size_t used = 0;
    for (unsigned kind = 0; kind < cell_kind_count; kind++) {
        const struct cell cell = {(unsigned char)kind, 0};
        const char *words = forms[kind].legend, *colour = "";
        if ((drawn >> kind & 1U) == 0 || !words) continue;
        if (kind == cell_point && cusum) words = "evidence of a rise";
        if (kind == cell_point && chart_withheld(charted)) words = "rate";
        if (kind == cell_point && charted->options.kind == PEEL_CHART_EWMA) words = "average, no signal";
        if (kind == cell_centre && charted->options.kind == PEEL_CHART_RUN) words = "median";
        if (kind == cell_limit && cusum) words = "threshold";
        size_t size = strlen(words) + 2;
        if (used > 0 && used + 2 + size > width) {
            putchar('\n');
            used = 0;
        }
        if (used > 0) printf("  ");
        put_cell(pen, &cell, &colour);
        if (colour[0] != '\0') printf("\033[0m");
        printf(" %s", words);
        used += size + (used > 0 ? 2 : 0);
    }
    putchar('\n');
}

static int signal_cell(int32_t signal) {
    return signal == PEEL_SIGNAL_IMPROVEMENT ? cell_improvement
           : signal == PEEL_SIGNAL_CONCERN   ? cell_concern
           : signal == PEEL_SIGNAL_MIXED     ? cell_mixed
           : signal == PEEL_SIGNAL_CHANGE    ? cell_change
                                             : cell_point;
}

/* Periods from one slot to the next: of days the most that all distances are whole multiples of, as 7 of weekly audits. */
static int64_t slot_step(const struct charted *charted) {
    int64_t step = 0;
    if (charted->series->unit != PEEL_UNIT_DAY) return 1;
    for (size_t i = 1; i < charted->count; i++)
        for (int64_t rest = charted->points[i]->period - charted->points[i - 1]->period; rest != 0;) {
            int64_t before = step;
            step = rest;
            rest = before % rest;
        }
    return step > 0 ? step : 1;
}

/* Whether points stand at their place in time: not gaps between failures, nor periods so far apart that gaps were all. */
static int is_placed(const struct charted *charted) {
    size_t last = charted->count - 1;
    int64_t span = (charted->points[last]->period - charted->points[0]->period) / slot_step(charted) + 1;
    return !chart_has_gaps(charted->options.kind) && (span <= 3 * (int64_t)charted->count || span <= narrow_span);
}

/* The unit of the axis; typed samples and days are labelled one by one. */
static int32_t axis_unit(const struct charted *charted) {
    int32_t unit = charted->series->unit;
    return charted->points[0]->row->line > 0 && is_placed(charted) && unit != PEEL_UNIT_DAY ? unit : PEEL_UNIT_NONE;
}

/* A period as its label; what is not in ASCII, or too long, in the library's form. */
static void put_label(const struct charted *charted, size_t index, char label[label_size]) {
    const struct point *point = charted->points[index];
    int typed = point->row->line == 0;
    char text[period_size];
    snprintf(text, sizeof text, "%s", typed ? "" : point->row->period);
    for (const char *at = text; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || (unsigned char)*at > '~') text[0] = '\0';
    if ((text[0] == '\0' || strlen(text) >= label_size) &&
        peel_period_text(typed ? PEEL_UNIT_NONE : charted->series->unit, point->period, text, sizeof text) != PEEL_OK)
        snprintf(text, sizeof text, "%lld", (long long)point->period);
    snprintf(label, label_size, "%.*s", label_size - 1, text);
}

static void fill_point(const struct charted *charted, size_t index, size_t slot, struct picture_point *point) {
    const peel_chart_columns *columns = &charted->columns;
    int flagged = chart_no_width(charted, index) ? cell_point : signal_cell(columns->signal[index]);
    *point = (struct picture_point){.slot = slot,
                                    .value = columns->value[index],
                                    .centre = columns->centre[index],
                                    .lower = chart_limit(charted, columns->lower[index]),
                                    .upper = chart_limit(charted, columns->upper[index]),
                                    .other = columns->other[index],
                                    .kind = flagged,
                                    .other_kind = cell_other,
                                    .rebase = index > 0 && (charted->marks[index] & PEEL_MARK_REBASE) != 0,
                                    .excluded = (charted->marks[index] & PEEL_MARK_EXCLUDED) != 0};
    /* of the two sums of a cusum the one that is beyond its threshold is the signal */
    if (isfinite(point->other) && flagged != cell_point) {
        if (point->other < point->lower) point->other_kind = flagged;
        if (!(point->value > point->upper)) point->kind = cell_point;
    }
    put_label(charted, index, point->label);
    if (!charted->options.one_sided) return; /* of two sums one was not looked at */
    if (charted->options.accept < charted->options.reject) {
        point->lower = NAN;
    } else {
        point->value = point->other;
        point->kind = point->other_kind;
        point->upper = NAN;
    }
    point->other = NAN;
}

static struct picture_point *make_points(const struct charted *charted, struct picture *picture) {
    struct picture_point *points_of = needed(calloc(charted->count, sizeof *points_of));
    int32_t kind = charted->options.kind;
    int target = charted->options.has_target && kind != PEEL_CHART_CUSUM;
    int64_t first = charted->points[0]->period;
    *picture = (struct picture){.points = points_of,
                                .count = charted->count,
                                .unit = axis_unit(charted),
                                .period = first,
                                .every_period = charted->series->unit != PEEL_UNIT_DAY,
                                .in_percent = !chart_has_gaps(kind) && kind != PEEL_CHART_CUSUM,
                                .target = target ? charted->options.target : NAN};
    int64_t step = slot_step(charted);
    int placed = is_placed(charted), gaps = chart_has_gaps(kind);
    for (size_t i = 0; i < charted->count; i++) {
        size_t slot = placed ? (size_t)((charted->points[i]->period - first) / step) : i;
        fill_point(charted, i, slot, &points_of[i]);
        points_of[i].breaks =
            !placed && !gaps && i > 0 && charted->points[i]->period > charted->points[i - 1]->period + 1;
        picture->slots = slot + 1;
    }
    return points_of;
}

static uint32_t kinds_of(const struct canvas *canvas) {
    uint32_t drawn = 0;
    for (size_t i = 0; i < canvas->width * canvas->height; i++)
        drawn |= (uint32_t)1 << canvas->cells[i].kind;
    return drawn;
}

void show_chart_picture(const struct chart_request *request, const struct charted *charted) {
    const struct look *look = &request->look;
    const struct pen pen = {look->ascii || !says_utf_8(), in_colour(look)};
    size_t width = wrap_width() > 0 ? wrap_width() : pipe_width;
    size_t each = 0, drawn_from = 0;
    uint32_t drawn = 0;
    struct picture picture;
    struct scale scale;
    struct band band = {.first = 0};
    if (width < least_width) width = least_width;
    struct picture_point *points_of = make_points(charted, &picture);
    picture_scale(&picture, (size_t)look->height, &scale);
    size_t bands = picture_bands(&picture, &scale, width, &each, &band.a_slot);
    struct canvas canvas = {.width = width, .height = scale.rows + picture_axis_lines(picture.unit)};
    canvas.cells = needed(calloc(canvas.width * canvas.height, sizeof *canvas.cells));
    if (bands > most_bands) drawn_from = bands - most_bands;
    if (drawn_from > 0)
        printf("The picture shows the last %zu of %zu %s:\n", picture.slots - drawn_from * each, picture.slots,
               chart_unit(charted, 2));
    wrap_pause(1);
    for (size_t i = drawn_from; i < bands; i++) {
        band.first = i * each;
        band.end = i + 1 < bands ? band.first + each : picture.slots;
        picture_draw(&picture, &scale, &band, &canvas);
        put_canvas(&pen, &canvas);
        drawn |= kinds_of(&canvas);
    }
    put_legend(charted, &pen, drawn, width);
    wrap_pause(0);
    free(canvas.cells);
    free(points_of);
}
