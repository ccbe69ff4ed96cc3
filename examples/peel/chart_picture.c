/*
 * A control chart as a grid of cells: numbers in, cells out. Nothing here prints, and nothing knows a terminal.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void widen(double value, double *low, double *high) {
    if (!isfinite(value)) return;
    *low = fmin(*low, value);
    *high = fmax(*high, value);
}

/* The smallest and the largest number that is drawn. */
static void find_range(const struct picture *picture, double *low, double *high) {
    *low = INFINITY;
    *high = -INFINITY;
    widen(picture->target, low, high);
    for (size_t i = 0; i < picture->count; i++) {
        const struct picture_point *point = &picture->points[i];
        const double drawn[] = {point->value, point->centre, point->lower, point->upper, point->other};
        for (size_t d = 0; d < sizeof drawn / sizeof drawn[0]; d++)
            widen(drawn[d], low, high);
    }
    if (!(*low <= *high)) *low = *high = 0;
    double least = picture->in_percent ? 0.05 : 1e-9 + fabs(*high) * 1e-3;
    if (*high - *low < least) { /* a chart in which nothing varies */
        double room = picture->in_percent ? 0.05 : fmax(1, fabs(*high) * 0.1);
        int rate = picture->in_percent && *low >= 0 && *high <= 1;
        *low = rate ? fmax(0, *low - room) : *low - room;
        *high = rate ? fmin(1, *high + room) : *high + room;
    }
}

static size_t label_text(const struct picture *picture, const struct scale *scale, double value, char text[32]) {
    double shown = picture->in_percent ? value * 100 : value;
    if (fabs(shown) < scale->a_row * (picture->in_percent ? 1 : 0.01)) shown = 0; /* -0 and its kin */
    int length = fabs(shown) >= 1e7
                     ? snprintf(text, 32, "%.3g", shown)
                     : snprintf(text, 32, "%.*f%s", scale->decimals, shown, picture->in_percent ? "%" : "");
    return length > 0 ? (size_t)length : 0;
}

/* Whether the rows hold the range, with two labelled values or more. */
static int scale_fits(double step, size_t every, double low, double high, size_t most, struct scale *scale) {
    double a_row = step / (double)every;
    double bottom = floor(low / a_row + 1e-9), top = ceil(high / a_row - 1e-9);
    double first = ceil(bottom / (double)every), last = floor(top / (double)every);
    if (top - bottom + 1 > (double)most || last - first < 1) return 0;
    *scale = (struct scale){.low = bottom * a_row, .a_row = a_row, .rows = (size_t)(top - bottom) + 1, .every = every};
    scale->first = (size_t)(first * (double)every - bottom);
    return 1;
}

/*
 * Labelled values are 1, 2 or 5 and zeros apart and stand on rows of their own, 2 to 6 apart: of all such scales that
 * hold the range the one whose rows are finest.
 */
void picture_scale(const struct picture *picture, size_t height, struct scale *scale) {
    static const double leads[] = {1, 2, 5};
    double low = 0, high = 0;
    size_t axis = picture_axis_lines(picture->unit);
    size_t most = height > axis + 5 ? height - axis : 5;
    find_range(picture, &low, &high);
    int first = (int)floor(log10(high - low)) - 2;
    *scale = (struct scale){.a_row = INFINITY};
    for (int power = first; power <= first + 4; power++)
        for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
            for (size_t every = 2; every <= 6; every++) {
                double step = leads[i] * pow(10, power), unit = picture->in_percent ? step * 100 : step;
                struct scale one;
                if (step / (double)every > scale->a_row * (1 - 1e-9)) continue;
                if (!scale_fits(step, every, low, high, most, &one)) continue;
                *scale = one;
                int decimals = (int)-floor(log10(unit) + 1e-9);
                scale->decimals = decimals > 0 ? decimals : 0;
            }
    for (size_t row = scale->first; row < scale->rows; row += scale->every) {
        char text[32];
        size_t width = label_text(picture, scale, scale->low + (double)row * scale->a_row, text);
        if (width > scale->label_width) scale->label_width = width;
    }
}

size_t picture_axis_lines(int32_t unit) {
    return unit == PEEL_UNIT_MONTH || unit == PEEL_UNIT_QUARTER ? 3 : 2;
}

static size_t slots_a_year(int32_t unit) {
    return unit == PEEL_UNIT_MONTH ? 12 : unit == PEEL_UNIT_QUARTER ? 4 : 1;
}

