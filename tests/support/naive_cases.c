#include "support/naive_cases.h"

#include <stdlib.h>
#include <string.h>

#include "support/naive_cases_cells.h"
#include "support/naive_cases_state.h"

/* A field as UTF-8, trimmed. Of Windows-1252 the letters of Latin-1 and the euro sign are known. */
static char *cell_of(const struct oracle *o, const struct naive_field *field) {
    char *const whole = calloc(1, 3 * field->length + 1);
    char *out = whole;
    if (!whole) abort();
    for (size_t i = 0; i < field->length; i++) {
        const unsigned char byte = (unsigned char)field->text[i];
        if (byte < 0x80 || o->text.encoding == PEEL_ENCODING_UTF_8) {
            *out++ = (char)byte;
        } else if (byte == 0x80) {
            memcpy(out, "\xE2\x82\xAC", 3);
            out += 3;
        } else {
            *out++ = (char)(byte < 0xC0 ? 0xC2 : 0xC3);
            *out++ = (char)(0x80 | (byte & 0x3F));
        }
    }
    char *const cut = naive_copy(naive_trimmed(whole));
    free(whole);
    return cut;
}

/* --- the first row ------------------------------------------------------------------------------------------------ */

static void need(struct oracle *o, const char *column) {
    const size_t first = naive_field_of(o, column);
    if (!column || o->fatal.status != PEEL_OK) return;
    if (first == most) {
        o->fatal.status = PEEL_ERROR_MISSING_COLUMN;
        return;
    }
    for (size_t i = first + 1; i < o->fields; i++) {
        if (!naive_alike(o->names[i], column)) continue;
        o->fatal.status = PEEL_ERROR_REPEATED_COLUMN;
        return;
    }
    o->text.wanted |= 1U << first;
}

static void read_header(struct oracle *o) {
    const peel_cases_plan *const plan = o->plan;
    if (o->naive.fault != PEEL_OK) {
        naive_place(o, &o->fatal, o->naive.fault, o->naive.faulty);
        return;
    }
    for (size_t i = 0; i < o->naive.n; i++)
        o->names[i] = cell_of(o, &o->naive.fields[i]);
    o->fields = o->naive.n;
    o->text.wanted = 0;
    for (size_t i = 0; i < plan->by_n; i++)
        need(o, plan->by[i].column);
    for (size_t i = 0; i < plan->criteria_n; i++) {
        need(o, plan->criteria[i].column);
        if (plan->criteria[i].since) need(o, plan->criteria[i].since);
        if (plan->criteria[i].grade) need(o, plan->criteria[i].grade);
    }
    for (size_t i = 0; i < plan->filters_n; i++)
        need(o, plan->filters[i].column);
}

static int says_header(const struct oracle *o) {
    for (size_t i = 0; i < o->fields; i++) {
        const struct naive_field *const field = &o->naive.fields[i];
        if (memchr(field->text, 0, field->length) || !naive_alike(o->cells[i], o->names[i])) return 0;
    }
    return 1;
}

/* --- the text ----------------------------------------------------------------------------------------------------- */

static void take_cells(struct oracle *o) {
    int sound = 1;
    o->n.rows++;
    if (!naive_passes(o)) {
        o->n.filtered++;
        return;
    }
    for (size_t i = 0; i < o->plan->by_n && sound; i++)
        sound = naive_key(o, i);
    for (size_t i = 0; i < o->plan->criteria_n && sound; i++)
        sound = naive_criterion(o, i);
    if (sound)
        naive_use(o);
    else
        naive_set_aside(o);
    naive_release(o->keys, keys_most);
}

static void take_row(struct oracle *o) {
    const struct naive *const naive = &o->naive;
    const size_t limit = o->plan->max_rows;
    if (naive->n == 0 && naive->fault == PEEL_OK) {
        o->n.blank_lines++;
        return;
    }
    if (o->fields == 0) {
        if (!naive_says_delimiter(naive)) read_header(o);
        return;
    }
    const int readable = naive->fault == PEEL_OK && naive->n == o->fields;
    for (size_t i = 0; i < o->fields && readable; i++)
        o->cells[i] = cell_of(o, &naive->fields[i]);
    if (readable && says_header(o)) {
        o->n.repeated_headers++;
    } else if (limit != 0 && (size_t)o->n.rows == limit) {
        o->fatal.status = PEEL_ERROR_TOO_MANY_ROWS;
    } else if (readable) {
        take_cells(o);
    } else {
        o->n.rows++;
        if (naive->fault != PEEL_OK)
            naive_place(o, &o->fault, naive->fault, naive->faulty);
        else
            o->fault = (peel_error){.status = PEEL_ERROR_FIELD_COUNT, .line = line_of(&o->text, naive->row_begins)};
        naive_set_aside(o);
    }
    naive_release(o->cells, most);
}

static void refuse_wide(struct oracle *o) {
    const unsigned char *const bytes = o->text.bytes;
    const int wide = o->text.size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    if (wide) o->fatal = (peel_error){.status = PEEL_ERROR_ENCODING, .line = 1, .column = 1};
}

static void fail_fatally(struct oracle *o) {
    const struct naive *const naive = &o->naive;
    if (naive->fatal == PEEL_ERROR_ENCODING)
        o->fatal =
            (peel_error){.status = PEEL_ERROR_ENCODING, .line = line_of(&o->text, naive->row_begins), .column = 1};
    else
        naive_place(o, &o->fatal, naive->fatal, naive->faulty);
}

static void read_all(struct oracle *o) {
    refuse_wide(o);
    o->naive.text = &o->text;
    while (o->fatal.status == PEEL_OK && naive_read_row(&o->naive)) {
        if (o->naive.fatal != PEEL_OK)
            fail_fatally(o);
        else
            take_row(o);
        o->naive.rows += o->fields != 0;
    }
    if (o->fatal.status == PEEL_OK && o->fields == 0) o->fatal.status = PEEL_ERROR_NO_HEADER;
}

static int any_missing(const struct oracle *o) {
    for (size_t g = 0; g < (size_t)o->n.groups; g++)
        for (size_t i = 0; i < o->plan->criteria_n; i++)
            if (o->groups[g].counts[i][missing] > 0) return 1;
    return 0;
}

struct naive_cases_answer naive_cases(const struct text *text, const peel_cases_plan *plan, enum facts_detail detail) {
    struct oracle *const o = calloc(1, sizeof *o);
    struct naive_cases_answer answer = {0};
    if (!o) abort();
    o->text = *text;
    o->plan = plan;
    read_all(o);
    answer.status = o->fatal.status;
    answer.line = o->fatal.line;
    answer.column = o->fatal.column;
    if (answer.status == PEEL_OK) {
        if (plan->missing == PEEL_MISSING_REFUSED && any_missing(o)) answer.status = PEEL_ERROR_MISSING_ANSWER;
        if (o->n.unknown > 0 && !plan->unknown) answer.status = PEEL_ERROR_UNKNOWN_WORD;
        answer.facts = naive_say(o, detail);
    }
    answer.set_aside = o->n.set_aside;
    answer.filtered = o->n.filtered;
    answer.unknown = o->n.unknown;
    answer.groups = o->n.groups;
    for (size_t i = 0; i < (size_t)o->n.groups; i++)
        naive_release(o->groups[i].keys, keys_most);
    for (size_t i = 0; i < (size_t)o->n.words; i++)
        free((char *)o->words[i].word);
    naive_release(o->names, most);
    free(o);
    return answer;
}
