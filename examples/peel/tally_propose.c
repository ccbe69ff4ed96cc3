/*
 * The command that would count a file, from what its columns seem to hold; or what is missing to say.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* More groups than these make no table that anyone reads, more words no answer, and more criteria no plan. */
enum { most_groups = 60, most_words = 8, most_criteria = 256 };

static const char *name_of(const struct looked *looked, size_t index) {
    return looked->columns[index].name;
}

static int is_doubled(const struct looked *looked, size_t index) {
    for (size_t i = 0; i < looked->count; i++)
        if (i != index && strcasecmp(name_of(looked, i), name_of(looked, index)) == 0) return 1;
    return 0;
}

/* Whether a command can name the column. */
static int can_be_named(const struct looked *looked, size_t index) {
    return name_of(looked, index)[0] != '\0' && can_be_typed(name_of(looked, index)) && !is_doubled(looked, index);
}

/* The columns that hold something, as a list. */
void columns_with(const struct looked *looked, int32_t holds, struct list *list) {
    for (size_t i = 0; i < looked->count; i++) {
        const peel_look_column *column = &looked->columns[i];
        if (column->holds != holds || !can_be_named(looked, i) || list->count == most_criteria) continue;
        if (holds == PEEL_HOLDS_GROUPS && (column->different < 2 || column->different > most_groups)) continue;
        list->items = grown(list->items, &list->room, list->count, sizeof *list->items);
        list->items[list->count++] = (struct list_item){.text = (char *)name_of(looked, i)};
    }
}

const peel_look_column *named(const struct looked *looked, const char *name) {
    for (size_t i = 0; i < looked->count; i++)
        if (strcasecmp(name_of(looked, i), name) == 0 && !is_doubled(looked, i)) return &looked->columns[i];
    return NULL;
}

/* The first dates that no row lacks, for a row without one belongs to no period. */
static const char *period_column(const struct looked *looked) {
    for (size_t i = 0; i < looked->count; i++)
        if (looked->columns[i].holds == PEEL_HOLDS_DATES && looked->columns[i].blank == 0 && can_be_named(looked, i))
            return name_of(looked, i);
    return NULL;
}

/* " --outcome 'advice given,plan made'" */
static void put_list(FILE *out, const char *option, const struct list *list) {
    char *typed = list_typed(list, "");
    fprintf(out, " --%s %s", option, typed);
    free(typed);
}

static void put_column(FILE *out, const char *option, const char *name) {
    struct list_item item = {.text = (char *)name};
    put_list(out, option, &(const struct list){.items = &item, .count = 1});
}

void put_text(FILE *out, const char *option, const char *text) {
    char *typed = shell_typed(text);
    fprintf(out, " --%s %s", option, typed);
    free(typed);
}

/* The file, and how it is to be read. A name that begins with a dash would be an option. */
void put_file(FILE *out, const struct looked *looked) {
    int32_t delimiter = looked->summary.delimiter;
    int32_t encoding = looked->request->settings.encoding;
    int dash = looked->path[0] == '-' && looked->path[1] != '\0';
    char *path = NULL;
    if (asprintf(&path, "%s%s", dash ? "./" : "", looked->path) < 0) path = NULL;
    char *typed = shell_typed(needed(path));
    fprintf(out, " %s", typed);
    if (encoding == PEEL_ENCODING_WINDOWS_1252) fprintf(out, " --encoding windows-1252");
    if (delimiter != ',' && delimiter != 0) fprintf(out, " --delimiter %s", delimiter_typed(delimiter));
    free(typed);
    free(path);
}

/* A row of totals has the sums of a sample where a case has its answer, which may read as one: 1 is met. */
void put_totals(FILE *out, const struct looked *looked) {
    /* the library's words of such a row, which no call lists */
    static const char totals[] = "!=Total|Totals|Grand total|Subtotal|Sub-total"
                                 "|Total:|Totals:|Grand total:|Subtotal:|Sub-total:";
    for (size_t i = 0; i < looked->count; i++) {
        if (looked->columns[i].totals_rows == 0) continue;
        char *typed = where_typed(name_of(looked, i), totals);
        fprintf(out, " --where %s", typed);
        free(typed);
    }
}

