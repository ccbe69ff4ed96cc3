/* Groups: found by the numbers of their keys' texts, counted in, put in order. */
#include <peel/period.h>
#include <string.h>

#include "base/text.h"
#include "records/cases_reader.h"
#include "records/csv_fault.h"

/* --- one group ---------------------------------------------------------------------------------------------------------- */

/* How many counts a group has. */
static size_t stride(const struct peel_cases_reader *reader) {
    return reader->plan.criteria_n * cases_answers;
}

int64_t *cases_counts(const struct peel_cases_reader *reader, size_t group, size_t criterion) {
    return reader->counts + group * stride(reader) + criterion * cases_answers;
}

int cases_reserve_groups(struct peel_cases_reader *reader, size_t n) {
    const peel_allocator *const allocator = &reader->allocator;
    int64_t *const counts =
        memory_grow(allocator, reader->counts, &reader->counts_room, n, stride(reader) * sizeof *reader->counts);
    if (counts) reader->counts = counts;
    uint32_t *const order = memory_grow(allocator, reader->order, &reader->order_room, n, sizeof *reader->order);
    if (order) reader->order = order;
    return counts && order;
}

uint32_t cases_add_group(struct peel_cases_reader *reader, const uint32_t *numbers) {
    const size_t size = reader->plan.keys_n * sizeof *numbers;
    const uint32_t group = names_add(&reader->groups, &reader->allocator, numbers, size);
    if (group == NAMES_NONE) return group;
    memset(cases_counts(reader, group, 0), 0, stride(reader) * sizeof *reader->counts);
    reader->order[group] = group;
    reader->summary.groups = (int64_t)group + 1;
    return group;
}

static peel_status fail_memory(const struct peel_cases_reader *reader, peel_error *error) {
    fault_at(error, PEEL_ERROR_MEMORY, reader->row->line, 0, 0);
    return error->status;
}

static peel_status fail_too_many(const struct peel_cases_reader *reader, peel_error *error) {
    fault_at(error, PEEL_ERROR_TOO_MANY_GROUPS, reader->row->line, 0, 0);
    text_append(error->message, sizeof error->message, " The limit is ");
    text_append_count(error->message, sizeof error->message, (int64_t)reader->plan.max_groups);
    text_append(error->message, sizeof error->message, ". A program that counts so many can raise it.");
    return error->status;
}

/* A group that was not seen before; its texts may be new too. */
static peel_status make_group(struct peel_cases_reader *reader, uint32_t *group, peel_error *error) {
    const size_t keys = reader->plan.keys_n;
    if (reader->groups.n >= reader->plan.max_groups) return fail_too_many(reader, error);
    for (size_t k = 0; k < keys; k++) {
        const struct cell *const key = &reader->keys[k];
        if (reader->numbers[k] != NAMES_NONE) continue;
        reader->numbers[k] = names_add(&reader->names, &reader->allocator, key->text, key->length);
        if (reader->numbers[k] == NAMES_NONE) return fail_memory(reader, error);
    }
    if (!cases_reserve_groups(reader, (size_t)reader->groups.n + 1)) return fail_memory(reader, error);
    *group = cases_add_group(reader, reader->numbers);
    return *group == NAMES_NONE ? fail_memory(reader, error) : PEEL_OK;
}

/* --- a row -------------------------------------------------------------------------------------------------------------- */

/* Which column is blank where a criterion's answer is missing: the grade, which is asked first, when it began, or its own. */
static size_t missing_column(const struct peel_cases_reader *reader, const struct cases_criterion *criterion) {
    if (criterion->grade != CASES_NO_COLUMN && reader->cells[criterion->grade].length == 0) return criterion->grade;
    if (criterion->since != CASES_NO_COLUMN) return criterion->since;
    return criterion->column;
}

static void note_missing(struct peel_cases_reader *reader, size_t criterion) {
    error_set(&reader->first_missing, PEEL_ERROR_MISSING_ANSWER);
    cases_place(reader, missing_column(reader, &reader->plan.criteria[criterion]), &reader->first_missing);
}

