/* The plan: checked, and copied with all its texts. */
#include <string.h>

#include "base/text.h"
#include "records/cases_reading.h"
#include "records/layouts.h"

/* --- faults ----------------------------------------------------------------------------------------------------------- */

peel_status reading_refuse(const struct reading *at, const char *what) {
    peel_error *const error = at->error;
    error_say(error, PEEL_ERROR_PLAN, "The plan: ");
    if (!error) return PEEL_ERROR_PLAN;
    text_append(error->message, sizeof error->message, at->part);
    text_append(error->message, sizeof error->message, " ");
    text_append_count(error->message, sizeof error->message, (int64_t)at->index + 1);
    text_append(error->message, sizeof error->message, what);
    return error->status;
}

/* The fault of the plan as a whole. */
static peel_status refuse_all(const struct reading *at, const char *sentence) {
    error_say(at->error, PEEL_ERROR_PLAN, sentence);
    return PEEL_ERROR_PLAN;
}

peel_status reading_refuse_word(const struct reading *at, const char *word, const char *what) {
    const peel_status status = reading_refuse(at, ": the word ");
    if (!at->error) return status;
    text_append_quoted(at->error->message, sizeof at->error->message, word, 40);
    text_append(at->error->message, sizeof at->error->message, what);
    return status;
}

peel_status reading_fail(const struct reading *at, peel_status status) {
    error_set(at->error, status);
    return status;
}

/* --- texts ------------------------------------------------------------------------------------------------------------ */

struct cell reading_trimmed(const char *text) {
    return cell_trimmed(text, strlen(text));
}

int reading_is_blank(const char *text) {
    return !text || reading_trimmed(text).length == 0;
}

/* NULL where there is no memory. */
static const char *kept(const struct reading *at, const char *text) {
    const struct cell cell = reading_trimmed(text);
    return arena_copy(&at->reader->texts, &at->reader->allocator, cell.text, cell.length);
}

/* The index of a column that is needed, which it is given; there is room. CASES_NO_COLUMN where there is no memory. */
static size_t column_of(const struct reading *at, const char *name) {
    struct cases_plan *const plan = &at->reader->plan;
    const char *const copy = kept(at, name);
    if (!copy) return CASES_NO_COLUMN;
    for (size_t i = 0; i < plan->columns_n; i++)
        if (text_equal(plan->columns[i].name, copy)) return i;
    plan->columns[plan->columns_n] = (struct cases_column){copy, 0};
    return plan->columns_n++;
}

/* --- keys ------------------------------------------------------------------------------------------------------------- */

static peel_status read_key(struct reading *at, const peel_group_by *by) {
    struct cases_plan *const plan = &at->reader->plan;
    struct cases_key key = {.every = by->every};
    if (by->reserved != 0) return reading_fail(at, PEEL_ERROR_RESERVED);
    if (reading_is_blank(by->column)) return reading_refuse(at, " has no column.");
    if (by->name && reading_is_blank(by->name))
        return reading_refuse(at, " has an empty name: say one, or NULL for the column's.");
    if (by->every < 0 || by->every >= PEEL_EVERY_END_)
        return reading_refuse(at, ": no such period. It is none, day, month, quarter, year or financial-year.");
    key.column = column_of(at, by->column);
    key.name = kept(at, by->name ? by->name : by->every == PEEL_EVERY_NONE ? by->column : "period");
    if (key.column == CASES_NO_COLUMN || !key.name) return reading_fail(at, PEEL_ERROR_MEMORY);
    for (size_t i = 0; i < plan->keys_n; i++)
        if (text_equal(plan->keys[i].name, key.name))
            return reading_refuse(at, " has the name of an earlier one: name it.");
    plan->keys[plan->keys_n++] = key;
    return PEEL_OK;
}

/* --- criteria --------------------------------------------------------------------------------------------------------- */

static int is_timed(const peel_criterion *given) {
    return given->measure == PEEL_MEASURE_TIME || given->measure == PEEL_MEASURE_DURATION;
}