static void put_period(FILE *out, const struct looked *looked) {
    const char *date = period_column(looked);
    if (!date) return;
    put_text(out, "date", date);
    fprintf(out, " --every month");
}

/*
 * The first column that could group is proposed, and one that tells which criterion was asked; the others are named in the advice,
 * as are answers and dates with a word among them that is none.
 */
static int is_proposed(const struct looked *looked, const struct list *groups, size_t index) {
    size_t first = 0;
    for (; first < groups->count; first++) {
        const peel_look_column *column = named(looked, groups->items[first].text);
        if (column && column->nearly == 0) break;
    }
    return index == first || strcasecmp(groups->items[index].text, "criterion") == 0;
}

void put_by(FILE *out, const struct looked *looked, const struct list *groups) {
    struct list by = {.items = needed(calloc(groups->count + 1, sizeof *by.items))};
    for (size_t i = 0; i < groups->count; i++)
        if (is_proposed(looked, groups, i)) by.items[by.count++] = groups->items[i];
    if (by.count > 0) put_list(out, "by", &by);
    free(by.items);
}

/* A layout whose columns stand once each, and of which that of answers holds answers. */
static int has_layout(const struct looked *looked) {
    const peel_look_column *found = named(looked, "Outcome linked to object of search");
    if (looked->summary.layout == 0) return 0;
    for (size_t i = 0; i < looked->count; i++)
        if (is_doubled(looked, i)) return 0;
    return !found || found->holds == PEEL_HOLDS_ANSWERS || found->holds == PEEL_HOLDS_NOTHING;
}

static void put_command(FILE *out, const struct looked *looked, const struct list *answers, const struct list *groups) {
    fprintf(out, "peel tally");
    put_file(out, looked);
    if (has_layout(looked)) {
        put_text(out, "layout", peel_layout_name(looked->summary.layout));
    } else {
        put_by(out, looked, groups);
        put_list(out, "outcome", answers);
    }
    put_period(out, looked);
    put_totals(out, looked);
}

/* As --by takes them. */
static void advise_groups(FILE *out, const struct looked *looked, const struct list *groups, int proposed) {
    struct list others = {.items = needed(calloc(groups->count + 1, sizeof *others.items))};
    for (size_t i = 0; i < groups->count; i++)
        if (!proposed || !is_proposed(looked, groups, i)) others.items[others.count++] = groups->items[i];
    char *typed = list_typed(&others, "");
    if (others.count > 0) fprintf(out, "Columns that could group%s: %s\n", proposed ? " too" : "", typed);
    free(typed);
    free(others.items);
}

/* Columns whose words may be an answer in the caller's own, which only the caller knows. */
static void advise_words(FILE *out, const struct looked *looked) {
    for (size_t i = 0; i < looked->count; i++) {
        const peel_look_column *column = &looked->columns[i];
        if (column->holds != PEEL_HOLDS_GROUPS || column->different < 2 || column->different > most_words) continue;
        if (!can_be_named(looked, i)) continue;
        fprintf(out, "If this column answers, say what its words mean:");
        put_column(out, "outcome", column->name);
        put_totals(out, looked);
        fprintf(out, ", with --met and --not-met for");
        for (int32_t w = 0; w < column->example_n; w++) {
            char *word = text_flat_copy(column->example[w]);
            fprintf(out, "%s \"%s\"", w > 0 ? "," : "", word);
            free(word);
        }
        fprintf(out, "%s\n", column->different > column->example_n ? ", ..." : "");
    }
}

/* What no word of the file can decide. */
static void advise_missing(FILE *out, const struct looked *looked) {
    fprintf(out,
            "What is missing to say: no column holds the usual words of an answer, as yes, no and n/a, so that it is "
            "for you to say what is asked of the cases.\n");
    advise_words(out, looked);
    for (size_t i = 0; i < looked->count; i++) {
        if (looked->columns[i].blank == 0 || looked->columns[i].filled == 0 || !can_be_named(looked, i)) continue;
        fprintf(out, "Whether something is recorded could be asked:\n  peel tally");
        put_file(out, looked);
        put_column(out, "filled", name_of(looked, i));
        put_totals(out, looked);
        fprintf(out, "\n");
        break;
    }
}

