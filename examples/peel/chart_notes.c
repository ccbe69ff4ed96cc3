/*
 * How far charts may be trusted: notes, each said once for all series.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <math.h>
#include <stdio.h>

/* Notes of which this file says more than the library, or the same of a chart. */
enum {
    own_notes = PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_VARIATION | PEEL_NOTE_CLIPPED | PEEL_NOTE_OVERDISPERSED |
                PEEL_NOTE_UNEQUAL_SIZES | PEEL_NOTE_NO_COUNTS | PEEL_NOTE_MONTE_CARLO
};

static const char *say_in(size_t held, size_t count, const char *sentence, const char *before) {
    if (held == 0) return before;
    printf("%sNote: ", before);
    say_share(held, count, "series");
    printf("%s\n", sentence);
    return "";
}

static const char *say_left_out(const struct charted *charted, size_t count, const char *before) {
    size_t passed_over = 0, several = 0, pending = 0;
    for (size_t i = 0; i < count; i++) {
        passed_over += charted[i].series->passed_over;
        several += charted[i].options.kind == PEEL_CHART_T ? charted[i].several : 0;
        pending += charted[i].pending >= 0;
    }
    before = say_in(pending, count,
                    "The cases after the last failure are no point yet: their stretch has not ended in one.", before);
    if (several > 0) {
        printf("%sNote: Rows with more than one failure, which are one point in time: %zu.\n", before, several);
        before = "";
    }
    if (passed_over == 0) return before;
    printf("%sNote: Rows passed over, for they have no figure, or no counts where others have them: %zu.\n", before,
           passed_over);
    return "";
}

/* Many charts raise false alarms between them, however rare those are in each. */
static const char *say_many_charts(const struct charted *charted, size_t count, const char *before) {
    double expected = 0;
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(charted[i].alarm.rate)) continue;
        expected += charted[i].alarm.rate;
        known++;
    }
    if (known < 2) return before;
    printf("%sNote: Were all %zu series steady, chance alone would still raise a signal in about %.*f of them.\n",
           before, known, expected < 10, expected);
    return "";
}

void say_charted_notes(const struct charted *charted, size_t count) {
    const char *before = "\n";
    struct note_counts notes = {.total = count};
    size_t scattered = 0, unequal = 0, uncounted = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t of_one = charted[i].result.notes;
        if (chart_single(&charted[i])) of_one = 0; /* that it is too few was said */
        if (chart_flat(&charted[i])) of_one &= ~(uint32_t)PEEL_NOTE_LIMIT_AT_END;
        if (chart_withheld(&charted[i])) of_one &= PEEL_NOTE_DIP | PEEL_NOTE_GAP;
        count_notes(&notes, of_one & ~(uint32_t)own_notes);
        scattered += (of_one & PEEL_NOTE_OVERDISPERSED) != 0 && !chart_withheld(&charted[i]);
        unequal += (of_one & PEEL_NOTE_UNEQUAL_SIZES) != 0 && !chart_withheld(&charted[i]);
        uncounted += (of_one & PEEL_NOTE_NO_COUNTS) != 0;
    }
    before = say_note_counts(&notes, "series", before);
    before =
        say_in(scattered, count,
               "Neighbouring rates differ by more than the choice of cases explains: such limits are too narrow, and "
               "signals too many. --kind laney widens them.",
               before);
    before = say_in(unequal, count,
                    "This kind of chart takes the rates as equally sure, but the samples differ in size.", before);
    before = say_in(uncounted, count, "Only percentages are known: limits go by how far neighbours differ.", before);
    before = say_many_charts(charted, count, before);
    say_left_out(charted, count, before);
}
