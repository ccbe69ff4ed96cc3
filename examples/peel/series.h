/*
 * Rows of tallies as series in time order.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef SERIES_H
#define SERIES_H

#include "program.h"

enum { period_size = 32 };

/* One row of a series. */
struct point {
    const struct row *row;
    int64_t period;
    double value;           /* the rate: met / assessed, or as printed; NaN where nothing was assessed */
    char name[period_size]; /* the period as shown: "March 2024", or as the row writes it */
};

struct series {
    struct point *points; /* in time order */
    size_t count;
    char *name; /* "North, attended in time"; "" of typed samples */
    int32_t unit;
    int counted;        /* 1: every point is a sample; 0: printed percentages are among them */
    size_t passed_over; /* rows that had no figure, or, where samples suffice, no counts */
};

struct series_list {
    struct series *items;
    size_t count, room;
    int by;            /* bits of the columns that part the series; 0: by criterion */
    int32_t unit;      /* of typed samples; of a file what its periods must be; PEEL_UNIT_NONE: any */
    int samples_alone; /* 1: printed percentages are passed over, however many there are */
};

/* --by COLUMNS, as exit code. */
enum { by_force = 1, by_area = 2, by_criterion = 4 };
int take_by(const char *typed, int *by);

/* Groups the rows of the report; what cannot be placed in time is added to its faults. */
void series_group(struct report *report, struct series_list *list);
void series_free(struct series_list *list);

/* The first and the last period with a rate; NULL where there is none. */
const struct point *first_with_cases(const struct series *series);
const struct point *last_with_cases(const struct series *series);

#endif