static int are_tallies(const struct looked *looked) {
    return named(looked, "criterion") && named(looked, "met") && named(looked, "assessed");
}

static char *finished(FILE *out, char **text) {
    fclose(out);
    text_clean(needed(*text));
    return *text;
}

static void propose_command(struct looked *looked, const struct list *answers, const struct list *groups) {
    size_t size = 0;
    char *text = NULL;
    if (answers->count == 0 && !has_layout(looked)) return;
    FILE *out = needed(open_memstream(&text, &size));
    put_command(out, looked, answers, groups);
    looked->command = finished(out, &text);
}

static void propose_tally(struct looked *looked) {
    struct list answers = {.items = NULL}, groups = answers;
    size_t size = 0;
    char *text = NULL;
    columns_with(looked, PEEL_HOLDS_ANSWERS, &answers);
    columns_with(looked, PEEL_HOLDS_GROUPS, &groups);
    propose_command(looked, &answers, &groups);
    FILE *out = needed(open_memstream(&text, &size));
    advise_nearly(out, looked);
    if (!looked->command) advise_missing(out, looked);
    if (!has_layout(looked)) advise_limits(out, looked, &groups);
    advise_groups(out, looked, &groups, looked->command && !has_layout(looked));
    looked->advice = finished(out, &text);
    free(answers.items);
    free(groups.items);
}

/* peel rate reads no other delimiter. */
static void propose_rate(struct looked *looked) {
    size_t size = 0;
    char *text = NULL;
    int commas = looked->summary.delimiter == ',';
    const char *totals =
        looked->summary.totals_rows > 0 ? "Rows of totals would be samples too: take them out of the file.\n" : "";
    if (asprintf(&looked->advice, "%s%s",
                 commas ? "These are tallies already: a row holds a sample, not a case.\n"
                        : "These are tallies already. Save the file parted by commas: so peel rate reads it.\n",
                 totals) < 0)
        looked->advice = NULL;
    needed(looked->advice);
    if (!commas) return;
    FILE *out = needed(open_memstream(&text, &size));
    fprintf(out, "peel rate");
    put_file(out, looked);
    looked->command = finished(out, &text);
}

/* A column that holds the word total in rows of totals, and that no filter can name. */
static int hides_totals(const struct looked *looked) {
    for (size_t i = 0; i < looked->count; i++)
        if (looked->columns[i].totals_rows > 0 && !can_be_named(looked, i)) return 1;
    return 0;
}

/* One name alone, and the rows below have more fields: of another number than the first row, or of the delimiters that end it. */
static int begins_with_title(const struct looked *looked) {
    const peel_look_summary *summary = &looked->summary;
    size_t names = 0;
    for (size_t i = 0; i < looked->count; i++)
        names += name_of(looked, i)[0] != '\0';
    if (names != 1 || name_of(looked, 0)[0] == '\0') return 0;
    if (looked->count > 1) return 1;
    return summary->set_aside > 0 && summary->set_aside == summary->rows &&
           summary->first.status == PEEL_ERROR_FIELD_COUNT;
}

void propose(struct looked *looked) {
    if (begins_with_title(looked))
        looked->advice =
            text_copy("The first row seems to be a title, for it has one name alone: if it is, take out the lines "
                      "above the names of the columns.\n");
    else if (looked->summary.rows == looked->summary.set_aside)
        looked->advice = text_copy("");
    else if (!can_be_typed(looked->path))
        looked->advice =
            text_copy("The name of the file holds control characters, which no command can show: rename it.\n");
    else if (are_tallies(looked))
        propose_rate(looked);
    else if (hides_totals(looked))
        looked->advice =
            text_copy("Rows of totals would count as cases, and the column that they begin in has no name that a "
                      "command can say: give it one of its own, or take these rows out of the file.\n");
    else
        propose_tally(looked);
}
