/* The corpus of periods, printed percentages and rules, replayed: each took another way through a parser when it was found. */
#include <criterion/criterion.h>
#include <signal.h>

#include "support/replay.h"

/* libFuzzer wants the target without a header; here it is a part of this program. */
#include "fuzz/fuzz_texts.c"

/* A target that passed everything would find nothing: it must see an error without a message. */
Test(texts_fuzz, the_target_can_fail, .signal = SIGABRT) {
    const peel_error silent = {.status = PEEL_ERROR_NOT_A_PERIOD};
    must_be_fault(PEEL_ERROR_NOT_A_PERIOD, &silent);
}

Test(texts_fuzz, the_corpus_passes) {
    size_t replayed = replay("tests/fuzz/corpus/texts", LLVMFuzzerTestOneInput);
    cr_expect_gt(replayed, 110, "%zu inputs", replayed);
}
