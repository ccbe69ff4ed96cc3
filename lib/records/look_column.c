/* What a column seems to hold, and its different texts. */
#include <string.h>

#include "base/text.h"
#include "base/typed.h"
#include "records/duration.h"
#include "records/look_reader.h"
#include "records/moment.h"
#include "records/usual_words.h"

/* --- kinds --------------------------------------------------------------------------------------------------------------- */

static int is_answer(const struct cell *cell) {
    size_t n;
    const struct word *const words = usual_answers(&n);
    for (size_t i = 0; i < n; i++)
        if (text_equal(cell->text, words[i].name)) return 1;
    return 0;
}

static int is_date(const struct cell *cell) {
    struct moment moment;
    return moment_parse(cell->text, cell->length, 0, &moment, NULL) == PEEL_OK;
}

static int is_duration(const struct cell *cell) {
    int64_t nanoseconds;
    const peel_status status = duration_nanoseconds(cell->text, &nanoseconds, NULL);
    return status == PEEL_OK || status == PEEL_ERROR_NEGATIVE_DURATION;
}

/* A sign or none, digits with or without groups of three, decimals, a power of ten, a percent sign: 1,234 and -0.12 and 80.6%. */
static int is_number(const struct cell *cell) {
    const char *at = cell->text + strspn(cell->text, "+-");
    size_t digits = typed_digits(at);
    if (at - cell->text > 1) return 0;
    at += digits;
    while (digits > 0 && digits <= 3 && at[0] == ',' && typed_digits(at + 1) == 3)
        at += 4;
    if (at[0] == '.') {
        const size_t places = typed_digits(at + 1);
        digits += places;
        at += 1 + places;
    }
    if (digits > 0 && (at[0] == 'e' || at[0] == 'E')) {
        const size_t sign = at[1] == '-' || at[1] == '+';
        const size_t power = typed_digits(at + 1 + sign);
        at += power > 0 ? 1 + sign + power : 0;
    }
    return digits > 0 && at[typed_percent(at)] == '\0';
}

/* Every kind that all cells must fit, the first to be told first. */
static const struct {
    int32_t holds;
    int (*fits)(const struct cell *cell);
} kinds[] = {
    {PEEL_HOLDS_ANSWERS, is_answer},
    {PEEL_HOLDS_DATES, is_date},
    {PEEL_HOLDS_DURATIONS, is_duration},
    {PEEL_HOLDS_NUMBERS, is_number},
};
enum { kinds_n = sizeof kinds / sizeof kinds[0] };

static void fit(struct look_column *column, const struct cell *cell) {
    for (size_t i = 0; i < kinds_n; i++) {
        const unsigned bit = 1U << kinds[i].holds;
        if ((column->unfit & bit) == 0 && !kinds[i].fits(cell)) column->unfit |= bit;
    }
}

/* Cells with a text: where it does not fit a kind that others fit, for that may be a slip of the pen. */
static void count_odd(struct look_column *column, const struct cell *cell, int64_t cells) {
    for (size_t i = 0; i < look_nearly; i++) {
        const int64_t odd = column->odd[i] + cells;
        if ((column->unfit & 1U << kinds[i].holds) == 0 || column->odd[i] > look_most_odd || kinds[i].fits(cell))
            continue;
        column->odd[i] = odd > look_most_odd ? look_most_odd + 1 : (int32_t)odd;
    }
}

static void count_all_odd(struct look_column *column) {
    for (uint32_t i = 0; i < column->texts.n; i++) {
        const char *const text = column->texts.items[i].text;
        count_odd(column, &(struct cell){text, strlen(text)}, column->cells[i]);
    }
}

int32_t look_holds_nearly(const struct look_column *column, int32_t *odd) {
    const int32_t holds = look_holds(column);
    *odd = 0;
    for (size_t i = 0; i < look_nearly && (holds == PEEL_HOLDS_GROUPS || holds == PEEL_HOLDS_TEXT); i++) {
        if (column->odd[i] > look_most_odd || 10 * (int64_t)column->odd[i] > column->filled) continue;
        *odd = column->odd[i];
        return kinds[i].holds;
    }
    return PEEL_HOLDS_NOTHING;
}

int32_t look_holds(const struct look_column *column) {
    if (column->filled == 0) return PEEL_HOLDS_NOTHING;
    for (size_t i = 0; i < kinds_n; i++)
        if ((column->unfit & 1U << kinds[i].holds) == 0) return kinds[i].holds;
    const int recurs = !column->forgotten && 2 * (int64_t)column->texts.n <= column->filled;
    return recurs ? PEEL_HOLDS_GROUPS : PEEL_HOLDS_TEXT;
}

