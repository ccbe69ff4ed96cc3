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
                PEEL_NOTE_UNEQUAL_SIZES | PEEL_NOTE_NO_COUNTS | PEEL_NOTE_MONTE_CARLO | PEEL_NOTE_GAP
};

static const char *say_in(size_t held, size_t count, const char *sentence, const char *before) {
    if (held == 0) return before;
    printf("%sNote: ", before);
    say_share(held, count, "series");
    printf("%s\n", sentence);
    return "";
}

/* Between failures in the same row no time and no case is known; of months that all have one, only that. */
static int too_frequent(const struct charted *charted) {
    int months = charted->options.kind == PEEL_CHART_T && charted->series->unit > PEEL_UNIT_DAY;
    if (!chart_has_gaps(charted->options.kind)) return 0;
    return 2 * charted->several > charted->failing || (months && 2 * charted->failing > charted->series->count);
}

static const char *say_left_out(const struct charted *charted, size_t count, const char *before) {
    size_t passed_over = 0, several = 0, pending = 0, frequent = 0, unseen = 0, targets = 0;
    for (size_t i = 0; i < count; i++) {
        passed_over += charted[i].series->passed_over;
        several += charted[i].options.kind == PEEL_CHART_T ? charted[i].several : 0;
        pending += charted[i].pending >= 0;
        frequent += (size_t)too_frequent(&charted[i]);
        unseen += charted[i].unseen;
        targets += charted[i].targets_differ != 0;
    }
    before =
        say_in(frequent, count,
               "Most failures are not alone in their row, or most rows have one: g and t are for what rarely fails, "
               "and --kind p tells more here.",
               before);
    before = say_in(pending, count,
                    "The cases after the last failure are no point yet: their stretch has not ended in one.", before);
    before =
        say_in(targets, count, "The target changed within the series: the last one is drawn and judged by.", before);
    if (unseen > 0) {
        printf(
            "%sNote: Rows between failures in which nothing was assessed, so that a failure there could not have been "
            "seen: %zu.\n",
            before, unseen);
        before = "";
    }
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
    if (known == count)
        printf("%sNote: Were all %zu series steady", before, known);
    else
        printf("%sNote: Were the %zu series steady of which that is known", before, known);
    if (expected < 0.05)
        printf(", chance alone would raise a signal in fewer than 0.1 of them.\n");
    else
        printf(", chance alone would still raise a signal in about %.*f of them.\n", expected < 10, expected);
    return "";
}

void say_charted_notes(const struct chart_request *request, const struct charted *charted, size_t count) {
    const char *before = "\n";
    struct note_counts notes = {.total = count};
    size_t empty = 0, gaps = 0, cut = 0, scattered = 0, unequal = 0, uncounted = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t of_one = charted[i].result.notes;
        if (chart_few(&charted[i])) of_one = 0; /* that it is too few was said */
        if (charted[i].options.kind == PEEL_CHART_RUN)
            of_one &= ~(uint32_t)PEEL_NOTE_SHORT_SERIES; /* it has no limits */
        if (chart_flat(&charted[i])) of_one &= ~(uint32_t)PEEL_NOTE_LIMIT_AT_END;
        if (chart_withheld(&charted[i])) of_one &= PEEL_NOTE_DIP | PEEL_NOTE_GAP;
        if (charted[i].result.points > 0 && chart_no_width(&charted[i], charted[i].result.last)) {
            of_one &= ~(uint32_t)PEEL_NOTE_LIMIT_AT_END;
            empty += request->settings.format == format_table && of_one != 0;
        }
        int run = charted[i].options.kind == PEEL_CHART_RUN; /* of which the library's sentence is enough */
        count_notes(&notes, of_one & ~((uint32_t)own_notes ^ (run ? (uint32_t)PEEL_NOTE_NO_COUNTS : 0)));
        gaps += (of_one & PEEL_NOTE_GAP) != 0;
        scattered += (of_one & PEEL_NOTE_OVERDISPERSED) != 0 && !chart_withheld(&charted[i]);
        cut += of_one != 0 && chart_limits_cut(&charted[i]);
        unequal += (of_one & PEEL_NOTE_UNEQUAL_SIZES) != 0 && !chart_withheld(&charted[i]);
        uncounted += (of_one & PEEL_NOTE_NO_COUNTS) != 0 && !run;
    }
    before = say_note_counts(&notes, "series", before);
    before = say_in(gaps, count, "A period is missing, or nothing was assessed in it: rules pass it over.", before);
    before =
        say_in(empty, count, "Nothing varies in the baseline: its limits have no width, and mean nothing yet.", before);
    before = say_in(cut, count, "A limit lay beyond 0% or 100%, and is shown there.", before);
    before =
        say_in(scattered, count,
               "Neighbouring rates differ by more than the choice of cases explains, so that signals are too many: "
               "either they differ for reasons of their own (then --kind laney), or single periods stand out (then "
               "--exclude what has a known reason).",
               before);
    before = say_in(unequal, count,
                    "This kind of chart takes the rates as equally sure, but the samples differ in size.", before);
    before = say_in(uncounted, count, "Only percentages are known: limits go by how far neighbours differ.", before);
    before = say_many_charts(charted, count, before);
    before = say_left_out(charted, count, before);
    if (request->refused > 0 && count > 0)
        printf("%sNote: %s that were refused, as said at the end, and are missing here: %zu.\n", before,
               request->samples ? "Samples" : "Rows", request->refused);
}