/* Parts that the measure has no use for are refused, so that none is passed over. */
static peel_status check_criterion(const struct reading *at, const peel_criterion *given) {
    const int timed = is_timed(given);
    if (given->reserved != 0) return reading_fail(at, PEEL_ERROR_RESERVED);
    if (given->measure < 0 || given->measure >= PEEL_MEASURE_END_)
        return reading_refuse(at, ": no such measure. It is answer, filled, time or duration.");
    if (reading_is_blank(given->column)) return reading_refuse(at, " has no column.");
    if (given->name && reading_is_blank(given->name))
        return reading_refuse(at, " has an empty name: say one, or NULL for the column's.");
    if (given->measure == PEEL_MEASURE_TIME && reading_is_blank(given->since))
        return reading_refuse(at, " is a time and has no column since, where it begins.");
    if (given->measure != PEEL_MEASURE_TIME && given->since)
        return reading_refuse(at, " has a column since, which only a time has.");
    if (!timed && given->grade)
        return reading_refuse(at, " has a column of grades, which only a time or a duration has.");
    if (!timed && given->limits_n > 0) return reading_refuse(at, " has limits, which only a time or a duration has.");
    if (timed && given->words_n > 0) return reading_refuse(at, " has words, which only an answer or filled has.");
    if (given->grade && reading_is_blank(given->grade))
        return reading_refuse(at, " has an empty name of its column of grades.");
    return PEEL_OK;
}

static peel_status read_criterion(struct reading *at, const peel_criterion *given) {
    struct cases_plan *const plan = &at->reader->plan;
    struct cases_criterion *const criterion = &plan->criteria[plan->criteria_n];
    const peel_status status = check_criterion(at, given);
    if (status != PEEL_OK) return status;
    *criterion = (struct cases_criterion){.measure = given->measure};
    plan->criteria_n++; /* is released from here on */
    criterion->name = kept(at, given->name ? given->name : given->column);
    criterion->column = column_of(at, given->column);
    criterion->since = given->since ? column_of(at, given->since) : CASES_NO_COLUMN;
    criterion->grade = given->grade ? column_of(at, given->grade) : CASES_NO_COLUMN;
    if (!criterion->name || criterion->column == CASES_NO_COLUMN ||
        (given->since && criterion->since == CASES_NO_COLUMN) || (given->grade && criterion->grade == CASES_NO_COLUMN))
        return reading_fail(at, PEEL_ERROR_MEMORY);
    for (size_t i = 0; i + 1 < plan->criteria_n; i++)
        if (text_equal(plan->criteria[i].name, criterion->name))
            return reading_refuse(at, " has the name of an earlier one: name it.");
    return is_timed(given) ? reading_limits(at, given, criterion) : reading_words(at, given, &criterion->words);
}

/* --- filters ---------------------------------------------------------------------------------------------------------- */

static peel_status read_filter(struct reading *at, const peel_filter *given) {
    const peel_allocator *const allocator = &at->reader->allocator;
    struct cases_plan *const plan = &at->reader->plan;
    struct cases_filter *const filter = &plan->filters[plan->filters_n];
    const int takes_words = given->test == PEEL_FILTER_IS || given->test == PEEL_FILTER_IS_NOT;
    size_t longest = 0;
    if (given->reserved != 0) return reading_fail(at, PEEL_ERROR_RESERVED);
    if (reading_is_blank(given->column)) return reading_refuse(at, " has no column.");
    if (given->test < 0 || given->test >= PEEL_FILTER_END_)
        return reading_refuse(at, ": no such test. It is is, is-not, blank or filled.");
    if (takes_words && given->words_n == 0) return reading_refuse(at, " has no word to compare with.");
    if (!takes_words && given->words_n > 0) return reading_refuse(at, " has words, which only is and is-not have.");
    if (given->words_n > most_words) return reading_refuse(at, " has more than 100,000 words.");
    if (given->words_n > 0 && !given->words) return reading_fail(at, PEEL_ERROR_NULL);
    for (size_t i = 0; i < given->words_n; i++) {
        if (!given->words[i]) return reading_fail(at, PEEL_ERROR_NULL);
        if (reading_trimmed(given->words[i]).length > longest) longest = reading_trimmed(given->words[i]).length;
    }
    *filter = (struct cases_filter){.test = given->test};
    plan->filters_n++;
    filter->column = column_of(at, given->column);
    if (filter->column == CASES_NO_COLUMN || !meanings_open(&filter->words, allocator, given->words_n, longest))
        return reading_fail(at, PEEL_ERROR_MEMORY);
    for (size_t i = 0; i < given->words_n; i++) {
        const struct cell word = reading_trimmed(given->words[i]);
        if (!meanings_add(&filter->words, allocator, word.text, word.length, 1))
            return reading_fail(at, PEEL_ERROR_MEMORY);
    }
    return PEEL_OK;
}

/* --- the whole -------------------------------------------------------------------------------------------------------- */

