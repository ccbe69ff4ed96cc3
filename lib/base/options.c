#include "base/options.h"

#include <string.h>

peel_status options_read(void *options, size_t size, size_t first, const void *given) {
    size_t given_size;
    memcpy(&given_size, given, sizeof given_size);
    if (given_size != first && given_size != size) return PEEL_ERROR_OPTIONS_SIZE;
    memset(options, 0, size);
    memcpy(options, given, given_size);
    return PEEL_OK;
}
