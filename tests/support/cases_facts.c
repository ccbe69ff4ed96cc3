#include "support/cases_facts.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It is a part of fuzz targets too, which know no test framework. */
#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                            \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

void facts_say(struct facts *facts, const char *format, ...) {
    for (;;) {
        va_list arguments;
        va_start(arguments, format);
        const size_t left = facts->room - facts->size;
        const int length = vsnprintf(facts->text ? facts->text + facts->size : NULL, left, format, arguments);
        va_end(arguments);
        MUST(length >= 0);
        if ((size_t)length < left) {
            facts->size += (size_t)length;
            return;
        }
        facts->room = 2 * (facts->room + (size_t)length + 1);
        facts->text = realloc(facts->text, facts->room);
        MUST(facts->text);
    }
}

void facts_summary(struct facts *facts, const peel_cases_summary *n, enum facts_detail detail) {
    if (detail != facts_sets) facts_say(facts, "texts %lld, faults %lld, ", (long long)n->texts, (long long)n->faults);
    facts_say(facts, "rows %lld = used %lld + filtered %lld + set aside %lld, ", (long long)n->rows, (long long)n->used,
              (long long)n->filtered, (long long)n->set_aside);
    facts_say(facts, "blank lines %lld, repeated headers %lld, ", (long long)n->blank_lines,
              (long long)n->repeated_headers);
    facts_say(facts, "groups %lld, criteria %lld, keys %lld, reasons %lld, words %lld, unknown %lld\n",
              (long long)n->groups, (long long)n->criteria, (long long)n->keys, (long long)n->reasons,
              (long long)n->words, (long long)n->unknown);
}

/* Line ends within a text would part its line from the others of its fact. */
static void say_text(struct facts *facts, const char *text) {
    for (; *text; text++) {
        if ((unsigned char)*text < ' ')
            facts_say(facts, "\\%d ", *text);
        else
            facts_say(facts, "%c", *text);
    }
}

void facts_key(struct facts *facts, const char *text) {
    facts_say(facts, "<");
    say_text(facts, text);
    facts_say(facts, "> ");
}

void facts_tally(struct facts *facts, const peel_case_tally *tally) {
    facts_key(facts, tally->criterion);
    facts_say(facts, "%lld of %lld (%lld): met %lld, not met %lld, ", (long long)tally->sample.met,
              (long long)tally->sample.assessed, (long long)tally->sample.population, (long long)tally->met,
              (long long)tally->not_met);
    facts_say(facts, "not applicable %lld, missing %lld, unknown %lld, open %lld, ", (long long)tally->not_applicable,
              (long long)tally->missing, (long long)tally->unknown, (long long)tally->open);
    if (isnan(tally->lowest) || isnan(tally->highest))
        facts_say(facts, "%s %s\n", isnan(tally->lowest) ? "nan" : "a number",
                  isnan(tally->highest) ? "nan" : "a number");
    else
        facts_say(facts, "%a to %a\n", tally->lowest, tally->highest);
}

void facts_error(struct facts *facts, const char *what, const peel_error *error, enum facts_detail detail) {
    facts_say(facts, "%s %s", what, peel_status_name(error->status));
    if (detail != facts_sets)
        facts_say(facts, " field %d line %lld column %lld", (int)error->field, (long long)error->line,
                  (long long)error->column);
    facts_say(facts, " of ");
    peel_error named = *error;
    for (char *at = named.name; *at && detail == facts_sets; at++)
        *at = (char)(*at >= 'A' && *at <= 'Z' ? *at + 32 : *at);
    facts_key(facts, named.name);
    if (detail == facts_all) facts_key(facts, error->message);
    facts_say(facts, "\n");
}

void facts_word(struct facts *facts, const peel_unknown_word *word, enum facts_detail detail) {
    facts_say(facts, "word ");
    facts_key(facts, word->word);
    facts_say(facts, "of ");
    facts_key(facts, word->criterion);
    facts_say(facts, "cells %lld", (long long)word->cells);
    if (detail != facts_sets)
        facts_say(facts, " line %lld column %lld", (long long)word->line, (long long)word->column);
    facts_say(facts, "\n");
}