peel_status cases_count_row(struct peel_cases_reader *reader, peel_error *error) {
    const size_t size = reader->plan.keys_n * sizeof reader->numbers[0];
    /* A text that no key has had has a number that no tuple holds. */
    uint32_t group = names_find(&reader->groups, reader->numbers, size);
    if (group == NAMES_NONE) {
        const peel_status status = make_group(reader, &group, error);
        if (status != PEEL_OK) return status;
    }
    int64_t *const counts = cases_counts(reader, group, 0);
    for (size_t i = 0; i < reader->plan.criteria_n; i++) {
        const enum cases_answer answer = reader->answers[i];
        counts[i * cases_answers + answer]++;
        if (answer == cases_unknown) {
            reader->summary.unknown++;
            if (!cases_note_word(reader, i)) return fail_memory(reader, error);
        } else if (answer == cases_missing && reader->plan.missing == PEEL_MISSING_REFUSED &&
                   reader->first_missing.status == PEEL_OK) {
            note_missing(reader, i);
        }
    }
    reader->summary.used++;
    return PEEL_OK;
}

/* --- order -------------------------------------------------------------------------------------------------------------- */

static int begins_with_digit(const char *text) {
    return text[0] >= '0' && text[0] <= '9';
}

/* Periods are written so that the order of bytes is that of time, but for months as in "Dec 2011" (moment_period). */
static int compare_texts(const struct cases_key *key, const char *a, const char *b) {
    int32_t unit;
    int64_t period_a, period_b;
    if (key->every == PEEL_EVERY_NONE || (begins_with_digit(a) && begins_with_digit(b))) return strcmp(a, b);
    if (peel_period_parse(a, &unit, &period_a, NULL) != PEEL_OK) return strcmp(a, b);
    if (peel_period_parse(b, &unit, &period_b, NULL) != PEEL_OK) return strcmp(a, b);
    return (period_a > period_b) - (period_a < period_b);
}

static int comes_before(const struct peel_cases_reader *reader, uint32_t a, uint32_t b) {
    const char *const tuple_a = reader->groups.items[a].text;
    const char *const tuple_b = reader->groups.items[b].text;
    int order = 0;
    for (size_t k = 0; k < reader->plan.keys_n && order == 0; k++) {
        uint32_t number_a, number_b;
        memcpy(&number_a, tuple_a + k * sizeof number_a, sizeof number_a);
        memcpy(&number_b, tuple_b + k * sizeof number_b, sizeof number_b);
        if (number_a != number_b)
            order = compare_texts(&reader->plan.keys[k], reader->names.items[number_a].text,
                                  reader->names.items[number_b].text);
    }
    return order < 0;
}

/* Lets the item at `at` sink in a heap of `n` whose first item is the last in order. */
static void sink(const struct peel_cases_reader *reader, uint32_t *order, size_t at, size_t n) {
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        if (child + 1 < n && comes_before(reader, order[child], order[child + 1])) child++;
        if (!comes_before(reader, order[at], order[child])) return;
        const uint32_t moved = order[at];
        order[at] = order[child];
        order[child] = moved;
        at = child;
    }
}

/* Heapsort: it needs no memory, and the C library's qsort has no context to hand on. */
static void sort(const struct peel_cases_reader *reader, uint32_t *order, size_t n) {
    for (size_t i = n / 2; i > 0; i--)
        sink(reader, order, i - 1, n);
    while (n > 1) {
        const uint32_t last = order[0];
        n--;
        order[0] = order[n];
        order[n] = last;
        sink(reader, order, 0, n);
    }
}

void cases_sort(struct peel_cases_reader *reader) {
    if (reader->plan.sorted) sort(reader, reader->order, reader->groups.n);
}

/* Where a group belongs among the first n, which are in order. */
static size_t place_among(const struct peel_cases_reader *reader, size_t n, uint32_t group) {
    size_t from = 0;
    while (from < n) {
        const size_t middle = from + (n - from) / 2;
        if (comes_before(reader, reader->order[middle], group))
            from = middle + 1;
        else
            n = middle;
    }
    return from;
}

void cases_sort_in(struct peel_cases_reader *reader, size_t had, uint32_t *fresh) {
    uint32_t *const order = reader->order;
    const size_t n = reader->groups.n - had;
    if (!reader->plan.sorted || n == 0) return;
    memcpy(fresh, order + had, n * sizeof *fresh);
    sort(reader, fresh, n);
    for (size_t i = n; i > 0; i--) { /* the last one first, so that none is moved twice */
        const size_t at = place_among(reader, had, fresh[i - 1]);
        memmove(order + at + i, order + at, (had - at) * sizeof *order);
        order[at + i - 1] = fresh[i - 1];
        had = at;
    }
}
