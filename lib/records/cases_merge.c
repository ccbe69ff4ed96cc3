/* The counts of two readers as one: first all the memory that is needed, then nothing that can fail. */
#include <peel/sample.h>
#include <string.h>

#include "base/text.h"
#include "records/cases_reader.h"

/* What is to be added. */
struct merge {
    struct peel_cases_reader *into;
    const struct peel_cases_reader *from;
    uint32_t *numbers; /* of the texts of `from`, in `into`; NAMES_NONE: it has not the text */
    size_t texts;      /* that it has not */
    size_t bytes;      /* of these texts */
    size_t groups;     /* that it has not */
    uint32_t *fresh;   /* room for these */
};

/* --- plans -------------------------------------------------------------------------------------------------------------- */

/* The same grades with the same limits, whatever their order; the numbers of grades are those of their limits. */
static int limits_match(const struct cases_criterion *a, const struct cases_criterion *b) {
    if (a->limits_n != b->limits_n || (a->grade == CASES_NO_COLUMN) != (b->grade == CASES_NO_COLUMN)) return 0;
    if (a->grade == CASES_NO_COLUMN) return a->limits_n == 0 || a->limits[0] == b->limits[0];
    for (uint32_t i = 0; i < a->words.words.n; i++) {
        const struct names_item *const word = &a->words.words.items[i];
        const uint32_t at = names_find(&b->words.words, word->text, word->length);
        if (at == NAMES_NONE || a->limits[a->words.numbers[i] - 1] != b->limits[b->words.numbers[at] - 1]) return 0;
    }
    return 1;
}

static int criteria_match(const struct cases_criterion *a, const struct cases_criterion *b) {
    const int timed = a->measure == PEEL_MEASURE_TIME || a->measure == PEEL_MEASURE_DURATION;
    return text_equal(a->name, b->name) && a->measure == b->measure && limits_match(a, b) &&
           (timed || meanings_match(&a->words, &b->words, a->measure == PEEL_MEASURE_FILLED ? cases_met + 1 : 0));
}

/* Whether `b` has every filter of `a`. */
static int has_filters(const struct cases_plan *a, const struct cases_plan *b) {
    for (size_t i = 0; i < a->filters_n; i++) {
        const struct cases_filter *const filter = &a->filters[i];
        size_t j = 0;
        while (j < b->filters_n &&
               (filter->test != b->filters[j].test ||
                !text_equal(a->columns[filter->column].name, b->columns[b->filters[j].column].name) ||
                !meanings_match(&filter->words, &b->filters[j].words, 0)))
            j++;
        if (j == b->filters_n) return 0;
    }
    return 1;
}

int cases_plans_match(const struct cases_plan *a, const struct cases_plan *b) {
    if (a->keys_n != b->keys_n || a->criteria_n != b->criteria_n || a->missing != b->missing ||
        a->sorted != b->sorted || a->unknown_counted != b->unknown_counted || a->zone != b->zone ||
        a->serials != b->serials)
        return 0;
    for (size_t k = 0; k < a->keys_n; k++)
        if (!text_equal(a->keys[k].name, b->keys[k].name) || a->keys[k].every != b->keys[k].every) return 0;
    for (size_t i = 0; i < a->criteria_n; i++)
        if (!criteria_match(&a->criteria[i], &b->criteria[i])) return 0;
    return has_filters(a, b) && has_filters(b, a);
}

/* --- groups ------------------------------------------------------------------------------------------------------------- */

static size_t tuple_size(const struct merge *merge) {
    return merge->into->plan.keys_n * sizeof(uint32_t);
}

/* The tuple of a group of `from`, with the numbers of `into`. */
static void tuple_of(const struct merge *merge, size_t group, uint32_t tuple[cases_most_keys]) {
    memcpy(tuple, merge->from->groups.items[group].text, tuple_size(merge));
    for (size_t k = 0; k < merge->into->plan.keys_n; k++)
        tuple[k] = merge->numbers[tuple[k]];
}

static int find_texts(struct merge *merge) {
    const struct names *const names = &merge->from->names;
    merge->numbers = memory_get(&merge->into->allocator, ((size_t)names->n + 1) * sizeof *merge->numbers);
    if (!merge->numbers) return 0;
    for (uint32_t i = 0; i < names->n; i++) {
        const struct names_item *const item = &names->items[i];
        merge->numbers[i] = names_find(&merge->into->names, item->text, item->length);
        if (merge->numbers[i] != NAMES_NONE) continue;
        merge->texts++;
        merge->bytes += item->length;
    }
    return 1;
}

