#include "records/cell.h"

#include <string.h>

#include "records/encoding.h"

static int is_plain(char byte) {
    return byte > ' ' && byte < 0x7F;
}

struct cell cell_of(const struct csv_field *field) {
    static const char no_break_space[] = "\xC2\xA0";
    struct cell cell = {field->text, field->length};
    if (cell.length > 0 && is_plain(cell.text[0]) && is_plain(cell.text[cell.length - 1])) return cell;
    cell.text += utf_8_spaces(field->text);
    char *end = field->text + field->length;
    while (end > cell.text &&
           (strchr(" \t\r\n", end[-1]) || (end - cell.text >= 2 && memcmp(end - 2, no_break_space, 2) == 0)))
        end -= end[-1] == no_break_space[1] ? 2 : 1;
    *end = '\0';
    cell.length = (size_t)(end - cell.text);
    return cell;
}
