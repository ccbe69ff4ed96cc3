/* The list of statuses and notes, its functions, and that a test provokes each status. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/table.h"
#include <peel.h>

#define COVERAGE_TXT "tests/reference/status-coverage.txt"

struct entry {
    const char *constant; /* as in "PEEL_ERROR_NULL" */
    peel_status code;
    const char *name, *sentence;
};

#define ENTRY(constant, code, name, sentence) {"PEEL_" #constant, code, name, sentence},
static const struct entry statuses[] = {PEEL_STATUSES(ENTRY)};
static const struct entry notes[] = {PEEL_NOTES(ENTRY)};
enum { status_count = sizeof statuses / sizeof statuses[0], note_count = sizeof notes / sizeof notes[0] };

/* Words of small letters and hyphens, as a user may type them. */
static int is_name(const char *text) {
    return text[0] != '\0' && strspn(text, "abcdefghijklmnopqrstuvwxyz-") == strlen(text);
}

/* One sentence or two, of ASCII alone, begun and ended as such. */
static int is_sentence(const char *text) {
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++)
        if (text[i] < ' ' || text[i] > '~') return 0;
    return length > 15 && text[0] >= 'A' && text[0] <= 'Z' && (text[length - 1] == '.' || text[length - 1] == '?');
}

static void expect_distinct(const struct entry *entries, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            cr_expect(entries[i].code != entries[j].code, "%s, %s", entries[i].name, entries[j].name);
            cr_expect(strcmp(entries[i].name, entries[j].name) != 0, "%s", entries[i].constant);
            cr_expect(strcmp(entries[i].sentence, entries[j].sentence) != 0, "%s", entries[i].constant);
        }
}

Test(status, list) {
    cr_assert(status_count == 81, "%d statuses", status_count);
    expect_distinct(statuses, status_count);
    for (size_t i = 0; i < status_count; i++) {
        const struct entry *s = &statuses[i];
        cr_expect(is_name(s->name) && is_sentence(s->sentence), "%s: \"%s\"", s->name, s->sentence);
        cr_expect(i == 0 || s->code > statuses[i - 1].code, "%s is out of order", s->name);
        cr_expect(strcmp(peel_status_name(s->code), s->name) == 0);
        cr_expect(strcmp(peel_status_sentence(s->code), s->sentence) == 0);
        cr_expect(peel_status_family(s->code) == s->code / 100);
        cr_expect((s->code == 0) == (strcmp(s->name, "ok") == 0) && s->code >= 0 && s->code < PEEL_STATUS_END_);
    }
}

Test(status, families) {
    cr_expect(peel_status_family(PEEL_OK) == PEEL_FAMILY_NONE);
    cr_expect(peel_status_family(PEEL_ERROR_CONFIDENCE) == PEEL_FAMILY_ARGUMENT);
    cr_expect(peel_status_family(PEEL_ERROR_MET_ABOVE_ASSESSED) == PEEL_FAMILY_NUMBER);
    cr_expect(peel_status_family(PEEL_ERROR_QUOTE) == PEEL_FAMILY_TEXT);
    cr_expect(peel_status_family(PEEL_ERROR_MEMORY) == PEEL_FAMILY_ROOM);
    cr_expect(peel_status_family(PEEL_ERROR_SEARCH) == PEEL_FAMILY_SEARCH);
}

Test(status, unknown_codes) {
    static const peel_status unknown[] = {-1, 1, 100, 139, 200, 299, 320, 408, 502, 1000, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        cr_expect(!peel_status_name(unknown[i]) && !peel_status_sentence(unknown[i]), "%d", unknown[i]);
        cr_expect(peel_status_family(unknown[i]) == -1, "%d", unknown[i]);
    }
}

/* The sentence for 95 typed as a proportion asks the question back. */
Test(status, percent_asks) {
    cr_expect(strstr(peel_status_sentence(PEEL_ERROR_CONFIDENCE_PERCENT), "0.95") != NULL);
}

Test(status, notes) {
    uint32_t all = 0;
    expect_distinct(notes, note_count);
    for (size_t i = 0; i < note_count; i++) {
        uint32_t bit = (uint32_t)notes[i].code;
        cr_expect(bit != 0 && (bit & (bit - 1)) == 0, "%s is not one bit", notes[i].name);
        cr_expect(is_name(notes[i].name) && is_sentence(notes[i].sentence), "%s", notes[i].name);
        cr_expect(strcmp(peel_note_name(bit), notes[i].name) == 0);
        cr_expect(strcmp(peel_note_sentence(bit), notes[i].sentence) == 0);
        all |= bit;
    }
    for (int shift = 0; shift < 32; shift++) {
        uint32_t bit = UINT32_C(1) << shift;
        cr_expect(!peel_note_name(bit) == !(all & bit) && !peel_note_sentence(bit) == !(all & bit), "bit %u", bit);
    }
    cr_expect(!peel_note_name(0) && !peel_note_name(3) && !peel_note_sentence(0) && !peel_note_sentence(all));
}

Test(status, every_status_is_provoked) {
    struct table row;
    int seen[status_count] = {0};
    cr_assert(table_open(&row, COVERAGE_TXT), "cannot open " COVERAGE_TXT);
    while (table_next(&row, '|')) {
        char path[300];
        size_t i = 0;
        cr_assert(row.fields == 2, COVERAGE_TXT ":%zu", row.line);
        while (i < status_count && strcmp(statuses[i].name, row.field[0]) != 0)
            i++;
        cr_expect(i < status_count, COVERAGE_TXT ":%zu: unknown status %s", row.line, row.field[0]);
        if (i == status_count) continue;
        seen[i]++;
        snprintf(path, sizeof path, "tests/%s", row.field[1]);
        cr_expect(file_mentions(path, statuses[i].constant), "%s does not mention %s", path, statuses[i].constant);
    }
    table_close(&row);
    for (size_t i = 0; i < status_count; i++)
        cr_expect(seen[i] == 1, "%s stands %d times in " COVERAGE_TXT, statuses[i].name, seen[i]);
}