static void add_texts(const struct merge *merge) {
    const struct names *const names = &merge->from->names;
    for (uint32_t i = 0; i < names->n; i++) {
        const struct names_item *const item = &names->items[i];
        if (merge->numbers[i] == NAMES_NONE)
            merge->numbers[i] = names_add(&merge->into->names, &merge->into->allocator, item->text, item->length);
    }
}

/* A text that `into` has not has a number that no tuple holds. */
static void count_groups(struct merge *merge) {
    uint32_t tuple[cases_most_keys];
    for (size_t i = 0; i < merge->from->groups.n; i++) {
        tuple_of(merge, i, tuple);
        merge->groups += names_find(&merge->into->groups, tuple, tuple_size(merge)) == NAMES_NONE;
    }
}

static int reserve_groups(struct merge *merge) {
    struct peel_cases_reader *const into = merge->into;
    if (merge->groups == 0) return 1;
    merge->fresh = memory_get(&into->allocator, merge->groups * sizeof *merge->fresh);
    return merge->fresh && names_reserve(&into->names, &into->allocator, merge->texts, merge->bytes) &&
           names_reserve(&into->groups, &into->allocator, merge->groups, merge->groups * tuple_size(merge)) &&
           cases_reserve_groups(into, into->groups.n + merge->groups);
}

static void add_groups(const struct merge *merge) {
    const size_t n = merge->into->plan.criteria_n * cases_answers;
    uint32_t tuple[cases_most_keys];
    for (size_t i = 0; i < merge->from->groups.n; i++) {
        tuple_of(merge, i, tuple);
        uint32_t group = names_find(&merge->into->groups, tuple, tuple_size(merge));
        if (group == NAMES_NONE) group = cases_add_group(merge->into, tuple);
        int64_t *const to = cases_counts(merge->into, group, 0);
        const int64_t *const counts = cases_counts(merge->from, i, 0);
        for (size_t j = 0; j < n; j++)
            to[j] += counts[j];
    }
}

/* --- what was set aside, and words without a meaning --------------------------------------------------------------------- */

static size_t kept_after(size_t into, size_t from, size_t most) {
    return into + from < most ? into + from : most;
}

static int reserve_reasons(const struct merge *merge) {
    struct peel_cases_reader *const into = merge->into;
    const size_t had = (size_t)into->summary.reasons;
    const size_t n = kept_after(had, (size_t)merge->from->summary.reasons, cases_kept_reasons);
    if (n == had) return 1;
    peel_cases_reason *const reasons =
        memory_grow(&into->allocator, into->reasons, &into->reasons_room, n, sizeof *into->reasons);
    if (reasons) into->reasons = reasons;
    return reasons != NULL;
}

static int reserve_faults(const struct merge *merge) {
    struct peel_cases_reader *const into = merge->into;
    const struct peel_cases_reader *const from = merge->from;
    const size_t had = (size_t)into->summary.faults;
    const size_t n = kept_after(had, (size_t)from->summary.faults, cases_kept_faults);
    size_t bytes = 0;
    if (n == had) return 1;
    for (size_t i = had; i < n; i++)
        bytes += strlen(from->faults[i - had].message) + strlen(from->faults[i - had].name) + 2;
    struct cases_fault *const faults =
        memory_grow(&into->allocator, into->faults, &into->faults_room, n, sizeof *into->faults);
    if (faults) into->faults = faults;
    return faults && arena_reserve(&into->texts, &into->allocator, bytes);
}

static void add_reasons(const struct merge *merge) {
    struct peel_cases_reader *const into = merge->into;
    for (size_t i = 0; i < (size_t)merge->from->summary.reasons; i++) {
        const peel_cases_reason *const reason = &merge->from->reasons[i];
        const size_t at = cases_reason_index(into, &reason->first, cases_another_text);
        if (at == cases_kept_reasons) continue;
        if (at == (size_t)into->summary.reasons) {
            into->reasons[at] = (peel_cases_reason){0, reason->first};
            into->summary.reasons++;
        }
        into->reasons[at].rows += reason->rows;
    }
}

