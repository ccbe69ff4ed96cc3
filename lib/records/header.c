#include "records/header.h"

#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "records/cell.h"
#include "records/csv_fault.h"
#include "records/encoding.h"

static void say(peel_error *error, const char *text) {
    text_append(error->message, sizeof error->message, text);
}

peel_status header_read(struct header *header, struct arena *texts, const peel_allocator *allocator,
                        const struct csv_row *row, peel_error *error) {
    if (row->fault) {
        *error = *row->fault;
        return error->status;
    }
    const char **const names = memory_grow(allocator, header->names, &header->room, row->n, sizeof *header->names);
    if (names) header->names = names;
    for (size_t i = 0; names && i < row->n; i++) {
        const struct cell name = cell_of(&row->fields[i]);
        names[i] = arena_copy(texts, allocator, name.text, name.length);
        if (!names[i]) break;
        header->n = i + 1;
    }
    if (header->n == row->n) return PEEL_OK;
    fault_at(error, PEEL_ERROR_MEMORY, row->line, 0, 0);
    return error->status;
}

int header_names_equal(const char *a, const char *b) {
    for (;; a++, b++) {
        const size_t spaces_a = utf_8_spaces(a);
        const size_t spaces_b = utf_8_spaces(b);
        a += spaces_a;
        b += spaces_b;
        if ((spaces_a > 0) != (spaces_b > 0) || text_folded(*a) != text_folded(*b)) return 0;
        if (*a == '\0') return 1;
    }
}

void header_name_column(const struct header *header, peel_error *error) {
    if (error->field < 1 || (size_t)error->field > header->n || error->name[0] != '\0') return;
    text_append(error->name, sizeof error->name, header->names[error->field - 1]);
}

peel_status header_repeated(const struct header *header, const struct csv_row *row, size_t before, size_t number,
                            peel_error *error) {
    const struct csv_place begins = csv_field_place(row, number - 1);
    fault_at(error, PEEL_ERROR_REPEATED_COLUMN, begins.line, begins.column, number);
    say(error, " ");
    text_append_quoted(error->message, sizeof error->message, header->names[number - 1], sizeof error->name);
    say(error, " is field ");
    text_append_count(error->message, sizeof error->message, (int64_t)before);
    say(error, " and field ");
    text_append_count(error->message, sizeof error->message, (int64_t)number);
    say(error, ".");
    return error->status;
}

/* Whether a name is one of the parts of a text between these delimiters. */
static int is_part(const char *name, const char *text, char delimiter) {
    const size_t length = strlen(name);
    for (const char *at = text; at; at = strchr(at, delimiter), at = at ? at + 1 : NULL) {
        size_t same = 0;
        at += strspn(at, " ");
        while (same < length && text_folded(at[same]) == text_folded(name[same]))
            same++;
        const char *const end = at + same + strspn(at + same, " ");
        if (same == length && (*end == delimiter || *end == '\0')) return 1;
    }
    return 0;
}

/*
 * Another delimiter than the one in use by which the first row has the column, or which parts it where the one in use does not;
 * 0: none.
 */
static char other_delimiter(const struct header *header, const char *name, char used) {
    for (const char *other = csv_delimiters; *other != '\0'; other++)
        for (size_t i = 0; i < header->n && *other != used; i++)
            if (is_part(name, header->names[i], *other)) return *other;
    for (const char *other = csv_delimiters; *other != '\0'; other++)
        if (header->n == 1 && *other != used && strchr(header->names[0], *other)) return *other;
    return '\0';
}

/* Whether names are the same but for capitals with accents, which in UTF-8 part from the small letter by one bit, as ASCII's do. */
static int are_cases(const char *a, const char *b) {
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        const int accented = ((unsigned char)*a & (unsigned char)*b & 0xC0U) == 0x80U;
        if (text_folded(*a) != text_folded(*b) && !(accented && (*a ^ *b) == 0x20)) return 0;
    }
    return *a == *b;
}

/* The name that is nearest, where one may be meant: a first row may have more names than a message has room for. */
static void say_nearest(const struct header *header, const char *name, peel_error *error) {
    size_t least = SIZE_MAX;
    size_t nearest = 0;
    for (size_t i = 0; i < header->n; i++) {
        const size_t letters = words_farness(name, header->names[i]);
        if (letters >= least) continue;
        least = letters;
        nearest = i;
    }
    if (least == SIZE_MAX) return;
    say(error, " Nearest: ");
    text_append_quoted(error->message, sizeof error->message, header->names[nearest], 32);
    say(error, ".");
    if (are_cases(name, header->names[nearest]))
        say(error, " Letters beyond A to Z are compared as they stand: write them in the same case.");
}

/* Reports have a line above the names, which is often in a merged cell. */
static int may_be_title(const struct header *header) {
    size_t filled = 0;
    for (size_t i = 0; i < header->n; i++)
        filled += header->names[i][0] != '\0';
    return filled == 1;
}

peel_status header_missing(const struct header *header, const struct csv_row *row, const char *name, char delimiter,
                           peel_error *error) {
    const char other = other_delimiter(header, name, delimiter == '\0' ? ',' : delimiter);
    error_say(error, PEEL_ERROR_MISSING_COLUMN, "The first row has no column ");
    error->line = row->line;
    text_append(error->name, sizeof error->name, name);
    text_append_quoted(error->message, sizeof error->message, name, sizeof error->name);
    if (other != '\0') {
        fault_say_delimiter(error, other, delimiter);
        return error->status;
    }
    say(error, ", which is needed.");
    if (may_be_title(header)) say(error, " If that row is a title, take out the lines above the names.");
    say_nearest(header, name, error);
    say(error, " It names ");
    for (size_t i = 0; i < header->n; i++) {
        if (i > 0) say(error, ", ");
        text_append_quoted(error->message, sizeof error->message, header->names[i], 32);
    }
    say(error, ".");
    return error->status;
}