char *facts_of(const peel_cases_reader *reader, enum facts_detail detail) {
    struct facts facts = {0};
    peel_cases_summary n;
    MUST(peel_cases_count(reader, &n) == PEEL_OK);
    facts_summary(&facts, &n, detail);
    for (size_t i = 0; i < (size_t)(n.groups * n.criteria); i++) {
        peel_case_tally tally;
        const char *text;
        MUST(peel_cases_tally(reader, i, &tally) == PEEL_OK);
        MUST(tally.group == i / (size_t)n.criteria);
        MUST(peel_cases_criterion_name(reader, i % (size_t)n.criteria, &text) == PEEL_OK);
        MUST(strcmp(text, tally.criterion) == 0);
        for (size_t key = 0; key < (size_t)n.keys; key++) {
            MUST(peel_cases_key(reader, tally.group, key, &text) == PEEL_OK);
            facts_key(&facts, text);
        }
        facts_tally(&facts, &tally);
    }
    for (size_t i = 0; i < (size_t)n.reasons; i++) {
        char what[40];
        peel_cases_reason reason;
        MUST(peel_cases_reason_of(reader, i, &reason) == PEEL_OK);
        snprintf(what, sizeof what, "reason of %lld rows", (long long)reason.rows);
        facts_error(&facts, what, &reason.first, detail);
    }
    for (size_t i = 0; i < (size_t)n.faults && detail != facts_sets; i++) {
        peel_error fault;
        MUST(peel_cases_set_aside(reader, i, &fault) == PEEL_OK);
        facts_error(&facts, "fault", &fault, detail);
    }
    for (size_t i = 0; i < (size_t)n.words; i++) {
        peel_unknown_word word;
        MUST(peel_cases_word(reader, i, &word) == PEEL_OK);
        facts_word(&facts, &word, detail);
    }
    if (detail == facts_sets) facts_sort(facts.text);
    return facts.text;
}

static int compare_lines(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void facts_sort(char *text) {
    const size_t size = strlen(text);
    char **const lines = malloc((size + 1) * sizeof *lines);
    char *const sorted = malloc(size + 2);
    size_t n = 0, used = 0;
    MUST(lines && sorted);
    for (char *line = text; *line; line++) {
        lines[n++] = line;
        line = strchr(line, '\n');
        MUST(line);
        *line = '\0';
    }
    qsort(lines, n, sizeof *lines, compare_lines);
    for (size_t i = 0; i < n; i++) {
        const size_t length = strlen(lines[i]);
        memcpy(sorted + used, lines[i], length);
        used += length;
        sorted[used++] = '\n';
    }
    memcpy(text, sorted, used);
    free(sorted);
    free(lines);
}

/* Answers of a criterion over all groups. */
static int64_t answers_of(const peel_cases_reader *reader, const peel_cases_summary *n, size_t criterion,
                          int64_t *unknown) {
    int64_t answers = 0;
    for (size_t group = 0; group < (size_t)n->groups; group++) {
        peel_case_tally tally;
        MUST(peel_cases_tally(reader, group * (size_t)n->criteria + criterion, &tally) == PEEL_OK);
        const int64_t counts[] = {tally.met,     tally.not_met, tally.not_applicable,
                                  tally.missing, tally.unknown, tally.open};
        for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
            MUST(counts[i] >= 0);
            answers += counts[i];
        }
        MUST(peel_sample_check(&tally.sample) == PEEL_OK && tally.sample.population == 0);
        const int64_t possible = tally.met + tally.not_met + tally.missing;
        MUST((possible == 0) == isnan(tally.lowest) && (possible == 0) == isnan(tally.highest));
        if (possible > 0) MUST(tally.lowest >= 0 && tally.lowest <= tally.highest && tally.highest <= 1);
        *unknown += tally.unknown;
    }
    return answers;
}

