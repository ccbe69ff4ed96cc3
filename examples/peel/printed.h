/*
 * Printed percentages: as text, and compared with one another or with a counted sample.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PRINTED_H
#define PRINTED_H

#include "program.h"
#include "verdict.h"

/* A figure as it was typed. */
struct figure {
    const char *typed;
    peel_reported reported;
    double rate; /* the figure as a proportion */
};

/* Reads a figure; the exit code. */
int read_figure(const char *typed, struct figure *figure);

/* "80.6%", "87.8% (+/- 1.66)"; fits into number_size bytes. */
void figure_text(char *text, const struct figure *figure);

/* One side of a comparison: a figure or, where `row` is not NULL, a sample. */
struct side {
    struct figure figure;
    const struct row *row;
};

/* "Rose from 80.6% to 85.0%: ...". */
void say_printed(const struct side *before, const struct side *after, const peel_reported_test *answer, int decimals);
void show_printed_table(const peel_reported_test *answer, int decimals);

#endif
