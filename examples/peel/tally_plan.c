/*
 * What peel tally is to count, from its options.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A column that is called period stands beside the period of --date under another name. */
static peel_group_by column_key(const struct tally_request *request, const struct list_item *item) {
    peel_group_by key = {.column = item->text, .name = item->name};
    if (request->date && !item->name && strcasecmp(item->text, "period") == 0) key.name = "by_period";
    return key;
}

/* The columns that group, the period among them where --by has it, else last. */
static int plan_keys(struct tally_request *request) {
    const struct list *by = &request->by;
    peel_group_by *keys = request->plan_by = needed(calloc(by->count + 1, sizeof *keys));
    size_t count = 0, periods = 0;
    int32_t every = request->every != 0 ? request->every : PEEL_EVERY_MONTH;
    for (size_t i = 0; i < by->count; i++) {
        const struct list_item *item = &by->items[i];
        int period = request->date && !item->quoted && strcasecmp(item->text, "period") == 0;
        keys[count++] = period ? (peel_group_by){.column = request->date, .name = item->name, .every = every}
                               : column_key(request, item);
        periods += (size_t)period;
    }
    if (request->date && periods == 0) keys[count++] = (peel_group_by){.column = request->date, .every = every};
    request->plan.by = keys;
    request->plan.by_n = count;
    if (!request->date && request->every != 0)
        return usage_error("--every goes with --date: name the column of dates, as in --date received%s%s",
                           request->layout != 0 ? ". " : "",
                           request->layout != 0 ? peel_layout_sentence(request->layout) : "");
    if (!request->date && !request->since && (request->zone != 0 || request->serials))
        return usage_error("--%s goes with dates: --date COLUMN, or --since COLUMN --until COLUMN",
                           request->serials ? "serials" : "zone");
    return exit_answered;
}

static size_t word_count(const struct tally_request *request) {
    size_t count = 0;
    for (int32_t answer = 0; answer < PEEL_ANSWER_END_; answer++)
        count += request->words[answer].count;
    return count;
}

static int plan_words(struct tally_request *request) {
    size_t count = word_count(request);
    if (count > 0 && request->outcome.count + request->filled.count == 0)
        return usage_error("--met, --not-met, --not-applicable and --missing-words say what the words of --outcome and "
                           "--filled mean: name their columns");
    request->plan_words = needed(calloc(count + 1, sizeof *request->plan_words));
    count = 0;
    for (int32_t answer = 0; answer < PEEL_ANSWER_END_; answer++)
        for (size_t i = 0; i < request->words[answer].count; i++)
            request->plan_words[count++] = (peel_word){request->words[answer].items[i].text, answer, 0};
    return exit_answered;
}

static int plan_limit(const struct list_item *item, peel_time_limit *limit) {
    peel_error error;
    *limit = (peel_time_limit){.grade = item->name, .seconds = -1};
    if (item->name && strcasecmp(item->text, "none") == 0) return exit_answered;
    if (peel_duration_parse(item->text, &limit->seconds, &error) == PEEL_OK) return exit_answered;
    return usage_error("--limit %s%s%s: %s", item->name ? item->name : "", item->name ? "=" : "", item->text,
                       error.message);
}

