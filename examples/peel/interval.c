/*
 * What may be shown of an answer's interval.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>

int answer_shows(const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    int shows = 0;
    if (answer->row->kind != PEEL_TALLY_SAMPLE) return 0;
    if (!isnan(interval->estimate)) shows |= shows_rate;
    if (!isnan(interval->lower) && interval->side != PEEL_SIDE_UPPER) shows |= shows_lower;
    if (!isnan(interval->upper) && interval->side != PEEL_SIDE_LOWER) shows |= shows_upper;
    return shows;
}

/*
 * The upper limit for people. Of 9007199254740991 / 9007199254740992 it is nearer to 1 than a double can tell, yet not 1:
 * where a case failed, only a limit that was cut is.
 */
double answer_upper(const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    int failed = answer->row->sample.met < answer->row->sample.assessed;
    int cut = (interval->notes & PEEL_NOTE_CLIPPED) != 0;
    return failed && !cut && interval->upper == 1 ? nextafter(1, 0) : interval->upper;
}

/*
 * Half the width of Wald's interval; NaN where the interval is withheld, and in a census, which has none. A limit that
 * was cut at 0 or 1 is too near, so that the other one is asked; NaN where both were cut.
 */
double answer_half_width(const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    int clipped = (interval->notes & PEEL_NOTE_CLIPPED) != 0;
    int lower_cut = clipped && interval->lower == 0;
    int upper_cut = clipped && interval->upper == 1;
    int census = (interval->notes & PEEL_NOTE_CENSUS) != 0;
    if (answer->row->kind != PEEL_TALLY_SAMPLE || census || (lower_cut && upper_cut)) return NAN;
    return upper_cut ? interval->estimate - interval->lower : interval->upper - interval->estimate;
}