int64_t look_different(const struct look_column *column) {
    return column->forgotten ? look_most_texts + 1 : (int64_t)column->texts.n;
}

/* --- texts --------------------------------------------------------------------------------------------------------------- */

enum { look_room = look_longest_text + 1 + sizeof(uint64_t) };

/* FNV-1a, 64 bits. Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, The FNV Non-Cryptographic Hash Algorithm. */
static uint64_t hash_of(const struct cell *cell) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < cell->length; i++)
        hash = (hash ^ (unsigned char)cell->text[i]) * UINT64_C(0x100000001B3);
    return hash;
}

/* What is remembered of a text: all of it; of a longer one its first bytes, and after a 0 byte a hash of the whole. */
static struct names_item remember(const struct cell *cell, char room[look_room]) {
    if (cell->length <= look_longest_text) return (struct names_item){cell->text, cell->length};
    const uint64_t hash = hash_of(cell);
    memset(room, 0, look_room);
    text_append(room, look_longest_text + 1, cell->text); /* no half letter at its end */
    memcpy(room + look_longest_text + 1, &hash, sizeof hash);
    return (struct names_item){room, look_room};
}

/* The texts make room for others; the first ones stay as examples. 0 where there is no memory for these. */
static int forget(struct look_column *column, size_t *bytes, struct arena *kept, const peel_allocator *allocator) {
    for (size_t i = 0; i < PEEL_LOOK_EXAMPLES && i < column->texts.n; i++) {
        const struct names_item *const item = &column->texts.items[i];
        column->example[i] = arena_copy(kept, allocator, item->text, item->length);
        if (!column->example[i]) return 0;
        column->example_length[i] = item->length;
        column->example_cells[i] = column->cells[i];
        column->example_n = (int32_t)i + 1;
    }
    count_all_odd(column);
    names_release(&column->texts, allocator);
    memory_release(allocator, column->cells);
    column->cells = NULL;
    *bytes -= column->bytes;
    column->forgotten = 1;
    return 1;
}

static void count_example(struct look_column *column, const struct names_item *text) {
    for (int32_t i = 0; i < column->example_n; i++)
        column->example_cells[i] +=
            column->example_length[i] == text->length && memcmp(column->example[i], text->text, text->length) == 0;
}

/* A text that was not seen before. 0 where there is no memory. */
static int add_text(struct look_column *column, const struct names_item *text, size_t *bytes,
                    const peel_allocator *allocator) {
    const size_t n = column->texts.n;
    int64_t *const cells = memory_grow(allocator, column->cells, &column->cells_room, n + 1, sizeof *cells);
    if (!cells) return 0;
    column->cells = cells;
    if (names_add(&column->texts, allocator, text->text, text->length) == NAMES_NONE) return 0;
    cells[n] = 1;
    column->bytes += text->length;
    *bytes += text->length;
    return 1;
}

int look_take_cell(struct look_column *column, const struct cell *cell, size_t *bytes, struct arena *kept,
                   const peel_allocator *allocator) {
    char room[look_room];
    if (cell->length == 0) {
        column->blank++;
        return 1;
    }
    const struct names_item text = remember(cell, room);
    const uint32_t number = column->forgotten ? NAMES_NONE : names_find(&column->texts, text.text, text.length);
    column->filled++;
    if (number != NAMES_NONE) {
        column->cells[number]++;
        return 1;
    }
    fit(column, cell);
    const int full = column->texts.n == look_most_texts || *bytes + text.length > look_most_bytes;
    if (!column->forgotten && !full) return add_text(column, &text, bytes, allocator);
    if (!column->forgotten && !forget(column, bytes, kept, allocator)) return 0;
    count_example(column, &text);
    count_odd(column, cell, 1);
    return 1;
}

void look_choose_examples(struct look_column *column) {
    if (column->forgotten) return;
    count_all_odd(column);
    while (column->example_n < PEEL_LOOK_EXAMPLES && (uint32_t)column->example_n < column->texts.n) {
        uint32_t most = 0;
        for (uint32_t i = 1; i < column->texts.n; i++)
            if (column->cells[i] > column->cells[most]) most = i;
        column->example[column->example_n] = column->texts.items[most].text;
        column->example_cells[column->example_n++] = column->cells[most];
        column->cells[most] = -column->cells[most]; /* it is chosen */
    }
}

void look_release_column(struct look_column *column, const peel_allocator *allocator) {
    names_release(&column->texts, allocator);
    memory_release(allocator, column->cells);
}