/* As many whole years as fit, where the unit has any; at least one slot. */
static size_t whole_years(size_t slots, int32_t unit) {
    size_t year = slots_a_year(unit), fits = slots >= year ? slots / year * year : slots;
    return fits > 0 ? fits : 1;
}

/* How many slots there are up to the end of a year. */
static size_t year_end(size_t slots, int32_t unit) {
    size_t year = slots_a_year(unit);
    return (slots + year - 1) / year * year;
}

/* A slot has 2 to 4 columns; but 1 where that would be more than three bands one below the other. */
size_t picture_bands(const struct picture *picture, const struct scale *scale, size_t width, size_t *slots,
                     size_t *a_slot) {
    size_t room = width > scale->label_width ? width - scale->label_width - 1 : 0;
    if (room < 8) room = 8;
    size_t total = picture->slots > 0 ? picture->slots : 1;
    size_t each = total;
    if (2 * total > room) each = whole_years(room / 2, picture->unit);
    if ((total + each - 1) / each > 3) each = whole_years(room, picture->unit);
    size_t bands = (total + each - 1) / each;
    size_t equal = year_end((total + bands - 1) / bands, picture->unit); /* bands of about one length */
    if (equal > 0 && equal < each) each = equal;
    *slots = each;
    *a_slot = room / each > 4 ? 4 : room / each;
    return bands;
}

/* Where the plot begins, right of the labels and the axis. */
static size_t left_of(const struct scale *scale) {
    return scale->label_width + 1;
}

static struct cell *cell_at(struct canvas *canvas, size_t row, size_t column) {
    return row < canvas->height && column < canvas->width ? &canvas->cells[row * canvas->width + column]
                                                          : &canvas->beyond;
}

static void put_text(struct canvas *canvas, size_t row, size_t column, const char *text) {
    for (; *text != '\0'; text++, column++)
        *cell_at(canvas, row, column) = (struct cell){cell_letter, *text};
}

/* The row of a value, one beyond the canvas where there is none. */
static size_t row_of(const struct scale *scale, double value) {
    double up = isfinite(value) ? round((value - scale->low) / scale->a_row) : -1;
    return up >= 0 && up < (double)scale->rows ? scale->rows - 1 - (size_t)up : SIZE_MAX;
}

/* Two lines in one row share its columns by turns. */
static void put_line(struct canvas *canvas, size_t row, size_t column, int kind) {
    struct cell *cell = cell_at(canvas, row, column);
    int taken = cell->kind >= cell_centre && cell->kind <= cell_target && cell->kind != kind;
    if (!taken || column % 2 == 0) cell->kind = (unsigned char)kind;
}

/* The side axis, and the level one below it. */
static void draw_axes(const struct picture *picture, const struct scale *scale, size_t columns, struct canvas *canvas) {
    char text[32];
    for (size_t row = 0; row < scale->rows; row++) {
        size_t up = scale->rows - 1 - row;
        int tick = up >= scale->first && (up - scale->first) % scale->every == 0;
        cell_at(canvas, row, scale->label_width)->kind = tick ? cell_side_tick : cell_side;
        if (!tick) continue;
        size_t width = label_text(picture, scale, scale->low + (double)up * scale->a_row, text);
        put_text(canvas, row, scale->label_width - width, text);
    }
    cell_at(canvas, scale->rows, scale->label_width)->kind = cell_corner;
    for (size_t column = 0; column < columns; column++)
        cell_at(canvas, scale->rows, left_of(scale) + column)->kind = cell_level;
}

/* Months by their first letter, or quarters by number, and below them the years where they begin. */
static void label_years(const struct picture *picture, const struct scale *scale, const struct band *band,
                        struct canvas *canvas) {
    static const char letters[] = "JFMAMJJASOND";
    int64_t year = (int64_t)slots_a_year(picture->unit);
    size_t free_from = 0;
    for (size_t slot = band->first; slot < band->end; slot++) {
        int64_t period = picture->period + (int64_t)slot;
        size_t part = (size_t)(((period % year) + year) % year);
        size_t column = left_of(scale) + (slot - band->first) * band->a_slot + band->a_slot / 2;
        char text[2] = {picture->unit == PEEL_UNIT_MONTH ? letters[part] : (char)('1' + part), '\0'};
        put_text(canvas, scale->rows + 1, column, text);
        if (part == 0) cell_at(canvas, scale->rows, column)->kind = cell_level_tick;
        size_t to_next = ((size_t)year - part) * band->a_slot;
        if (part != 0 && (slot != band->first || to_next < 5)) continue;
        char name[24];
        snprintf(name, sizeof name, "%lld", (long long)((period - (int64_t)part) / year));
        if (column < free_from || column + strlen(name) > canvas->width) continue;
        put_text(canvas, scale->rows + 2, column, name);
        free_from = column + strlen(name) + 1;
    }
}

