#include "support/replay.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/reading.h"

size_t replay(const char *folder, int (*target)(const uint8_t *data, size_t size)) {
    DIR *const files = opendir(folder);
    size_t replayed = 0;
    cr_assert_not_null(files);
    for (const struct dirent *file = readdir(files); file; file = readdir(files)) {
        char path[512];
        size_t size;
        if (file->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", folder, file->d_name);
        char *const bytes = file_bytes(path, &size);
        target((const uint8_t *)bytes, size);
        free(bytes);
        replayed++;
    }
    closedir(files);
    return replayed;
}
