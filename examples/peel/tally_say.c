/*
 * What was left out of the rates and why, on standard error.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { most_listed = 10 };

/* A file that could not be read to its end, and what the words in it would stop; those are listed apart. */
static void say_stops(const struct counted *counted, size_t file) {
    const struct report *report = counted->request->report;
    for (size_t i = counted->files[file].first_fault; i < report->fault_count && report->faults[i].item == file; i++) {
        const struct fault *fault = &report->faults[i];
        if (fault->exit_code != exit_file || fault->status == PEEL_ERROR_UNKNOWN_WORD) continue;
        if (fault->line > 0) {
            say_place(fault->source, fault->line, fault->column, fault->field);
            fprintf(stderr, "%s\n", fault->message);
        } else {
            complain("%s: %s", fault->source, fault->message);
        }
    }
}

/*
 * Whether a fault is of the column of a reason: of a name too, as columns of one name are one reason. Of a long name a fault has the
 * first 63 bytes, or up to 3 fewer where that would part a letter, which tell no columns apart.
 */
static int is_same_column(const struct fault *fault, const peel_error *first, const char *name) {
    enum { cut_from = sizeof first->name - 1 - 3 };
    size_t length = strlen(first->name);
    return fault->place == first->field || (length > 0 && length < cut_from && strcmp(fault->field, name) == 0);
}

/* A text that is no date may be so for another reason than the first of them, and other advice may go with it. */
static const char *such_rows(peel_status status) {
    if (status == PEEL_ERROR_NOT_A_DATE) return "rows have no date here, each perhaps for another reason";
    if (status == PEEL_ERROR_NOT_A_DURATION) return "rows have no duration here, each perhaps for another reason";
    return "such rows";
}

/* Which other lines were set aside for the same reason, of those that are kept. */
static void say_lines(const struct counted *counted, size_t file, const peel_cases_reason *reason) {
    const struct report *report = counted->request->report;
    char *name = text_copy(reason->first.name);
    int64_t listed = 0;
    fprintf(stderr, " %lld %s", (long long)reason->rows, such_rows(reason->first.status));
    for (size_t i = counted->files[file].first_fault; i < report->fault_count && listed < most_listed; i++) {
        const struct fault *fault = &report->faults[i];
        if (fault->item != file) break;
        int same = fault->exit_code == exit_set_aside && fault->status == reason->first.status;
        if (!same || !is_same_column(fault, &reason->first, name)) continue;
        fprintf(stderr, "%s %lld", listed > 0 ? "," : ": lines", (long long)fault->line);
        listed++;
    }
    if (listed > 0 && reason->rows > listed) fprintf(stderr, " and %lld more", (long long)(reason->rows - listed));
    putc('.', stderr);
    free(name);
}

static void say_reasons(const struct counted *counted, size_t index) {
    const struct counted_file *file = &counted->files[index];
    for (size_t i = 0; i < file->reason_count; i++) {
        const peel_error *first = &file->reasons[i].first;
        char *message = text_flat_copy(first->message);
        say_place(file->source, first->line, first->column, first->name);
        fprintf(stderr, "%s", message);
        if (file->reasons[i].rows > 1) say_lines(counted, index, &file->reasons[i]);
        putc('\n', stderr);
        free(message);
    }
}

/* Whether a criterion limits a time, as the last one may: what is strange in it are grades. The library trims names. */
static int is_limited(const struct counted *counted, const char *criterion) {
    const char *last = "";
    return counted->request->limits.count > 0 &&
           peel_cases_criterion_name(counted->reader, counted->criteria - 1, &last) == PEEL_OK &&
           strcmp(last, criterion) == 0;
}

static void say_words(const struct counted *counted, const struct counted_file *file) {
    const char *grade = counted->request->grade;
    size_t shown = file->word_count < most_listed ? file->word_count : most_listed;
    for (size_t i = 0; i < shown; i++) {
        const struct strange_word *word = &file->words[i];
        int limited = is_limited(counted, word->criterion);
        say_place(file->source, word->line, word->column, limited && grade ? grade : word->criterion);
        char *text = text_flat_copy(word->word);
        fprintf(stderr, "\"%s\" %s (%lld %s)\n", text, limited ? "has no limit" : "has no meaning here",
                (long long)word->cells, word->cells == 1 ? "cell" : "cells");
        free(text);
    }
    if (shown < file->word_count)
        complain("%s: other words without a meaning: %zu%s", file->source, file->word_count - shown,
                 file->word_count == 100 ? " or more" : "");
}