/* The labels that the points bring, as many as fit. */
static void label_points(const struct picture *picture, const struct scale *scale, const struct band *band,
                         struct canvas *canvas) {
    size_t free_from = 0;
    for (size_t i = 0; i < picture->count; i++) {
        const struct picture_point *point = &picture->points[i];
        if (point->slot < band->first || point->slot >= band->end) continue;
        size_t column = left_of(scale) + (point->slot - band->first) * band->a_slot + band->a_slot / 2;
        if (column < free_from || column + strlen(point->label) > canvas->width) continue;
        put_text(canvas, scale->rows + 1, column, point->label);
        cell_at(canvas, scale->rows, column)->kind = cell_level_tick;
        free_from = column + strlen(point->label) + 2;
    }
}

static void draw_lines(const struct scale *scale, const struct band *band, const struct picture_point *point,
                       struct canvas *canvas) {
    size_t begin = left_of(scale) + (point->slot - band->first) * band->a_slot;
    for (size_t column = begin; column < begin + band->a_slot; column++) {
        put_line(canvas, row_of(scale, point->lower), column, cell_limit);
        put_line(canvas, row_of(scale, point->upper), column, cell_limit);
        put_line(canvas, row_of(scale, point->centre), column, cell_centre);
    }
    if (!point->rebase) return;
    for (size_t row = 0; row < scale->rows; row++)
        cell_at(canvas, row, begin)->kind = cell_rebase;
}

static void draw_point(const struct scale *scale, const struct band *band, const struct picture_point *point,
                       struct canvas *canvas) {
    size_t column = left_of(scale) + (point->slot - band->first) * band->a_slot + band->a_slot / 2;
    if (isfinite(point->other))
        cell_at(canvas, row_of(scale, point->other), column)->kind = (unsigned char)point->other_kind;
    cell_at(canvas, row_of(scale, point->value), column)->kind = (unsigned char)point->kind;
    if (point->breaks) cell_at(canvas, scale->rows, column - band->a_slot / 2)->kind = cell_break;
    if (point->excluded) cell_at(canvas, scale->rows, column)->kind = cell_excluded;
}

/* Slots without a point, or with one without cases. */
static void mark_empty(const struct picture *picture, const struct scale *scale, const struct band *band,
                       struct canvas *canvas) {
    size_t next = 0;
    for (size_t slot = band->first; slot < band->end && slot < picture->slots; slot++) {
        while (next < picture->count && picture->points[next].slot < slot)
            next++;
        int point = next < picture->count && picture->points[next].slot == slot;
        int has = point ? !isnan(picture->points[next].value) : !picture->every_period;
        size_t column = left_of(scale) + (slot - band->first) * band->a_slot + band->a_slot / 2;
        if (!has) cell_at(canvas, scale->rows, column)->kind = cell_no_figure;
    }
}

void picture_draw(const struct picture *picture, const struct scale *scale, const struct band *band,
                  struct canvas *canvas) {
    size_t columns = (band->end - band->first) * band->a_slot;
    memset(canvas->cells, 0, canvas->width * canvas->height * sizeof *canvas->cells);
    draw_axes(picture, scale, columns, canvas);
    if (picture_axis_lines(picture->unit) == 3)
        label_years(picture, scale, band, canvas);
    else
        label_points(picture, scale, band, canvas);
    for (size_t i = 0; i < picture->count; i++)
        if (picture->points[i].slot >= band->first && picture->points[i].slot < band->end)
            draw_lines(scale, band, &picture->points[i], canvas);
    for (size_t column = 0; column < columns; column++)
        put_line(canvas, row_of(scale, picture->target), left_of(scale) + column, cell_target);
    mark_empty(picture, scale, band, canvas);
    for (size_t i = 0; i < picture->count; i++)
        if (picture->points[i].slot >= band->first && picture->points[i].slot < band->end)
            draw_point(scale, band, &picture->points[i], canvas);
}
