#include "support/naive_csv.h"

#include <string.h>

#include <peel/tally.h>

static int ends_line(unsigned char byte) {
    return byte == '\n' || byte == '\r';
}

int64_t line_of(const struct text *text, size_t at) {
    int64_t line = 1;
    for (size_t i = 0; i < at; i++)
        line += text->bytes[i] == '\r' || (text->bytes[i] == '\n' && (i == 0 || text->bytes[i - 1] != '\r'));
    return line;
}

int64_t column_of(const struct text *text, size_t row_begins, size_t at) {
    int64_t column = 1;
    for (size_t i = at; i > row_begins && !ends_line(text->bytes[i - 1]); i--)
        column +=
            text->encoding == PEEL_ENCODING_WINDOWS_1252 || text->bytes[i - 1] < 0x80 || text->bytes[i - 1] > 0xBF;
    return column;
}

static int in_text(const struct naive *naive) {
    return naive->at < naive->text->size;
}

static unsigned char byte_at(const struct naive *naive) {
    return naive->text->bytes[naive->at];
}

static void skip_spaces(struct naive *naive) {
    while (in_text(naive) && byte_at(naive) != naive->text->delimiter && strchr(" \t", byte_at(naive)) &&
           byte_at(naive))
        naive->at++;
}

static int field_is_over(const struct naive *naive) {
    return !in_text(naive) || byte_at(naive) == naive->text->delimiter || ends_line(byte_at(naive));
}

/* The field cannot be read: fatal after a line end in it, else the fault of a row that ends with the line. */
static void stray(struct naive *naive, const struct naive_field *field) {
    if (line_of(naive->text, naive->at) != line_of(naive->text, field->begins)) {
        naive->fatal = PEEL_ERROR_QUOTE;
        naive->faulty = naive->n;
    } else if (naive->fault == PEEL_OK) {
        naive->fault = PEEL_ERROR_QUOTE;
        naive->faulty = naive->n;
    }
    while (in_text(naive) && !ends_line(byte_at(naive)))
        naive->at++;
}

/* Returns 0 where no further field of the row can be read. */
static int read_quoted(struct naive *naive, struct naive_field *field) {
    field->quoted = 1;
    naive->at++;
    for (;; naive->at++) {
        if (!in_text(naive)) {
            naive->fatal = PEEL_ERROR_QUOTE;
            naive->faulty = naive->n;
            return 0;
        }
        if (byte_at(naive) == '"' && (++naive->at, !in_text(naive) || byte_at(naive) != '"')) break;
        field->text[field->length++] = (char)byte_at(naive);
    }
    skip_spaces(naive);
    if (field_is_over(naive)) return 1;
    stray(naive, field);
    return 0;
}

static int read_bare(struct naive *naive, struct naive_field *field) {
    for (; !field_is_over(naive); naive->at++) {
        if (byte_at(naive) == '"') {
            stray(naive, field);
            return 0;
        }
        field->text[field->length++] = (char)byte_at(naive);
    }
    while (field->length > 0 && strchr(" \t", field->text[field->length - 1]) && field->text[field->length - 1])
        field->length--;
    return 1;
}

int naive_wants(const struct naive *naive, size_t field) {
    return naive->rows == 0 || (field < flags && (naive->text->wanted >> field & 1U));
}

static void check(struct naive *naive, const struct naive_field *field) {
    const int bad = naive->text->encoding == PEEL_ENCODING_WINDOWS_1252 ? 0x81 : 0xFF;
    if (naive->fault != PEEL_OK || !naive_wants(naive, naive->n)) return;
    naive->faulty = naive->n;
    if (memchr(field->text, 0, field->length))
        naive->fault = PEEL_ERROR_NUL_BYTE;
    else if (memchr(field->text, bad, field->length))
        naive->fault = PEEL_ERROR_ENCODING;
}

static int is_filled(const struct naive *naive, const struct naive_field *field) {
    if (field->quoted) return 1;
    for (size_t i = 0; i < field->length; i++) {
        const unsigned char byte = (unsigned char)field->text[i];
        const unsigned char next = i + 1 < field->length ? (unsigned char)field->text[i + 1] : 0;
        const int latin = naive->text->encoding == PEEL_ENCODING_WINDOWS_1252;
        if (latin ? byte == 0xA0 : byte == 0xC2 && next == 0xA0)
            i += (size_t)!latin;
        else if (!byte || !strchr(" \t\r\n", byte))
            return 1;
    }
    return 0;
}

/* Byte order marks before a row are no part of it; in Windows-1252 they are what nobody writes there. */
static void skip_marks(struct naive *naive) {
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    while (naive->text->size - naive->at >= 3 && memcmp(naive->text->bytes + naive->at, mark, 3) == 0) {
        naive->marks++;
        if (naive->text->encoding == PEEL_ENCODING_WINDOWS_1252) naive->fatal = PEEL_ERROR_ENCODING;
        naive->at += 3;
    }
}

int naive_read_row(struct naive *naive) {
    int filled = 0;
    skip_marks(naive);
    if (naive->fatal == PEEL_OK && !in_text(naive)) return 0;
    naive->row_begins = naive->at;
    naive->n = 0;
    naive->fault = PEEL_OK;
    if (naive->fatal == PEEL_ERROR_ENCODING) return 1;
    while (naive->n < most) {
        struct naive_field *const field = &naive->fields[naive->n];
        const struct naive_field *const before = naive->n > 0 ? field - 1 : NULL;
        *field =
            (struct naive_field){.begins = naive->at, .text = before ? before->text + before->length : naive->texts};
        skip_spaces(naive);
        if (naive->n == 0 && (!in_text(naive) || ends_line(byte_at(naive)))) break;
        const int is_quoted = in_text(naive) && byte_at(naive) == '"';
        if (!(is_quoted ? read_quoted(naive, field) : read_bare(naive, field))) break;
        check(naive, field);
        filled |= is_filled(naive, field);
        naive->n++;
        if (!in_text(naive) || ends_line(byte_at(naive))) break;
        naive->at++;
    }
    naive->row_ends = naive->at;
    if (!filled) naive->n = 0;
    if (in_text(naive)) naive->at += byte_at(naive) == '\r' && naive->text->bytes[naive->at + 1] == '\n' ? 2 : 1;
    return 1;
}

int naive_says_delimiter(const struct naive *naive) {
    static const char *const lines[] = {"sep=,", "sep=;", "sep=\t", "sep=|"};
    const size_t size = naive->row_ends - naive->row_begins;
    for (size_t i = 0; i < 4; i++)
        if (size == 5 && memcmp(naive->text->bytes + naive->row_begins, lines[i], 5) == 0) return 1;
    return 0;
}
