/* Words without a meaning, and answers that are missing where the plan refuses that: what is said of them at the end. */
#include <string.h>

#include "base/text.h"
#include "records/cases_reader.h"

size_t cases_word_column(const struct cases_criterion *criterion) {
    return criterion->grade == CASES_NO_COLUMN ? criterion->column : criterion->grade;
}

size_t cases_key_of_word(size_t criterion, const char *text, size_t length, char key[cases_word_key]) {
    const uint32_t number = (uint32_t)criterion;
    char *const word = key + sizeof number;
    size_t kept = length;
    memcpy(key, &number, sizeof number);
    if (length > cases_longest_word) {
        kept = cases_longest_word;
        while (kept > 0 && ((unsigned char)text[kept] & 0xC0U) == 0x80U)
            kept--; /* never half a letter */
        memcpy(word + kept, "...", cases_cut_mark);
    }
    memcpy(word, text, kept);
    return sizeof number + kept + (kept < length ? cases_cut_mark : 0);
}

int cases_note_word(struct peel_cases_reader *reader, size_t criterion) {
    const struct cases_criterion *const asked = &reader->plan.criteria[criterion];
    const size_t column = cases_word_column(asked);
    const struct cell *const cell = &reader->cells[column];
    char key[cases_word_key];
    const size_t length = cases_key_of_word(criterion, cell->text, cell->length, key);
    const uint32_t known = names_find(&reader->words_seen, key, length);
    if (known != NAMES_NONE) {
        reader->words[known].word.cells++;
        return 1;
    }
    if (reader->words_seen.n == cases_kept_words) return 1;
    struct cases_word *const words = memory_grow(&reader->allocator, reader->words, &reader->words_room,
                                                 reader->words_seen.n + 1, sizeof *reader->words);
    if (!words) return 0;
    reader->words = words;
    const uint32_t number = names_add(&reader->words_seen, &reader->allocator, key, length);
    if (number == NAMES_NONE) return 0;
    peel_error place = {0};
    cases_place(reader, column, &place);
    words[number] = (struct cases_word){
        .word = {reader->words_seen.items[number].text + sizeof(uint32_t), asked->name, 1, place.line, place.column, 0},
        .column = reader->plan.columns[column].name,
        .field = place.field};
    return 1;
}

/* --- at the end --------------------------------------------------------------------------------------------------------- */

enum { shown_words = 8, shown_bytes = 24, said_at_most = 200 };

static void say(peel_error *error, const char *text) {
    text_append(error->message, sizeof error->message, text);
}

static void say_word(const struct cases_word *word, int first, peel_error *error) {
    text_append_quoted(error->message, sizeof error->message, word->word.word, shown_bytes);
    say(error, " (");
    text_append_count(error->message, sizeof error->message, word->word.cells);
    if (first) {
        say(error, word->word.cells == 1 ? " cell, in line " : " cells, first in line ");
        text_append_count(error->message, sizeof error->message, word->word.line);
    }
    say(error, ")");
}

static peel_status refuse_words(const struct peel_cases_reader *reader, peel_error *error) {
    const size_t n = reader->words_seen.n;
    size_t i = 0;
    if (!error) return PEEL_ERROR_UNKNOWN_WORD;
    error_say(error, PEEL_ERROR_UNKNOWN_WORD, "");
    error->line = reader->words[0].word.line;
    error->column = reader->words[0].word.column;
    error->field = reader->words[0].field;
    text_append(error->name, sizeof error->name, reader->words[0].column);
    for (; i < n && i < shown_words && strlen(error->message) < said_at_most; i++) {
        const struct cases_word *const word = &reader->words[i];
        const int same = i > 0 && text_equal(word->column, reader->words[i - 1].column);
        if (!same) {
            char name[sizeof error->name] = ""; /* cut short to fit */
            text_append(name, sizeof name, word->column);
            say(error, i == 0 ? "The column " : "; the column ");
            say(error, name);
            say(error, i == 0 ? " holds words without a meaning: " : ": ");
        } else {
            say(error, ", ");
        }
        say_word(word, i == 0, error);
    }
    if (i < n) {
        say(error, " and ");
        text_append_count(error->message, sizeof error->message, (int64_t)(n - i));
        say(error, n == cases_kept_words ? " more at least" : " more");
    }
    say(error, ". Say what they mean, or have them counted apart.");
    return error->status;
}

static peel_status refuse_missing(const struct peel_cases_reader *reader, peel_error *error) {
    if (error) *error = reader->first_missing;
    return PEEL_ERROR_MISSING_ANSWER;
}

peel_status cases_judge(const struct peel_cases_reader *reader, peel_error *error) {
    if (reader->summary.unknown > 0 && !reader->plan.unknown_counted) return refuse_words(reader, error);
    if (reader->first_missing.status != PEEL_OK) return refuse_missing(reader, error);
    return PEEL_OK;
}
