#include "support/looked.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_columns(const peel_look *look, char *text) {
    peel_look_column column;
    for (size_t i = 0; peel_look_column_at(look, i, &column) == PEEL_OK; i++) {
        text += sprintf(text, "%s: %s, %lld filled, %lld blank, %lld different:", column.name,
                        peel_holds_name(column.holds), (long long)column.filled, (long long)column.blank,
                        (long long)column.different);
        for (int32_t e = 0; e < column.example_n; e++)
            text += sprintf(text, " %s (%lld)", column.example[e], (long long)column.example_cells[e]);
        text += sprintf(text, "\n");
    }
}

static void write_totals(const peel_look *look, char *text, size_t size) {
    peel_look_column column;
    size_t used = 0;
    for (size_t i = 0; used + 1 < size && peel_look_column_at(look, i, &column) == PEEL_OK; i++)
        used += (size_t)snprintf(text + used, size - used, "%lld ", (long long)column.totals_rows);
}

/* Looks at a text in pieces; `looked` is filled as far as the look came. */
void look_at(const peel_look_options *options, const char *text, size_t size, size_t piece, struct looked *looked) {
    peel_look *look = NULL;
    memset(looked, 0, sizeof *looked);
    looked->status = peel_look_open(options, &look, &looked->error);
    if (looked->status != PEEL_OK) return;
    for (size_t at = 0; at < size && looked->status == PEEL_OK; at += piece)
        looked->status = peel_look_feed(look, text + at, piece < size - at ? piece : size - at, &looked->error);
    if (looked->status == PEEL_OK) looked->status = peel_look_finish(look, &looked->error);
    if (looked->status == PEEL_OK) {
        cr_expect_eq(peel_look_count(look, &looked->summary), PEEL_OK);
        write_columns(look, looked->columns);
        write_totals(look, looked->totals, sizeof looked->totals);
    } else {
        peel_error again;
        cr_expect_eq(peel_look_feed(look, "x", 1, &again), looked->status, "the status stays");
        cr_expect_eq(peel_look_finish(look, NULL), looked->status, "the status stays");
        cr_expect_eq(memcmp(&again, &looked->error, sizeof again), 0);
        cr_expect_eq(peel_look_count(look, &looked->summary), PEEL_ERROR_STATE);
    }
    peel_look_close(look);
}

struct looked *new_looked(void) {
    struct looked *const looked = malloc(sizeof *looked);
    cr_assert_not_null(looked);
    return looked;
}

/* The columns of a text, equal in pieces of any size. */
struct looked *look_everywhere(const peel_look_options *options, const char *text) {
    struct looked *const whole = new_looked(), *const cut = new_looked();
    const size_t size = strlen(text);
    look_at(options, text, size, size + 1, whole);
    for (size_t piece = 1; piece <= size; piece++) {
        look_at(options, text, size, piece, cut);
        cr_assert(memcmp(whole, cut, sizeof *whole) == 0, "in pieces of %zu", piece);
    }
    free(cut);
    return whole;
}
