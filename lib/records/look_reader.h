/* What the files of the look share. */
#ifndef RECORDS_LOOK_READER_H
#define RECORDS_LOOK_READER_H

#include <stddef.h>

#include <peel/look.h>

#include "records/cell.h"
#include "records/csv.h"
#include "records/header.h"
#include "records/memory.h"
#include "records/names.h"

/* Of how many kinds the cells that do not fit are counted, up to how many. */
enum { look_nearly = 2, look_most_odd = 1000 };

/* How many different texts of a column are remembered, how many bytes of each, and how many bytes of all columns together. */
enum { look_most_texts = 1000, look_longest_text = 191, look_most_bytes = 8 * 1024 * 1024 };

/* --- a column ---------------------------------------------------------------------------------------------------------- */

/* What is known of a column. Zeroed: nothing yet. */
struct look_column {
    int64_t filled;
    int64_t blank;
    int64_t totals_rows;      /* that begin in it: they are no cells of it */
    unsigned unfit;           /* a bit a PEEL_HOLDS_...: a cell has not fitted it */
    int32_t odd[look_nearly]; /* cells that do not fit answers and dates, but for those of texts that are remembered */
    struct names texts;       /* the different ones, as first seen; none once forgotten */
    int64_t *cells;           /* how many cells each of them has */
    size_t cells_room;
    size_t bytes;                            /* of these texts */
    int forgotten;                           /* there are more than can be remembered */
    const char *example[PEEL_LOOK_EXAMPLES]; /* the first ones, kept once the texts are forgotten; then the answer */
    size_t example_length[PEEL_LOOK_EXAMPLES];
    int64_t example_cells[PEEL_LOOK_EXAMPLES];
    int32_t example_n;
};

/* Takes a cell. *bytes: of all columns together. The examples are kept in the arena. 0 where there is no memory. */
int look_take_cell(struct look_column *column, const struct cell *cell, size_t *bytes, struct arena *kept,
                   const peel_allocator *allocator);

/* The most frequent texts become the examples, where all are known; and the cells that do not fit are counted. */
void look_choose_examples(struct look_column *column);

/* What the column seems to hold, a PEEL_HOLDS_..., and how many different texts it has. */
int32_t look_holds(const struct look_column *column);
int64_t look_different(const struct look_column *column);

/* What it seems to hold but for a few cells, and how many these are; 0: nothing. Once examples are chosen. */
int32_t look_holds_nearly(const struct look_column *column, int32_t *odd);

void look_release_column(struct look_column *column, const peel_allocator *allocator);

/* --- the delimiter ------------------------------------------------------------------------------------------------------ */

/* The first line that has more than spaces, being looked through. Zeroed: at its start. */
struct look_line {
    size_t count[csv_delimiters_n]; /* of each delimiter outside quotation marks */
    int quoted;                     /* within quotation marks */
    int filled;                     /* it has more than spaces */
};

/* Goes on through a line. 1 once it has ended: its delimiter is known. */
int look_through(struct look_line *line, const unsigned char *bytes, size_t size);

/* That which the line has most of, the comma where it has none. */
char look_delimiter(const struct look_line *line);

#endif