static int plan_limits(struct tally_request *request) {
    const struct list *limits = &request->limits;
    int timed = request->since || request->until || request->duration;
    if ((request->since == NULL) != (request->until == NULL))
        return usage_error(
            "--since and --until go together: when a case began, as when received, and when it ended, as "
            "when attended");
    if (request->since && request->duration)
        return usage_error("--since and --duration do not go together: --limit is of one of them");
    if (timed && limits->count == 0)
        return usage_error(
            "--%s needs a --limit, as in --limit 4h, or with --grade COLUMN one of each grade, as in --limit "
            "prompt=4h,priority=1h,scheduled=none",
            request->since ? "since" : "duration");
    if (!timed && (limits->count > 0 || request->grade))
        return usage_error("--%s goes with a time: --since COLUMN --until COLUMN, or --duration COLUMN",
                           limits->count > 0 ? "limit" : "grade");
    request->plan_limits = needed(calloc(limits->count + 1, sizeof *request->plan_limits));
    for (size_t i = 0; i < limits->count; i++) {
        const struct list_item *item = &limits->items[i];
        if (item->name && !request->grade)
            return usage_error("--limit %s=%s: name the column of grades too, as in --grade grade", item->name,
                               item->text);
        if (!item->name && request->grade)
            return usage_error(
                "--limit %s: with --grade each limit is one of a grade, as in --limit prompt=4h,scheduled=none",
                item->text);
        if (!item->name && limits->count > 1)
            return usage_error(
                "--limit: several limits are told apart by --grade COLUMN, as in --limit prompt=4h,priority=1h");
        int fault = plan_limit(item, &request->plan_limits[i]);
        if (fault != exit_answered) return fault;
    }
    return exit_answered;
}

static void add_answers(struct tally_request *request, const struct list *list, int32_t measure) {
    for (size_t i = 0; i < list->count; i++)
        request->plan_criteria[request->plan.criteria_n++] = (peel_criterion){.name = list->items[i].name,
                                                                              .column = list->items[i].text,
                                                                              .words = request->plan_words,
                                                                              .words_n = word_count(request),
                                                                              .measure = measure};
}

/* The library has the criteria of a layout under its own names. Of one alone, which may have another, it is asked as one typed. */
static void add_layout(struct tally_request *request) {
    static const peel_criterion street = {.column = "Last outcome category", .measure = PEEL_MEASURE_FILLED};
    if (!request->name || request->layout != PEEL_LAYOUT_STREET || request->plan.criteria_n > 0) return;
    request->plan_criteria[request->plan.criteria_n++] = street;
}

static int plan_criteria(struct tally_request *request) {
    peel_cases_plan *plan = &request->plan;
    request->plan_criteria =
        needed(calloc(request->outcome.count + request->filled.count + 1, sizeof *request->plan_criteria));
    add_answers(request, &request->outcome, PEEL_MEASURE_ANSWER);
    add_answers(request, &request->filled, PEEL_MEASURE_FILLED);
    if (request->limits.count > 0)
        request->plan_criteria[plan->criteria_n++] =
            (peel_criterion){.column = request->since ? request->until : request->duration,
                             .since = request->since,
                             .grade = request->grade,
                             .limits = request->plan_limits,
                             .limits_n = request->limits.count,
                             .measure = request->since ? PEEL_MEASURE_TIME : PEEL_MEASURE_DURATION};
    add_layout(request);
    plan->criteria = request->plan_criteria;
    if (plan->criteria_n == 0 && request->layout == 0)
        return usage_error(
            "what is asked of the cases? --outcome COLUMN (it answers), --filled COLUMN (it must be filled), --since "
            "COLUMN --until COLUMN --limit 4h, or --layout NAME; peel tally --look %s shows the columns",
            request->settings.item_count > 0 ? request->settings.items[0].typed : "FILE");
    if (request->name && plan->criteria_n != 1)
        return usage_error("--name is of one criterion: of several, name each where it is typed, as in --outcome "
                           "'advice=crime prevention advice given'");
    if (request->name) request->plan_criteria[0].name = request->name;
    return exit_answered;
}

static void plan_filters(struct tally_request *request) {
    request->plan_filters = needed(calloc(request->where_count + 1, sizeof *request->plan_filters));
    for (size_t i = 0; i < request->where_count; i++) {
        const struct where *where = &request->wheres[i];
        const char **words = needed(calloc(where->words.count + 1, sizeof *words));
        for (size_t w = 0; w < where->words.count; w++)
            words[w] = where->words.items[w].text;
        request->plan_filters[i] =
            (peel_filter){.column = where->column, .words = words, .words_n = where->words.count, .test = where->test};
    }
    request->plan.filters = request->plan_filters;
    request->plan.filters_n = request->where_count;
}

