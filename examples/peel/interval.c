/*
 * What may be shown of an interval.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rate.h"

#include <math.h>

int interval_shows(const peel_interval *interval) {
    int shows = 0;
    if (!isnan(interval->estimate)) shows |= shows_rate;
    if (!isnan(interval->lower) && interval->side != PEEL_SIDE_UPPER) shows |= shows_lower;
    if (!isnan(interval->upper) && interval->side != PEEL_SIDE_LOWER) shows |= shows_upper;
    return shows;
}

int answer_shows(const struct answer *answer) {
    int answered = answer->row->kind == PEEL_TALLY_SAMPLE && answer->status == PEEL_OK;
    return answered ? interval_shows(&answer->interval) : 0;
}

/*
 * The upper limit for people. Of 9007199254740991 / 9007199254740992 it is nearer to 1 than a double can tell, yet not 1:
 * where a case failed, only a limit that was cut is.
 */
double rate_upper(const peel_sample *sample, const peel_interval *interval) {
    int cut = (interval->notes & PEEL_NOTE_CLIPPED) != 0;
    return sample->met < sample->assessed && !cut && interval->upper == 1 ? nextafter(1, 0) : interval->upper;
}

double answer_upper(const struct answer *answer) {
    return rate_upper(&answer->row->sample, &answer->interval);
}

/*
 * Half the width of Wald's interval; NaN where the interval is withheld, and in a census, which has none. A limit that
 * was cut, at 0 or 1 or at what is certain of a known population, is too near, so that the other one is asked; NaN where
 * both were cut.
 */
double answer_half_width(const struct answer *answer) {
    const peel_interval *interval = &answer->interval;
    const peel_sample *sample = &answer->row->sample;
    int clipped = (interval->notes & PEEL_NOTE_CLIPPED) != 0;
    double population = (interval->notes & PEEL_NOTE_FINITE) != 0 ? (double)sample->population : INFINITY;
    int lower_cut = clipped && interval->lower <= (double)sample->met / population;
    int upper_cut = clipped && interval->upper >= 1 - (double)(sample->assessed - sample->met) / population;
    int census = (interval->notes & PEEL_NOTE_CENSUS) != 0;
    if (answer->row->kind != PEEL_TALLY_SAMPLE || census || (lower_cut && upper_cut)) return NAN;
    return upper_cut ? interval->estimate - interval->lower : interval->upper - interval->estimate;
}

/* Of the test only what is of this rate, where it is shown: that its populations are endless is so of every test. */
uint32_t answer_notes(const struct answer *answer) {
    uint32_t of_test = PEEL_NOTE_HOLE | PEEL_NOTE_RULED_OUT;
    return answer->interval.notes | (answer_tested(answer) ? answer->test.notes & of_test : 0);
}

/* One number of the prior, as used: NaN for a method without. */
double answer_prior(const struct answer *answer, double typed) {
    int32_t method = answer->interval.method;
    if (method != PEEL_RATE_BETA && method != PEEL_RATE_BETA_HPD) return NAN;
    return typed > 0 ? typed : 1;
}

/* Of a dip sample nothing is concluded but what its own cases rule out, and of a census nothing has to be. */
const char *answer_significant(const struct answer *answer) {
    if (!answer_tested(answer)) return "";
    return answer_rejected(answer) ? "yes" : "no";
}
