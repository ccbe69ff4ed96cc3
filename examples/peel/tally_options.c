/*
 * The options of peel tally.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    o_by = o_own,
    o_date,
    o_every,
    o_zone,
    o_serials,
    o_outcome,
    o_filled,
    o_since,
    o_until,
    o_limit,
    o_grade,
    o_duration,
    o_name,
    o_met,
    o_not_met,
    o_not_applicable,
    o_missing_words,
    o_missing,
    o_count_unknown,
    o_where,
    o_layout,
    o_sorted,
    o_max_groups,
    o_last_planned,
    o_delimiter,
    o_method,
    o_prior,
    o_sort,
    o_tallies,
    o_look,
    o_layouts
};

const struct option tally_options[] = {
    SETTINGS,
    {"by", required_argument, NULL, o_by},
    {"date", required_argument, NULL, o_date},
    {"every", required_argument, NULL, o_every},
    {"zone", required_argument, NULL, o_zone},
    {"serials", no_argument, NULL, o_serials},
    {"outcome", required_argument, NULL, o_outcome},
    {"filled", required_argument, NULL, o_filled},
    {"since", required_argument, NULL, o_since},
    {"until", required_argument, NULL, o_until},
    {"limit", required_argument, NULL, o_limit},
    {"grade", required_argument, NULL, o_grade},
    {"duration", required_argument, NULL, o_duration},
    {"name", required_argument, NULL, o_name},
    {"met", required_argument, NULL, o_met},
    {"not-met", required_argument, NULL, o_not_met},
    {"not-applicable", required_argument, NULL, o_not_applicable},
    {"missing-words", required_argument, NULL, o_missing_words},
    {"missing", required_argument, NULL, o_missing},
    {"count-unknown", no_argument, NULL, o_count_unknown},
    {"where", required_argument, NULL, o_where},
    {"layout", required_argument, NULL, o_layout},
    {"sorted", no_argument, NULL, o_sorted},
    {"max-groups", required_argument, NULL, o_max_groups},
    {"delimiter", required_argument, NULL, o_delimiter},
    {"method", required_argument, NULL, o_method},
    {"prior", required_argument, NULL, o_prior},
    {"encoding", required_argument, NULL, o_encoding},
    {"sort", optional_argument, NULL, o_sort},
    {"tallies", no_argument, NULL, o_tallies},
    {"look", no_argument, NULL, o_look},
    {"layouts", no_argument, NULL, o_layouts},
    {NULL, 0, NULL, 0},
};

static const char *option_name(int option) {
    const struct option *at = tally_options;
    while (at->name && at->val != option)
        at++;
    return at->name ? at->name : "";
}

static int take_method(const char *typed, struct tally_request *request) {
    peel_error error;
    if (strcasecmp(typed, "all") == 0)
        return usage_error(
            "--method all: the rates are by one method; for all of them: peel tally ... --tallies | peel "
            "rate - --method all");
    return library_word(peel_method_parse(PEEL_CONCEPT_RATE, typed, &request->report->options.method, &error), &error);
}

static int take_max_groups(const char *typed, struct tally_request *request) {
    if (typed_count(typed, &request->max_groups) && request->max_groups > 0) return exit_answered;
    return usage_error("--max-groups %s: type a whole number of groups, as in 200000", typed);
}

static int take_where(const char *typed, struct tally_request *request) {
    request->wheres = grown(request->wheres, &request->where_room, request->where_count, sizeof *request->wheres);
    struct where *where = &request->wheres[request->where_count++];
    *where = (struct where){.column = NULL};
    return where_take(typed, where);
}

/* The library's lists of periods and layouts begin with none, which no option needs: it is not offered. */
static int refuse_word(int option, const char *typed, const peel_error *error) {
    const char *(*name)(int32_t) = option == o_every ? peel_every_name : option == o_layout ? peel_layout_name : NULL;
    char names[256] = "";
    if (!name || !strstr(error->message, "none")) return usage_error("--%s: %s", option_name(option), error->message);
    for (int32_t i = 1; name(i); i++) {
        size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s", i > 1 ? ", " : "", name(i));
    }
    return usage_error("--%s %s: there are %s", option_name(option), typed, names);
}

/* Words of the library's lists. */
static int take_word(int option, const char *typed, struct tally_request *request) {
    peel_error error;
    peel_status status = PEEL_OK;
    switch (option) {
    case o_every:
        status = peel_every_parse(typed, &request->every, &error);
        if (status == PEEL_OK && request->every == PEEL_EVERY_NONE)
            return usage_error("--every none: to group by the texts of a column as they stand, name it in --by");
        break;
    case o_zone: status = peel_zone_parse(typed, &request->zone, &error); break;
    case o_missing: status = peel_missing_parse(typed, &request->missing, &error); break;
    default: status = peel_layout_parse(typed, &request->layout, &error);
    }
    return status == PEEL_OK ? exit_answered : refuse_word(option, typed, &error);
}

static int take_list(int option, const char *typed, struct tally_request *request) {
    switch (option) {
    case o_by: return list_take("--by", typed, 1, &request->by);
    case o_outcome: return list_take("--outcome", typed, 1, &request->outcome);
    case o_filled: return list_take("--filled", typed, 1, &request->filled);
    case o_limit: return list_take("--limit", typed, 1, &request->limits);
    case o_met: return list_take("--met", typed, 0, &request->words[PEEL_ANSWER_MET]);
    case o_not_met: return list_take("--not-met", typed, 0, &request->words[PEEL_ANSWER_NOT_MET]);
    case o_not_applicable: return list_take("--not-applicable", typed, 0, &request->words[PEEL_ANSWER_NOT_APPLICABLE]);
    default: return list_take("--missing-words", typed, 0, &request->words[PEEL_ANSWER_MISSING]);
    }
}

/* What is typed a second time would silently take the place of the first. */
static int take_text(int option, const char *typed, const char **text) {
    const char *name = option_name(option);
    if (*text) return usage_error("--%s is typed twice", name);
    if (typed[0] == '\0') return usage_error("--%s: the text is empty", name);
    *text = typed;
    return exit_answered;
}

int tally_take_option(int option, const char *typed, void *taking) {
    struct tally_request *request = taking;
    if (option < o_last_planned && !request->planned) request->planned = option_name(option);
    if (option == o_method || option == o_prior) request->settings.of_rates = option_name(option);
    switch (option) {
    case o_date: return take_text(option, typed, &request->date);
    case o_since: return take_text(option, typed, &request->since);
    case o_until: return take_text(option, typed, &request->until);
    case o_grade: return take_text(option, typed, &request->grade);
    case o_duration: return take_text(option, typed, &request->duration);
    case o_name: return take_text(option, typed, &request->name);
    case o_prior: return take_text(option, typed, &request->prior);
    case o_every:
    case o_zone:
    case o_missing:
    case o_layout: return take_word(option, typed, request);
    case o_serials: request->serials = 1; break;
    case o_count_unknown: request->count_unknown = 1; break;
    case o_sorted: request->sorted = 1; break;
    case o_tallies: request->tallies = 1; break;
    case o_look: request->look = 1; break;
    case o_layouts: request->layouts = 1; break;
    case o_sort: /* peel rate has it: here it would be read as --sorted, and its value as a file */
        return usage_error("--sort: no such option; --sorted? See peel tally --help");
    case o_where: return take_where(typed, request);
    case o_max_groups: return take_max_groups(typed, request);
    case o_delimiter: return delimiter_taken(typed, &request->delimiter);
    case o_method: return take_method(typed, request);
    default: return take_list(option, typed, request);
    }
    return exit_answered;
}