static void add_faults(const struct merge *merge) {
    struct peel_cases_reader *const into = merge->into;
    const struct peel_cases_reader *const from = merge->from;
    const size_t had = (size_t)into->summary.faults;
    const size_t n = kept_after(had, (size_t)from->summary.faults, cases_kept_faults);
    for (size_t i = had; i < n; i++) {
        struct cases_fault fault = from->faults[i - had];
        fault.message = arena_copy(&into->texts, &into->allocator, fault.message, strlen(fault.message));
        fault.name = arena_copy(&into->texts, &into->allocator, fault.name, strlen(fault.name));
        into->faults[i] = fault;
    }
    into->summary.faults = (int64_t)n;
}

static int reserve_words(const struct merge *merge) {
    struct peel_cases_reader *const into = merge->into;
    const size_t had = into->words_seen.n;
    const size_t n = kept_after(had, merge->from->words_seen.n, cases_kept_words);
    size_t columns = 0;
    if (n == had) return 1;
    struct cases_word *const words =
        memory_grow(&into->allocator, into->words, &into->words_room, n, sizeof *into->words);
    if (!words) return 0;
    into->words = words;
    for (size_t i = 0; i < merge->from->words_seen.n; i++)
        columns += strlen(merge->from->words[i].column) + 1;
    return arena_reserve(&into->words_seen.arena, &into->allocator, columns + (n - had) * (cases_word_key + 1)) &&
           names_reserve(&into->words_seen, &into->allocator, n - had, 0);
}

static void add_words(const struct merge *merge) {
    struct peel_cases_reader *const into = merge->into;
    for (uint32_t i = 0; i < merge->from->words_seen.n; i++) {
        const struct names_item *const key = &merge->from->words_seen.items[i];
        const struct cases_word *const word = &merge->from->words[i];
        uint32_t at = names_find(&into->words_seen, key->text, key->length);
        if (at == NAMES_NONE && into->words_seen.n == cases_kept_words) continue;
        if (at == NAMES_NONE) {
            uint32_t criterion;
            memcpy(&criterion, key->text, sizeof criterion);
            at = names_add(&into->words_seen, &into->allocator, key->text, key->length);
            into->words[at] = *word;
            into->words[at].word.word = into->words_seen.items[at].text + sizeof criterion;
            into->words[at].word.criterion = into->plan.criteria[criterion].name;
            into->words[at].word.cells = 0;
            into->words[at].column =
                arena_copy(&into->words_seen.arena, &into->allocator, word->column, strlen(word->column));
        }
        into->words[at].word.cells += word->word.cells;
    }
}

/* --- the whole ---------------------------------------------------------------------------------------------------------- */

static void add_summary(const struct merge *merge) {
    peel_cases_summary *const into = &merge->into->summary;
    const peel_cases_summary *const from = &merge->from->summary;
    into->texts += from->texts;
    into->rows += from->rows;
    into->used += from->used;
    into->filtered += from->filtered;
    into->set_aside += from->set_aside;
    into->blank_lines += from->blank_lines;
    into->repeated_headers += from->repeated_headers;
    into->unknown += from->unknown;
}

static peel_status refuse(peel_error *error, peel_status status) {
    error_set(error, status);
    return status;
}

static peel_status reserve(struct merge *merge) {
    const struct peel_cases_reader *const into = merge->into;
    if (!find_texts(merge)) return PEEL_ERROR_MEMORY;
    count_groups(merge);
    if (merge->groups > into->plan.max_groups - into->groups.n) return PEEL_ERROR_TOO_MANY_GROUPS;
    const int reserved =
        reserve_groups(merge) && reserve_reasons(merge) && reserve_faults(merge) && reserve_words(merge);
    return reserved ? PEEL_OK : PEEL_ERROR_MEMORY;
}

peel_status peel_cases_merge(peel_cases_reader *into, const peel_cases_reader *from, peel_error *error) {
    struct merge merge = {.into = into, .from = from};
    if (!into || !from) return refuse(error, PEEL_ERROR_NULL);
    if (!csv_reader_finished(into->csv) || !csv_reader_finished(from->csv)) return refuse(error, PEEL_ERROR_STATE);
    if (into == from || !cases_plans_match(&into->plan, &from->plan)) return refuse(error, PEEL_ERROR_MERGE);
    const size_t had = into->groups.n;
    const peel_status status = reserve(&merge);
    if (status == PEEL_OK) {
        add_texts(&merge);
        add_groups(&merge);
        add_reasons(&merge);
        add_faults(&merge);
        add_words(&merge);
        add_summary(&merge);
        cases_sort_in(into, had, merge.fresh);
    }
    memory_release(&into->allocator, merge.numbers);
    memory_release(&into->allocator, merge.fresh);
    return status == PEEL_OK ? PEEL_OK : refuse(error, status);
}
