/* The words and limits of a plan. */
#include <string.h>

#include "base/text.h"
#include "records/cases_reading.h"
#include "records/usual_words.h"

enum { most_limits = 255, nanosecond = 1000000000 };

/* --- words ------------------------------------------------------------------------------------------------------------ */

peel_status reading_words(struct reading *at, const peel_criterion *given, struct meanings *meanings) {
    const peel_allocator *const allocator = &at->reader->allocator;
    const int filled = given->measure == PEEL_MEASURE_FILLED;
    size_t longest = 0;
    meanings->usual = filled ? usual_filled(&meanings->usual_n) : usual_answers(&meanings->usual_n);
    if (given->words_n > 0 && !given->words) return reading_fail(at, PEEL_ERROR_NULL);
    if (given->words_n > most_words) return reading_refuse(at, " has more than 100,000 words.");
    for (size_t i = 0; i < given->words_n; i++) {
        const peel_word *const word = &given->words[i];
        if (!word->word) return reading_fail(at, PEEL_ERROR_NULL);
        if (word->reserved != 0) return reading_fail(at, PEEL_ERROR_RESERVED);
        if (word->answer < PEEL_ANSWER_MET || word->answer >= PEEL_ANSWER_END_)
            return reading_refuse_word(at, word->word,
                                       " has no such answer: it is met, not met, not applicable or missing.");
        if (reading_trimmed(word->word).length > longest) longest = reading_trimmed(word->word).length;
    }
    if (!meanings_open(meanings, allocator, given->words_n, longest)) return reading_fail(at, PEEL_ERROR_MEMORY);
    for (size_t i = 0; i < given->words_n; i++) {
        const peel_word *const word = &given->words[i];
        const struct cell cell = reading_trimmed(word->word);
        const int has = meanings_add(meanings, allocator, cell.text, cell.length, (unsigned char)word->answer);
        if (has == 0) return reading_fail(at, PEEL_ERROR_MEMORY);
        if (has != word->answer) return reading_refuse_word(at, word->word, " has two meanings: leave it one.");
    }
    return PEEL_OK;
}

/* --- limits ----------------------------------------------------------------------------------------------------------- */

static peel_status check_limits(const struct reading *at, const peel_criterion *given, size_t *longest) {
    const size_t n = given->limits_n;
    *longest = 0;
    if (n == 0) return reading_refuse(at, " has no limit: say how long is in time.");
    if (!given->limits) return reading_fail(at, PEEL_ERROR_NULL);
    if (!given->grade && (n > 1 || given->limits[0].grade))
        return reading_refuse(at, " has limits by grade, and no column of grades.");
    if (n > most_limits) return reading_refuse(at, " has more than 255 limits.");
    for (size_t i = 0; i < n; i++) {
        if (given->grade && reading_is_blank(given->limits[i].grade))
            return reading_refuse(at, " has a limit without a grade.");
        if (given->limits[i].seconds < -1)
            return reading_refuse(at, " has a limit below -1: it is a number of seconds, or -1 for no limit.");
        if (given->grade && reading_trimmed(given->limits[i].grade).length > *longest)
            *longest = reading_trimmed(given->limits[i].grade).length;
    }
    return PEEL_OK;
}

/* A limit beyond what nanoseconds can count, 292 years, is as long as they can. */
static int64_t nanoseconds(int64_t seconds) {
    if (seconds < 0) return -1;
    return seconds > INT64_MAX / nanosecond ? INT64_MAX : seconds * nanosecond;
}

peel_status reading_limits(struct reading *at, const peel_criterion *given, struct cases_criterion *criterion) {
    const peel_allocator *const allocator = &at->reader->allocator;
    size_t longest;
    const peel_status status = check_limits(at, given, &longest);
    if (status != PEEL_OK) return status;
    criterion->limits = memory_get(allocator, given->limits_n * sizeof *criterion->limits);
    if (!criterion->limits || !meanings_open(&criterion->words, allocator, given->limits_n, longest))
        return reading_fail(at, PEEL_ERROR_MEMORY);
    criterion->limits_n = given->limits_n;
    for (size_t i = 0; i < given->limits_n; i++) {
        criterion->limits[i] = nanoseconds(given->limits[i].seconds);
        if (!given->grade) continue;
        const struct cell grade = reading_trimmed(given->limits[i].grade);
        const int has = meanings_add(&criterion->words, allocator, grade.text, grade.length, (unsigned char)(i + 1));
        if (has == 0) return reading_fail(at, PEEL_ERROR_MEMORY);
        if (has != (int)i + 1) return reading_refuse_word(at, given->limits[i].grade, " has two limits: leave it one.");
    }
    return PEEL_OK;
}
