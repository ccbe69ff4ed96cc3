#include "support/dated.h"

#include <criterion/criterion.h>
#include <string.h>

struct moment read_as(const char *text, int serials) {
    struct moment moment = {0};
    peel_error error = {0};
    cr_assert_eq(moment_parse(text, strlen(text), serials, &moment, &error), PEEL_OK, "%s: %s", text, error.message);
    return moment;
}

struct moment read_plain(const char *text) {
    return read_as(text, 0);
}