/* In a file of one column a blank answer looks like this, and is in no count. */
void blank_lines_text(char text[blank_lines_size], int64_t lines, int one_column) {
    text[0] = '\0';
    if (lines == 0) return;
    snprintf(text, blank_lines_size, "%lld %s without any text, no %s%s", (long long)lines,
             lines == 1 ? "line" : "lines", lines == 1 ? "case" : "cases",
             one_column ? " (in a file of one column a blank cell is such a line)" : "");
}

static void say_file(const struct counted *counted, size_t index) {
    const struct counted_file *file = &counted->files[index];
    const peel_cases_summary *summary = &file->summary;
    if (summary->filtered + summary->set_aside > 0)
        complain("%s: %lld %s: %lld used, %lld filtered out, %lld set aside", file->source, (long long)summary->rows,
                 summary->rows == 1 ? "row" : "rows", (long long)summary->used, (long long)summary->filtered,
                 (long long)summary->set_aside);
    else if (summary->texts > 0 && summary->rows == 0)
        complain("%s: no rows", file->source);
    if (summary->repeated_headers > 0)
        complain("%s: rows that say the first one again, which are no cases: %lld", file->source,
                 (long long)summary->repeated_headers);
    char blank[blank_lines_size];
    blank_lines_text(blank, summary->blank_lines, file->one_column);
    if (blank[0] != '\0') complain("%s: %s", file->source, blank);
    say_reasons(counted, index);
    say_stops(counted, index);
    if (!counted->request->count_unknown) say_words(counted, file);
}

/* Of a long word the library keeps 64 bytes, or fewer where that would part a letter, and three dots. */
static int is_cut(const char *word) {
    enum { fewest_kept = 64 - 3 };
    size_t length = strlen(word);
    return length >= fewest_kept + strlen("...") && strcmp(word + length - strlen("..."), "...") == 0;
}

/* The option that would give words a meaning, with the words, as a shell takes them. */
static void advise_words(const struct counted *counted, int limited) {
    struct list list = {.items = NULL};
    size_t untyped = 0;
    for (size_t f = 0; f < counted->file_count; f++)
        for (size_t i = 0; i < counted->files[f].word_count && list.count < most_listed; i++) {
            const struct strange_word *word = &counted->files[f].words[i];
            if (is_limited(counted, word->criterion) != limited) continue;
            int known = is_cut(word->word) || !can_be_typed(word->word);
            untyped += (size_t)known;
            for (size_t k = 0; k < list.count; k++)
                known = known || strcasecmp(list.items[k].text, word->word) == 0;
            if (known) continue;
            list.items = grown(list.items, &list.room, list.count, sizeof *list.items);
            list.items[list.count++] = (struct list_item){.text = word->word};
        }
    char *typed = list_typed(&list, limited ? "=none" : "");
    if (list.count + untyped > 0 && limited)
        complain("say which limit each of these grades has, or none: add them to --limit%s%s",
                 list.count > 0 ? ", as in " : "", list.count > 0 ? typed : "");
    else if (list.count + untyped > 0)
        complain("say what these words mean by --met, --not-met, --not-applicable or --missing-words%s%s; or have them "
                 "counted apart: --count-unknown",
                 list.count > 0 ? ", as in --not-met " : "", list.count > 0 ? typed : "");
    free(typed);
    free(list.items);
}

/* Words counted apart, of all files together. */
static void say_counted_words(const struct counted *counted, const char *criterion, int64_t cells) {
    peel_unknown_word word;
    size_t listed = 0;
    char *name = text_flat_copy(criterion);
    fprintf(stderr, "peel: %s: in no rate for a word without a meaning: %lld", name, (long long)cells);
    for (size_t i = 0; peel_cases_word(counted->reader, i, &word) == PEEL_OK; i++) {
        if (strcmp(word.criterion, criterion) != 0) continue;
        char *text = text_flat_copy(word.word);
        if (listed < most_listed)
            fprintf(stderr, "%s \"%s\" (%lld)", listed == 0 ? ":" : ",", text, (long long)word.cells);
        else if (listed == most_listed)
            fprintf(stderr, ", ...");
        listed++;
        free(text);
    }
    putc('\n', stderr);
    free(name);
}

