/* The fuzz target's corpus, replayed: each input took another way through the readers when it was found. */
#include <criterion/criterion.h>
#include <signal.h>

#include "support/replay.h"

/* libFuzzer wants the target without a header; here it is a part of this program. */
#include "fuzz/fuzz_layouts.c"

/* A target that passed everything would find nothing: it must see an error without a message. */
Test(layouts_fuzz, the_target_can_fail, .signal = SIGABRT) {
    const peel_error silent = {.status = PEEL_ERROR_MEMORY};
    must_be_error(&silent, PEEL_ERROR_MEMORY);
}

Test(layouts_fuzz, the_corpus_passes) {
    size_t replayed = replay("tests/fuzz/corpus/layouts", LLVMFuzzerTestOneInput);
    cr_expect_gt(replayed, 20, "%zu inputs", replayed);
}
