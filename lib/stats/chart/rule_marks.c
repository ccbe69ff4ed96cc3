/* Runs in a row of classes, and the bits of their points. */
#include "stats/chart/rules.h"

static size_t place_of(const struct rule_row *row, const struct rule_marks *marks, size_t i) {
    return marks->first + (row->place ? row->place[i] : i);
}

static void flag(const struct rule_marks *marks, size_t place, int side) {
    const uint32_t bit = marks->bit;
    marks->bits->rules[place] |= bit;
    if (!marks->sided || !marks->bits->upward) return;
    if (side > 0)
        marks->bits->upward[place] |= bit;
    else
        marks->bits->upward[place] &= ~bit;
}

/* The points from `from` to `to` are part of a run on a side. Of a point in runs of both sides the later run decides. */
static void mark_run(const struct rule_row *row, size_t from, size_t to, int side, const struct rule_marks *marks) {
    if (!marks->bits->rules) return;
    for (size_t i = from; i <= to; i++) {
        const size_t place = place_of(row, marks, i);
        const int counted = row->class[i] == side || i - from < row->before; /* the first of steps has none to it */
        if (marks->bits->runs) marks->bits->runs[place] |= marks->bit;
        if (marks->flags == PEEL_FLAG_RUN || (marks->flags == PEEL_FLAG_COUNTED && counted)) flag(marks, place, side);
    }
}

static void mark_complete(const struct rule_row *row, size_t i, int side, struct rule_marks *marks) {
    const size_t place = place_of(row, marks, i);
    marks->made = 1;
    if (!marks->bits->rules) return;
    if (marks->bits->complete) marks->bits->complete[place] |= marks->bit;
    if (marks->flags == PEEL_FLAG_LAST) flag(marks, place, side);
}

/* One class in a row, `needed` times: all points of such a run are counted. */
static void mark_rows(const struct rule_row *row, size_t needed, struct rule_marks *marks) {
    size_t run = 0;
    int8_t before = 0;
    for (size_t i = 0; i < row->n; i++) {
        const int8_t class = row->class[i];
        run = class == before ? run + 1 : 1;
        before = class;
        if (run < needed || class == 0 || class == RULE_CUT) continue;
        mark_run(row, run == needed ? i + 1 - needed - row->before : i, i, class, marks);
        mark_complete(row, i, class, marks);
    }
}

/* The last `of` points up to here, fewer at the begin of a row and after a cut. */
struct window {
    size_t begin; /* of the row, or after the last cut */
    size_t up;    /* counted above */
    size_t down;
    size_t alike; /* points in a row on one side of the centre, up to here */
    int8_t last;  /* class of the last that is counted */
};

static void window_move(const struct rule_row *row, size_t of, size_t i, struct window *window) {
    const int8_t class = row->class[i], side = row->side[i];
    if (class == RULE_CUT) {
        *window = (struct window){.begin = i + 1};
        return;
    }
    if (i - window->begin >= of) {
        window->up -= row->class[i - of] == 1;
        window->down -= row->class[i - of] == -1;
    }
    window->up += class == 1;
    window->down += class == -1;
    window->alike = side != 1 && side != -1 ? 0 : i > 0 && row->side[i - 1] == side ? window->alike + 1 : 1;
    if (class != 0) window->last = class;
}

/*
 * Marks the run that is complete here, from the first counted point of the window to the last. Where this point is not
 * counted, a window that ended earlier has marked them. The costliest rule is 1 of 1000: 32 of them
 * over 10,000 points took 0.5 s.
 */
static void mark_window(const struct rule_row *row, size_t of, size_t i, const struct window *window,
                        struct rule_marks *marks) {
    const int8_t class = row->class[i];
    size_t from = i + 1 - window->begin > of ? i + 1 - of : window->begin;
    while (row->class[from] != class)
        from++;
    mark_run(row, from, i, class, marks);
}

static void mark_windows(const struct rule_row *row, size_t needed, size_t of, struct rule_marks *marks) {
    struct window window = {0};
    for (size_t i = 0; i < row->n; i++) {
        window_move(row, of, i, &window);
        const int up = window.up >= needed, down = window.down >= needed;
        if (!up && !down) continue;
        if ((up && row->class[i] == 1) || (down && row->class[i] == -1)) mark_window(row, of, i, &window, marks);
        mark_complete(row, i, up && down ? window.last : up ? 1 : -1, marks);
    }
}

/* The same where all points of the window must lie on that side. */
static void mark_windows_alike(const struct rule_row *row, size_t needed, size_t of, struct rule_marks *marks) {
    struct window window = {0};
    for (size_t i = 0; i < row->n; i++) {
        window_move(row, of, i, &window);
        const int8_t side = row->side[i];
        if (window.alike < of || (side > 0 ? window.up : window.down) < needed) continue;
        mark_run(row, i + 1 - of, i, side, marks);
        mark_complete(row, i, side, marks);
    }
}

void rule_mark_runs(const struct rule_row *row, size_t needed, size_t of, int others, struct rule_marks *marks) {
    if (of <= needed)
        mark_rows(row, needed, marks);
    else if (others)
        mark_windows_alike(row, needed, of, marks);
    else
        mark_windows(row, needed, of, marks);
}

void rule_mark_all(const struct rule_row *row, struct rule_marks *marks) {
    size_t last = row->n;
    for (size_t i = 0; i < row->n; i++) {
        if (row->class[i] != 1 && row->class[i] != -1) continue;
        mark_run(row, i, i, row->class[i], marks);
        last = i;
    }
    if (last < row->n) mark_complete(row, last, 0, marks);
}
