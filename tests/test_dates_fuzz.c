/* The corpus of dates, replayed: each took another way through the readers when it was found. */
#include <criterion/criterion.h>
#include <signal.h>

#include "support/replay.h"

/* libFuzzer wants the target without a header; here it is a part of this program. */
#include "fuzz/fuzz_dates.c"

/* A target that passed everything would find nothing: it must see a fault without a message, and a day that is in no year. */
Test(dates_fuzz, the_target_sees_a_silent_fault, .signal = SIGABRT) {
    const peel_error silent = {.status = PEEL_ERROR_NOT_A_DATE};
    must_be_fault(&silent);
}

Test(dates_fuzz, the_target_sees_a_wrong_day, .signal = SIGABRT) {
    const struct moment wrong = {.day = 2932897, .nanosecond = -1};
    must_be_sound(&wrong);
}

Test(dates_fuzz, the_target_sees_a_wrong_period, .signal = SIGABRT) {
    const struct moment moment = {.day = 19783, .nanosecond = -1}; /* 1 March 2024 */
    must_hold("2024-02", PEEL_EVERY_MONTH, &moment);
}

Test(dates_fuzz, the_corpus_passes) {
    size_t replayed = replay("tests/fuzz/corpus/dates", LLVMFuzzerTestOneInput);
    cr_expect_gt(replayed, 89, "%zu inputs", replayed);
}