/* The cases of a criterion that are in no rate, of all groups together. */
static peel_case_tally all_groups(const struct counted *counted, size_t criterion) {
    peel_case_tally all = {.criterion = ""}, tally;
    for (size_t i = criterion; i < counted->rates; i += counted->criteria) {
        if (peel_cases_tally(counted->reader, i, &tally) != PEEL_OK) continue;
        all.criterion = tally.criterion;
        all.missing += tally.missing;
        all.open += tally.open;
        all.not_applicable += tally.not_applicable;
        all.unknown += tally.unknown;
    }
    return all;
}

static void say_count(const char **between, const char *what, int64_t count) {
    if (count == 0) return;
    fprintf(stderr, "%s%s: %lld", *between, what, (long long)count);
    *between = "; ";
}

/* One line a criterion, and one more where words have no meaning. */
static void say_criterion(const struct counted *counted, const peel_case_tally *all) {
    static const char *const as[] = {"missing answers, left out of the rates", "missing answers, counted as not met",
                                     "missing answers, counted as met", "missing answers, refused"};
    if (all->missing + all->open + all->not_applicable > 0) {
        char *name = text_flat_copy(all->criterion);
        const char *between = "";
        fprintf(stderr, "peel: %s: ", name);
        say_count(&between, as[counted->request->missing], all->missing);
        say_count(&between, "open cases, in no rate", all->open);
        say_count(&between, "not applicable", all->not_applicable);
        putc('\n', stderr);
        free(name);
    }
    if (all->unknown > 0) say_counted_words(counted, all->criterion, all->unknown);
}

static void say_criteria(const struct counted *counted) {
    size_t said = 0, passed = 0;
    for (size_t c = 0; c < counted->criteria; c++) {
        const peel_case_tally all = all_groups(counted, c);
        if (all.missing + all.open + all.not_applicable + all.unknown == 0) continue;
        if (said++ < most_listed)
            say_criterion(counted, &all);
        else
            passed++;
    }
    if (passed > 0) complain("other criteria with cases in no rate: %zu", passed);
}

/* A filter that no case passes is mostly one that is written wrong. */
static void say_none_passed(const struct counted *counted) {
    int64_t used = 0, filtered = 0;
    for (size_t i = 0; i < counted->file_count; i++) {
        used += counted->files[i].summary.used + counted->files[i].summary.set_aside;
        filtered += counted->files[i].summary.filtered;
    }
    if (used > 0 || filtered == 0 || counted->stopped) return;
    const struct item *items = counted->request->settings.items;
    complain("no case passed the filters: a word of --where is the whole text of a cell, and words are parted by |, as "
             "in 'unit=City|North'; peel tally --look %s shows what the columns hold",
             counted->request->settings.item_count > 0 ? items[0].typed : "FILE");
}

/* Words without a meaning stop the numbers first; who mends them wants to know of the blanks too. */
static void say_refused(const struct counted *counted) {
    if (counted->request->missing != PEEL_MISSING_REFUSED) return;
    for (size_t c = 0; c < counted->criteria; c++) {
        const peel_case_tally all = all_groups(counted, c);
        if (all.missing > 0)
            complain("%s: missing answers, which --missing refused does not allow: %lld", all.criterion,
                     (long long)all.missing);
    }
}

void say_left_out(const struct counted *counted) {
    for (size_t i = 0; i < counted->file_count; i++)
        say_file(counted, i);
    say_none_passed(counted);
    if (!counted->request->count_unknown) {
        advise_words(counted, 0);
        advise_words(counted, 1);
    }
    if (counted->stopped) {
        say_refused(counted);
        complain("no numbers are shown");
    } else {
        say_criteria(counted);
        if (counted->request->tallies) {
            say_keys_passed_over(counted);
            say_blank_keys(counted);
        }
    }
}