static peel_status check(const struct reading *at) {
    const peel_cases_plan *const given = at->given;
    if (given->layout < 0 || given->layout >= PEEL_LAYOUT_END_) return reading_fail(at, PEEL_ERROR_LAYOUT);
    if (given->encoding < 0 || given->encoding >= PEEL_ENCODING_END_)
        return reading_fail(at, PEEL_ERROR_ENCODING_OPTION);
    if ((given->by_n > 0 && !given->by) || (given->criteria_n > 0 && !given->criteria) ||
        (given->filters_n > 0 && !given->filters))
        return reading_fail(at, PEEL_ERROR_NULL);
    if (given->by_n > cases_most_keys) return refuse_all(at, "The plan groups by more than 16 columns.");
    if (given->criteria_n > cases_most_criteria) return refuse_all(at, "The plan has more than 256 criteria.");
    if (given->filters_n > cases_most_filters) return refuse_all(at, "The plan has more than 64 filters.");
    if (given->missing < 0 || given->missing >= PEEL_MISSING_END_)
        return refuse_all(at, "The plan: no such policy of missing answers. It is excluded, failed, met or refused.");
    if (given->zone < 0 || given->zone >= PEEL_ZONE_END_)
        return refuse_all(at, "The plan: no such zone. It is printed or europe/london.");
    if (given->delimiter != 0 && !csv_is_delimiter(given->delimiter))
        return refuse_all(at, "The plan: no such delimiter. It is a comma, a semicolon, a tab or a vertical bar.");
    if ((given->serials | given->unknown | given->sorted) & ~1)
        return refuse_all(at, "The plan: serials, unknown and sorted are 0 or 1.");
    return PEEL_OK;
}

/* Room for all that the plan can have. */
static int make_room(const struct reading *at, size_t criteria_n) {
    const peel_allocator *const allocator = &at->reader->allocator;
    const peel_cases_plan *const given = at->given;
    struct cases_plan *const plan = &at->reader->plan;
    const size_t columns = given->by_n + 3 * criteria_n + given->filters_n;
    plan->columns = memory_get(allocator, columns * sizeof *plan->columns);
    plan->keys = memory_get(allocator, (given->by_n + 1) * sizeof *plan->keys);
    plan->criteria = memory_get(allocator, criteria_n * sizeof *plan->criteria);
    plan->filters = memory_get(allocator, (given->filters_n + 1) * sizeof *plan->filters);
    return plan->columns && plan->keys && plan->criteria && plan->filters;
}

static peel_status read_parts(struct reading *at, const peel_criterion *criteria, size_t criteria_n) {
    peel_status status = PEEL_OK;
    at->part = "key";
    for (at->index = 0; status == PEEL_OK && at->index < at->given->by_n; at->index++)
        status = read_key(at, &at->given->by[at->index]);
    at->part = "criterion";
    for (at->index = 0; status == PEEL_OK && at->index < criteria_n; at->index++)
        status = read_criterion(at, &criteria[at->index]);
    at->part = "filter";
    for (at->index = 0; status == PEEL_OK && at->index < at->given->filters_n; at->index++)
        status = read_filter(at, &at->given->filters[at->index]);
    return status;
}

peel_status cases_plan_read(struct peel_cases_reader *reader, const peel_cases_plan *given, peel_error *error) {
    enum { usual_max_groups = 100000 };
    struct reading at = {.reader = reader, .given = given, .error = error};
    struct cases_plan *const plan = &reader->plan;
    size_t criteria_n = given->criteria_n;
    const peel_criterion *criteria = given->criteria;
    const peel_status status = check(&at);
    if (status != PEEL_OK) return status;
    if (criteria_n == 0) criteria = layout_criteria(given->layout, &criteria_n);
    if (criteria_n == 0) return refuse_all(&at, "The plan has no criterion: say which column answers, or a layout.");
    if (!make_room(&at, criteria_n)) return reading_fail(&at, PEEL_ERROR_MEMORY);
    plan->missing = given->missing;
    plan->zone = given->zone;
    plan->serials = given->serials;
    plan->unknown_counted = given->unknown;
    plan->sorted = given->sorted;
    plan->delimiter = given->delimiter == 0 ? ',' : (char)given->delimiter;
    plan->max_rows = given->max_rows;
    plan->max_groups = given->max_groups == 0 ? usual_max_groups : given->max_groups;
    if (plan->max_groups > names_limit) plan->max_groups = names_limit;
    return read_parts(&at, criteria, criteria_n);
}

void cases_plan_release(struct cases_plan *plan, const peel_allocator *allocator) {
    for (size_t i = 0; i < plan->criteria_n; i++) {
        meanings_close(&plan->criteria[i].words, allocator);
        memory_release(allocator, plan->criteria[i].limits);
    }
    for (size_t i = 0; i < plan->filters_n; i++)
        meanings_close(&plan->filters[i].words, allocator);
    memory_release(allocator, plan->columns);
    memory_release(allocator, plan->keys);
    memory_release(allocator, plan->criteria);
    memory_release(allocator, plan->filters);
}