/* The columns are the tallies. */
static void columns_must_match(const peel_cases_reader *reader, size_t n) {
    int64_t *const counts = calloc(8 * n + 1, sizeof *counts);
    double *const rates = calloc(2 * n + 1, sizeof *rates);
    MUST(counts && rates);
    const peel_case_columns columns = {counts,         counts + n,     counts + 2 * n, counts + 3 * n, counts + 4 * n,
                                       counts + 5 * n, counts + 6 * n, counts + 7 * n, rates,          rates + n};
    MUST(peel_cases_columns(reader, &columns) == PEEL_OK);
    for (size_t i = 0; i < n; i++) {
        peel_case_tally tally;
        MUST(peel_cases_tally(reader, i, &tally) == PEEL_OK);
        MUST(columns.sample_met[i] == tally.sample.met && columns.assessed[i] == tally.sample.assessed);
        MUST(columns.met[i] == tally.met && columns.not_met[i] == tally.not_met);
        MUST(columns.not_applicable[i] == tally.not_applicable && columns.missing[i] == tally.missing);
        MUST(columns.unknown[i] == tally.unknown && columns.open[i] == tally.open);
        MUST(memcmp(&columns.lowest[i], &tally.lowest, sizeof tally.lowest) == 0);
        MUST(memcmp(&columns.highest[i], &tally.highest, sizeof tally.highest) == 0);
    }
    free(counts);
    free(rates);
}

static void must_be_place(const peel_error *error) {
    MUST(peel_status_family(error->status) == PEEL_FAMILY_TEXT);
    MUST(error->message[0] != '\0' && memchr(error->message, '\0', sizeof error->message));
    MUST(memchr(error->name, '\0', sizeof error->name));
    MUST(error->line > 0 && error->column >= 0 && error->field >= 0);
}

void facts_must_hold(const peel_cases_reader *reader) {
    peel_cases_summary n;
    peel_case_tally tally;
    peel_cases_reason reason;
    peel_unknown_word word;
    peel_error fault;
    const char *text;
    int64_t unknown = 0;
    int64_t reasons = 0;
    MUST(peel_cases_count(reader, &n) == PEEL_OK);
    MUST(n.rows == n.used + n.filtered + n.set_aside && n.blank_lines >= 0 && n.repeated_headers >= 0);
    for (size_t i = 0; i < (size_t)n.criteria; i++)
        MUST(answers_of(reader, &n, i, &unknown) == n.used);
    MUST(unknown == n.unknown);
    columns_must_match(reader, (size_t)(n.groups * n.criteria));
    for (size_t i = 0; i < (size_t)n.reasons; i++) {
        MUST(peel_cases_reason_of(reader, i, &reason) == PEEL_OK && reason.rows > 0);
        must_be_place(&reason.first);
        reasons += reason.rows;
    }
    MUST(reasons == n.set_aside || (n.reasons == 100 && reasons < n.set_aside));
    MUST(n.reasons <= 100 && n.faults == (n.set_aside < 1000 ? n.set_aside : 1000));
    for (size_t i = 0; i < (size_t)n.faults; i++) {
        MUST(peel_cases_set_aside(reader, i, &fault) == PEEL_OK);
        must_be_place(&fault);
    }
    MUST(n.words <= 100 && (n.words > 0) == (n.unknown > 0));
    for (size_t i = 0; i < (size_t)n.words; i++) {
        MUST(peel_cases_word(reader, i, &word) == PEEL_OK && word.cells > 0 && word.line > 0 && word.column > 0);
        MUST(strlen(word.word) <= 64 + strlen("..."));
    }
    MUST(peel_cases_tally(reader, (size_t)(n.groups * n.criteria), &tally) == PEEL_ERROR_INDEX);
    MUST(peel_cases_key(reader, (size_t)n.groups, 0, &text) == PEEL_ERROR_INDEX);
    MUST(peel_cases_criterion_name(reader, (size_t)n.criteria, &text) == PEEL_ERROR_INDEX);
    MUST(peel_cases_reason_of(reader, (size_t)n.reasons, &reason) == PEEL_ERROR_INDEX);
    MUST(peel_cases_set_aside(reader, (size_t)n.faults, &fault) == PEEL_ERROR_INDEX);
    MUST(peel_cases_word(reader, (size_t)n.words, &word) == PEEL_ERROR_INDEX);
}
