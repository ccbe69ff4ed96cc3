/* What the fuzz targets that count cases share: a text read whole or in pieces, and what must hold of it then. */
#ifndef FUZZ_COUNTING_H
#define FUZZ_COUNTING_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <peel.h>

#include "records/encoding.h"
#include "support/cases_facts.h"

enum { sizes_n = 4 };

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

struct outcome {
    peel_cases_reader *reader;
    peel_status status;
    peel_error error;
    char *facts; /* NULL where the counts cannot be read */
};

/* A text in a room of so many bytes: ended, and UTF-8. */
static void must_be_text(const char *text, size_t room) {
    const char *const end = memchr(text, '\0', room);
    MUST(end && utf_8_sound((const unsigned char *)text, (size_t)(end - text)) == (size_t)(end - text));
}

static void must_be_error(const peel_error *error, peel_status status) {
    MUST(error->status == status && peel_status_family(status) > PEEL_FAMILY_NONE);
    MUST(error->message[0] != '\0' && error->line >= 0 && error->column >= 0 && error->field >= 0);
    must_be_text(error->message, sizeof error->message);
    must_be_text(error->name, sizeof error->name);
}

/* The size of the next piece. Each piece lies alone in memory, so that a sanitizer sees a byte read beyond it. */
static size_t next_piece(const uint8_t *sizes, size_t i, size_t left) {
    const size_t wanted = sizes ? sizes[i % sizes_n] + (size_t)(i % sizes_n == 0) : left; /* one is never 0 */
    return wanted < left ? wanted : left;
}

static peel_status feed(struct outcome *outcome, const uint8_t *text, size_t size) {
    uint8_t *const piece = malloc(size > 0 ? size : 1);
    MUST(piece);
    if (size > 0) memcpy(piece, text, size);
    const peel_status status = peel_cases_feed(outcome->reader, piece, size, &outcome->error);
    free(piece);
    return status;
}

static struct outcome count_text(const peel_cases_plan *plan, const uint8_t *text, size_t size, const uint8_t *sizes) {
    struct outcome outcome;
    peel_cases_summary summary;
    memset(&outcome, 0, sizeof outcome);
    MUST(peel_cases_open(plan, &outcome.reader, NULL) == PEEL_OK);
    for (size_t at = 0, i = 0; at < size && outcome.status == PEEL_OK; i++) {
        const size_t piece = next_piece(sizes, i, size - at);
        outcome.status = feed(&outcome, text + at, piece);
        at += piece;
    }
    if (outcome.status == PEEL_OK) outcome.status = peel_cases_finish(outcome.reader, &outcome.error);
    if (outcome.status != PEEL_OK) must_be_error(&outcome.error, outcome.status);
    const int judged = outcome.status == PEEL_ERROR_UNKNOWN_WORD || outcome.status == PEEL_ERROR_MISSING_ANSWER;
    const int readable = peel_cases_count(outcome.reader, &summary) == PEEL_OK;
    MUST(readable == (outcome.status == PEEL_OK || judged));
    if (!readable) return outcome;
    facts_must_hold(outcome.reader);
    outcome.facts = facts_of(outcome.reader, facts_all);
    must_be_text(outcome.facts, strlen(outcome.facts) + 1);
    return outcome;
}

static void must_be_equal(const struct outcome *a, const struct outcome *b) {
    MUST(a->status == b->status && memcmp(&a->error, &b->error, sizeof a->error) == 0);
    MUST(!a->facts == !b->facts && (!a->facts || strcmp(a->facts, b->facts) == 0));
}

/* Of equal texts: every count is there twice, and nothing else. */
static void must_merge(const struct outcome *into, const struct outcome *from) {
    peel_cases_summary once, twice;
    peel_case_tally tallies[2];
    MUST(peel_cases_merge(into->reader, from->reader, NULL) == PEEL_OK);
    facts_must_hold(into->reader);
    MUST(peel_cases_count(from->reader, &once) == PEEL_OK && peel_cases_count(into->reader, &twice) == PEEL_OK);
    MUST(twice.rows == 2 * once.rows && twice.used == 2 * once.used && twice.groups == once.groups);
    MUST(twice.reasons == once.reasons && twice.words == once.words && twice.texts == 2);
    for (size_t i = 0; peel_cases_tally(from->reader, i, &tallies[0]) == PEEL_OK; i++) {
        MUST(peel_cases_tally(into->reader, i, &tallies[1]) == PEEL_OK);
        MUST(tallies[1].met == 2 * tallies[0].met && tallies[1].missing == 2 * tallies[0].missing);
    }
}

/* Counts the text in pieces and whole, and all that must hold. Returns the status. */
static peel_status count_both_ways(const peel_cases_plan *plan, const uint8_t *text, size_t size,
                                   const uint8_t *sizes) {
    const struct outcome cut = count_text(plan, text, size, sizes);
    const struct outcome whole = count_text(plan, text, size, NULL);
    must_be_equal(&cut, &whole);
    if (cut.facts) must_merge(&cut, &whole);
    peel_cases_close(cut.reader);
    peel_cases_close(whole.reader);
    free(cut.facts);
    free(whole.facts);
    return whole.status;
}

#endif