/* What the n-th column that groups, or criterion, is called. */
static const char *plan_name(const struct tally_request *request, int key, size_t n) {
    const peel_cases_plan *plan = &request->plan;
    if (n == 0 || n > (key ? plan->by_n : plan->criteria_n)) return "";
    if (!key) return plan->criteria[n - 1].name ? plan->criteria[n - 1].name : plan->criteria[n - 1].column;
    const peel_group_by *by = &plan->by[n - 1];
    return by->name ? by->name : by->every != PEEL_EVERY_NONE ? "period" : by->column;
}

/* The library speaks of a plan, which nobody typed. */
static int refuse_plan(const struct tally_request *request, const peel_error *error) {
    static const struct {
        const char *says, *options;
    } parts[] = {{"The plan: key ", "--by"},
                 {"The plan: criterion ", "--outcome and --filled"},
                 {"The plan: filter ", "--where"}};
    size_t part = 0, count = sizeof parts / sizeof parts[0];
    while (part < count && strncmp(error->message, parts[part].says, strlen(parts[part].says)) != 0)
        part++;
    if (error->status != PEEL_ERROR_PLAN || part == count) return usage_error("%s", error->message);
    char *rest = NULL;
    size_t n = strtoul(error->message + strlen(parts[part].says), &rest, 10);
    if (strstr(rest, "name of an earlier one"))
        return usage_error("%s: \"%s\" would be the name of two: give one of them another, as in %s",
                           parts[part].options, plan_name(request, part == 0, n),
                           part == 0 ? "--by area=unit" : "--outcome 'advice=crime prevention advice given'");
    if (strncmp(rest, ": the word ", strlen(": the word ")) == 0)
        return usage_error(
            "%s%s", strstr(rest, "two limits") ? "--limit" : "--met, --not-met, --not-applicable and --missing-words",
            rest);
    return usage_error("%s: item %zu%s", parts[part].options, n, rest);
}

/* A reader that is opened and closed says what the library thinks of the plan. */
static int ask_library(const struct tally_request *request) {
    peel_cases_reader *reader = NULL;
    peel_error error = {.status = PEEL_OK};
    peel_status status = peel_cases_open(&request->plan, &reader, &error);
    peel_cases_close(reader);
    return status == PEEL_OK ? exit_answered : refuse_plan(request, &error);
}

int tally_plan(struct tally_request *request) {
    request->plan = (peel_cases_plan){.size = sizeof request->plan,
                                      .layout = request->layout,
                                      .missing = request->missing,
                                      .zone = request->zone,
                                      .encoding = request->settings.encoding,
                                      .delimiter = request->delimiter,
                                      .serials = request->serials,
                                      .unknown = request->count_unknown,
                                      .sorted = request->sorted,
                                      .max_groups = (size_t)request->max_groups};
    int fault = plan_keys(request);
    if (fault == exit_answered) fault = plan_words(request);
    if (fault == exit_answered) fault = plan_limits(request);
    if (fault == exit_answered) fault = plan_criteria(request);
    if (fault != exit_answered) return fault;
    plan_filters(request);
    return ask_library(request);
}

void tally_free_plan(struct tally_request *request) {
    struct list *const lists[] = {&request->by, &request->outcome, &request->filled, &request->limits};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        list_free(lists[i]);
    for (int32_t answer = 0; answer < PEEL_ANSWER_END_; answer++)
        list_free(&request->words[answer]);
    for (size_t i = 0; i < request->where_count; i++) {
        free(request->wheres[i].column);
        list_free(&request->wheres[i].words);
        if (request->plan_filters) free((void *)request->plan_filters[i].words);
    }
    free(request->wheres);
    free(request->plan_by);
    free(request->plan_criteria);
    free(request->plan_filters);
    free(request->plan_words);
    free(request->plan_limits);
}
