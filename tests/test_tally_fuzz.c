/* The fuzz target's corpus, replayed: each input took another way through the reader when it was found. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/reading.h"

/* libFuzzer wants the target without a header; here it is a part of this program. */
#include "fuzz/fuzz_tally.c"

static const char corpus[] = "tests/fuzz/corpus/tally";

/* A target that passed everything would find nothing: it must see an error without a message. */
Test(tally_fuzz, the_target_can_fail, .signal = SIGABRT) {
    const peel_error silent = {.status = PEEL_ERROR_MEMORY};
    must_be_error(&silent);
}

Test(tally_fuzz, the_corpus_passes) {
    DIR *const files = opendir(corpus);
    size_t replayed = 0;
    cr_assert_not_null(files);
    for (const struct dirent *file = readdir(files); file; file = readdir(files)) {
        char path[512];
        size_t size;
        if (file->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", corpus, file->d_name);
        char *const bytes = file_bytes(path, &size);
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
        free(bytes);
        replayed++;
    }
    closedir(files);
    cr_expect_gt(replayed, 20, "%zu inputs", replayed);
}
