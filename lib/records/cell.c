#include "records/cell.h"

#include <string.h>

#include "records/encoding.h"

static int is_plain(char byte) {
    return byte > ' ' && byte < 0x7F;
}

/* A byte 0 is no space, though it ends a list of them. */
static int is_space(char byte) {
    return byte != '\0' && strchr(" \t\r\n", byte) != NULL;
}

struct cell cell_trimmed(const char *text, size_t length) {
    static const char no_break_space[] = "\xC2\xA0";
    const char *const begin = text + utf_8_spaces(text);
    const char *end = text + length;
    while (end > begin && (is_space(end[-1]) || (end - begin >= 2 && memcmp(end - 2, no_break_space, 2) == 0)))
        end -= end[-1] == no_break_space[1] ? 2 : 1;
    return (struct cell){begin, (size_t)(end - begin)};
}

struct cell cell_of(const struct csv_field *field) {
    char *const text = field->text;
    const size_t length = field->length;
    if (length > 0 && is_plain(text[0]) && is_plain(text[length - 1])) return (struct cell){text, length};
    const struct cell cell = cell_trimmed(text, length);
    text[(size_t)(cell.text - text) + cell.length] = '\0';
    return cell;
}
