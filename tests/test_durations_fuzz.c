/* The corpus of durations, replayed: each took another way through the reader when it was found. */
#include <criterion/criterion.h>
#include <signal.h>

#include "support/replay.h"

/* libFuzzer wants the target without a header; here it is a part of this program. */
#include "fuzz/fuzz_durations.c"

/* A target that passed everything would find nothing: it must see a fault without a message, and a text that reads otherwise. */
Test(durations_fuzz, the_target_sees_a_silent_fault, .signal = SIGABRT) {
    const peel_error silent = {.status = PEEL_ERROR_NOT_A_DURATION};
    must_be_fault(PEEL_ERROR_NOT_A_DURATION, &silent);
}

Test(durations_fuzz, the_target_sees_a_wrong_duration, .signal = SIGABRT) {
    must_read_as("4h", 14400);
}

Test(durations_fuzz, the_corpus_passes) {
    size_t replayed = replay("tests/fuzz/corpus/durations", LLVMFuzzerTestOneInput);
    cr_expect_gt(replayed, 29, "%zu inputs", replayed);
}
