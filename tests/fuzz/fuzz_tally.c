/*
 * Any bytes as a text of tallies. The first byte chooses the encoding and the limits, the next four the sizes of the
 * pieces, the rest is the text. What must hold: nothing is lost, every message is ended and is UTF-8, and the text
 * gives the same in pieces as whole. See tests/fuzz/README.md.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <peel.h>

#include "records/encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { sizes_n = 4, head_size = 1 + sizes_n };

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) abort();                                                                                     \
    } while (0)

struct outcome {
    peel_tally_reader *reader;
    peel_status status;
    peel_error error;
    peel_tally_summary summary;
};

static void must_be_utf_8(const char *text, size_t length) {
    MUST(utf_8_sound((const unsigned char *)text, length) == length);
}

/* A text in a room of so many bytes. */
static void must_be_ended(const char *text, size_t room) {
    const char *const end = memchr(text, '\0', room);
    MUST(end);
    must_be_utf_8(text, (size_t)(end - text));
}

static void must_be_error(const peel_error *error) {
    MUST(peel_status_family(error->status) > PEEL_FAMILY_NONE);
    MUST(error->message[0] != '\0' && error->line >= 0 && error->column >= 0 && error->field >= 0);
    must_be_ended(error->message, sizeof error->message);
    must_be_ended(error->name, sizeof error->name);
}

/* Each piece lies alone in memory, so that a sanitizer sees a byte read beyond it. */
static peel_status feed(struct outcome *outcome, const uint8_t *text, size_t size) {
    uint8_t *const piece = malloc(size > 0 ? size : 1);
    MUST(piece);
    if (size > 0) memcpy(piece, text, size);
    const peel_status status = peel_tally_feed(outcome->reader, piece, size, &outcome->error);
    free(piece);
    return status;
}

static void must_be_whole(const struct outcome *outcome) {
    const peel_tally_summary *const n = &outcome->summary;
    peel_tally row;
    peel_error fault;
    int64_t kinds[PEEL_TALLY_KIND_END_] = {0};
    MUST(n->rows == n->samples + n->reported + n->unmeasured + n->set_aside);
    for (size_t i = 0; i < (size_t)(n->rows - n->set_aside); i++) {
        MUST(peel_tally_row(outcome->reader, i, &row) == PEEL_OK);
        MUST(row.criterion[0] != '\0' && peel_sample_check(&row.sample) == PEEL_OK);
        must_be_utf_8(row.criterion, strlen(row.criterion));
        must_be_utf_8(row.note, strlen(row.note));
        MUST(!(row.target < 0) && !(row.target > 1));
        kinds[row.kind]++;
    }
    MUST(kinds[PEEL_TALLY_SAMPLE] == n->samples && kinds[PEEL_TALLY_REPORTED] == n->reported);
    MUST(kinds[PEEL_TALLY_UNMEASURED] == n->unmeasured);
    MUST(peel_tally_row(outcome->reader, (size_t)(n->rows - n->set_aside), &row) == PEEL_ERROR_INDEX);
    for (size_t i = 0; i < (size_t)n->set_aside; i++) {
        MUST(peel_tally_set_aside(outcome->reader, i, &fault) == PEEL_OK);
        must_be_error(&fault);
    }
}

static struct outcome read_text(const peel_tally_options *options, const uint8_t *text, size_t size,
                                const uint8_t *sizes) {
    struct outcome outcome;
    memset(&outcome, 0, sizeof outcome);
    MUST(peel_tally_open(options, &outcome.reader, NULL) == PEEL_OK);
    for (size_t at = 0, i = 0; at < size && outcome.status == PEEL_OK; i++) {
        const size_t wanted = sizes ? sizes[i % sizes_n] + (size_t)(i % sizes_n == 0) : size; /* one is never 0 */
        const size_t piece = wanted < size - at ? wanted : size - at;
        outcome.status = feed(&outcome, text + at, piece);
        at += piece;
    }
    if (outcome.status == PEEL_OK) outcome.status = peel_tally_finish(outcome.reader, &outcome.error);
    if (outcome.status == PEEL_OK) {
        MUST(peel_tally_count(outcome.reader, &outcome.summary) == PEEL_OK);
        must_be_whole(&outcome);
    } else {
        MUST(outcome.error.status == outcome.status);
        must_be_error(&outcome.error);
    }
    return outcome;
}

static void must_be_equal(const struct outcome *a, const struct outcome *b) {
    peel_tally rows[2];
    peel_error faults[2];
    MUST(a->status == b->status && memcmp(&a->error, &b->error, sizeof a->error) == 0);
    MUST(memcmp(&a->summary, &b->summary, sizeof a->summary) == 0);
    for (size_t i = 0; peel_tally_row(a->reader, i, &rows[0]) == PEEL_OK; i++) {
        MUST(peel_tally_row(b->reader, i, &rows[1]) == PEEL_OK);
        MUST(rows[0].line == rows[1].line && rows[0].kind == rows[1].kind);
        MUST(memcmp(&rows[0].sample, &rows[1].sample, sizeof rows[0].sample) == 0);
        MUST(strcmp(rows[0].criterion, rows[1].criterion) == 0 && strcmp(rows[0].note, rows[1].note) == 0);
    }
    for (size_t i = 0; peel_tally_set_aside(a->reader, i, &faults[0]) == PEEL_OK; i++) {
        MUST(peel_tally_set_aside(b->reader, i, &faults[1]) == PEEL_OK);
        MUST(memcmp(&faults[0], &faults[1], sizeof faults[0]) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    peel_tally_options options = {.size = sizeof options};
    if (size < head_size) return 0;
    options.encoding = data[0] & 1 ? PEEL_ENCODING_WINDOWS_1252 : PEEL_ENCODING_UTF_8;
    if (data[0] & 2) options.max_field = 12;
    if (data[0] & 4) options.max_fields = 6;
    if (data[0] & 8) options.max_rows = 3;
    const struct outcome cut = read_text(&options, data + head_size, size - head_size, data + 1);
    const struct outcome whole = read_text(&options, data + head_size, size - head_size, NULL);
    must_be_equal(&cut, &whole);
    peel_tally_close(cut.reader);
    peel_tally_close(whole.reader);
    return 0;
}
