/*
 * Columns that would be answers or dates but for some of their cells.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tally_look.h"

#include <stdlib.h>

enum { most_odd = 1000 }; /* that the library counts */

void advise_nearly(FILE *out, const struct looked *looked) {
    for (size_t i = 0; i < looked->count; i++) {
        const peel_look_column *column = &looked->columns[i];
        int one = column->odd == 1;
        if (column->nearly == 0) continue;
        char *name = text_flat_copy(column->name);
        fprintf(out, "%s: %s but for %s%d %s: ", name, peel_holds_name(column->nearly),
                column->odd >= most_odd ? "at least " : "", (int)column->odd, one ? "cell" : "cells");
        if (column->nearly == PEEL_HOLDS_ANSWERS)
            fprintf(out, "mend %s, or say by --met, --not-met, --not-applicable or --missing-words what %s.\n",
                    one ? "it" : "them", one ? "its text means" : "their texts mean");
        else
            fprintf(out, "%s set aside where a date is asked for.\n", one ? "its row is" : "their rows are");
        free(name);
    }
}
