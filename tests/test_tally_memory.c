/* An allocator that fails at its call 1, 2, 3, ...: PEEL_ERROR_MEMORY each time, and everything released. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <peel.h>

#include "support/meagre.h"

/* Reads a text; returns the first status that is not PEEL_OK. */
static peel_status read_with(struct meagre *meagre, const char *text, size_t piece, int32_t encoding) {
    peel_tally_options options = {.size = sizeof options, .encoding = encoding};
    peel_tally_reader *reader;
    peel_error error;
    const size_t size = strlen(text);
    options.allocator = meagre_allocator(meagre);
    peel_status status = peel_tally_open(&options, &reader, &error);
    if (status != PEEL_OK) {
        cr_expect_eq(error.status, status);
        return status;
    }
    for (size_t at = 0; at < size && status == PEEL_OK; at += piece)
        status = peel_tally_feed(reader, text + at, piece < size - at ? piece : size - at, &error);
    if (status == PEEL_OK) status = peel_tally_finish(reader, &error);
    if (status != PEEL_OK) {
        cr_expect_eq(error.status, status);
        cr_expect_str_eq(error.message, peel_status_sentence(status));
        cr_expect_eq(peel_tally_feed(reader, "x", 1, NULL), status, "the status stays");
        cr_expect_eq(peel_tally_finish(reader, NULL), status, "the status stays");
    }
    peel_tally_close(reader);
    return status;
}

/* Fails at every call in turn until none fails. Returns how many calls there are. */
static size_t fail_at_each(const char *text, size_t piece, int32_t encoding) {
    for (size_t fails_at = 1; fails_at < 100000; fails_at++) {
        struct meagre meagre = {0, fails_at, 0};
        const peel_status status = read_with(&meagre, text, piece, encoding);
        cr_assert_eq(meagre.out, 0, "call %zu failed: %zu pieces of memory lost", fails_at, meagre.out);
        if (status == PEEL_OK) {
            cr_expect_eq(meagre.calls, fails_at - 1);
            return meagre.calls;
        }
        cr_assert_eq(status, PEEL_ERROR_MEMORY, "call %zu failed: %d", fails_at, status);
    }
    return 0;
}

/* Rows enough for every array to grow, texts enough for several chunks, a field longer than a chunk. */
static char *large_text(void) {
    enum { rows = 400, longest = 40000 };
    char *const text = malloc(rows * 200 + longest);
    cr_assert_not_null(text);
    size_t size = (size_t)sprintf(text, "area,criterion,met,assessed,counts,reported,target,note,a,b,c,d,e,f,g,h,i\n");
    for (int i = 0; i < rows; i++) {
        const char *const met = i % 5 == 0 ? "x" : "1";
        size +=
            (size_t)sprintf(text + size, "area %d,criterion %d,%s,2,failures,80.6%%,90%%,\"a note, number %d\",%s\n", i,
                            i, met, i, ",,,,,,,,");
    }
    size += (size_t)sprintf(text + size, "area,criterion,1,2,,,,");
    memset(text + size, 'n', longest);
    strcpy(text + size + longest, ",,,,,,,,,\nlast,stray\",1,2,,,,,,,,,,,,,\n");
    return text;
}

Test(tally_memory, every_failure_is_told_and_nothing_is_lost) {
    char *const text = large_text();
    const size_t calls = fail_at_each(text, 4096, PEEL_ENCODING_UTF_8);
    cr_expect_gt(calls, 30, "%zu calls", calls);
    cr_expect_gt(fail_at_each(text, 4096, PEEL_ENCODING_WINDOWS_1252), 30);
    cr_expect_gt(fail_at_each("criterion,met,assessed\na,1,2\nb,1\n", 1, PEEL_ENCODING_UTF_8), 5);
    free(text);
}

Test(tally_memory, a_fault_in_the_text_releases_everything_too) {
    const char *const texts[] = {"",
                                 "area\n",
                                 "criterion,met,assessed,met\n",
                                 "criterion,met,assessed\n\"a",
                                 "criterion,met,assessed\n\"a\nb\"c",
                                 "\xFF\xFE",
                                 "criterion,met,assessed,\xFF\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct meagre meagre = {0, SIZE_MAX, 0};
        peel_tally_options options = {.size = sizeof options};
        peel_tally_reader *reader;
        options.allocator = meagre_allocator(&meagre);
        cr_assert_eq(peel_tally_open(&options, &reader, NULL), PEEL_OK);
        const peel_status fed = peel_tally_feed(reader, texts[i], strlen(texts[i]), NULL);
        cr_expect_neq(peel_tally_finish(reader, NULL), PEEL_OK, "text %zu, fed %d", i, fed);
        cr_expect_gt(meagre.out, 0);
        peel_tally_close(reader);
        cr_expect_eq(meagre.out, 0, "text %zu", i);
    }
}

Test(tally_memory, a_reader_that_is_closed_early_releases_everything) {
    char *const text = large_text();
    for (size_t size = 0; size < strlen(text); size += 97) {
        struct meagre meagre = {0, SIZE_MAX, 0};
        peel_tally_options options = {.size = sizeof options};
        peel_tally_reader *reader;
        options.allocator = meagre_allocator(&meagre);
        cr_assert_eq(peel_tally_open(&options, &reader, NULL), PEEL_OK);
        cr_assert_eq(peel_tally_feed(reader, text, size, NULL), PEEL_OK);
        peel_tally_close(reader);
        cr_assert_eq(meagre.out, 0);
    }
    free(text);
}

/* Each of 3 bytes in UTF-8; and texts that fill the room for them to the last byte. */
Test(tally_memory, no_byte_is_written_beyond_the_end) {
    enum { letters = 1000 };
    char text[letters + 64];
    memset(text, '\x80', letters);
    strcpy(text + letters, ",criterion,reported\n,a,5%");
    struct meagre meagre = {0, SIZE_MAX, 0};
    cr_expect_eq(read_with(&meagre, text, sizeof text, PEEL_ENCODING_WINDOWS_1252), PEEL_OK);
    cr_expect_eq(meagre.out, 0);

    for (size_t length = 16380; length < 16390; length++) {
        char *const names = malloc(length + 64);
        cr_assert_not_null(names);
        memset(names, 'x', length);
        strcpy(names + length, ",,,,,,criterion,reported\n");
        cr_expect_eq(read_with(&meagre, names, length + 64, PEEL_ENCODING_UTF_8), PEEL_OK);
        cr_expect_eq(meagre.out, 0);
        free(names);
    }
}
