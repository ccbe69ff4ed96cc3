#include "records/csv_fault.h"

#include "base/text.h"

static const char is_it_csv[] = "is this a text in CSV? A program that reads such texts can raise the limit.";

static void say(peel_error *error, const char *text) {
    text_append(error->message, sizeof error->message, text);
}

static void say_count(peel_error *error, int64_t count) {
    text_append_count(error->message, sizeof error->message, count);
}

static void say_byte(peel_error *error, unsigned char byte) {
    static const char digits[] = "0123456789ABCDEF";
    const char hexadecimal[3] = {digits[byte >> 4], digits[byte & 0x0F], '\0'};
    say(error, hexadecimal);
}

static void fault_say(peel_error *error, peel_status status, const struct csv_place *field, size_t number,
                      const char *sentence) {
    error_say(error, status, sentence);
    error->line = field->line;
    error->column = field->column;
    error->field = (int32_t)number;
}

void fault_at(peel_error *error, peel_status status, int64_t line, int64_t column, size_t field) {
    const struct csv_place place = {.line = line, .column = column};
    fault_say(error, status, &place, field, peel_status_sentence(status));
}

void fault_encoding(peel_error *error, const struct csv_place *field, size_t number, unsigned char byte,
                    int32_t encoding) {
    fault_say(error, PEEL_ERROR_ENCODING, field, number, "The field holds the byte ");
    say_byte(error, byte);
    say(error, encoding == PEEL_ENCODING_WINDOWS_1252
                   ? ", which stands for no letter in windows-1252: is the text in another encoding, such as utf-8?"
                   : ", which is not UTF-8 here: read the text as windows-1252, the encoding of older spreadsheets, or "
                     "save it again as CSV UTF-8.");
}

void fault_nul_byte(peel_error *error, const struct csv_place *field, size_t number) {
    fault_say(error, PEEL_ERROR_NUL_BYTE, field, number,
              "The field holds a byte of value 0: is it a text file? If it is UTF-16 or UTF-32 (Unicode text), save it "
              "again as CSV UTF-8.");
}

static const char *delimiter_name(char delimiter) {
    switch (delimiter) {
    case ';': return "semicolons";
    case '\t': return "tabs";
    case '|': return "vertical bars";
    default: return "commas";
    }
}

void fault_say_delimiter(peel_error *error, char other, char used) {
    say(error, ": its fields are separated by ");
    say(error, delimiter_name(other));
    say(error, ", not by ");
    say(error, delimiter_name(used));
    say(error, used == '\0' ? ". Save the text again as CSV with commas." : ". Say that this is its delimiter.");
}

void fault_stray_quote(peel_error *error, const struct csv_place *field, size_t number, const struct place *stray,
                       char other, char used) {
    fault_say(error, PEEL_ERROR_QUOTE, field, number,
              field->quoted ? "Text follows a closing quotation mark, at line "
                            : "A quotation mark stands in a field that does not begin with one, at line ");
    say_count(error, stray->line);
    say(error, ", character ");
    say_count(error, stray->column);
    if (other != '\0') {
        fault_say_delimiter(error, other, used);
        return;
    }
    say(error, stray->line == field->line
                   ? ": put the whole field in quotation marks and double every one inside it."
                   : ": the field has run over line ends, so rows may have been swallowed. Close the quotation mark "
                     "that opens the field, or double every one inside it.");
}

void fault_open_quote(peel_error *error, const struct csv_place *field, size_t number) {
    fault_say(error, PEEL_ERROR_QUOTE, field, number,
              "The quotation mark that opens this field never ends: close it, or take it out.");
}

void fault_field_too_long(peel_error *error, const struct csv_place *field, size_t number, size_t limit) {
    fault_say(error, PEEL_ERROR_FIELD_TOO_LONG, field, number, "The field is longer than the limit of ");
    say_count(error, (int64_t)limit);
    say(error, limit == 1 ? " byte: " : " bytes: ");
    say(error, field->quoted ? "is the quotation mark that opens it never closed?" : is_it_csv);
}

void fault_too_many_fields(peel_error *error, const struct csv_place *field, size_t limit) {
    fault_say(error, PEEL_ERROR_TOO_MANY_FIELDS, field, limit + 1, "The row has more fields than the limit of ");
    say_count(error, (int64_t)limit);
    say(error, ": ");
    say(error, is_it_csv);
}

void fault_field_count(peel_error *error, const struct csv_row *row, size_t expected) {
    error_say(error, PEEL_ERROR_FIELD_COUNT, "");
    error->line = row->line;
    say_count(error, (int64_t)row->n);
    say(error, row->n == 1 ? " field stands here, " : " fields stand here, ");
    say_count(error, (int64_t)expected);
    say(error, " in the first row: ");
    if (row->n > expected && expected == 1)
        say(error, "if that is a title, take out the lines above the names; if not, ");
    say(error, row->n > expected ? "put a field that holds a comma, such as 1,234, in quotation marks."
                                 : "write a comma for each blank field too.");
    if (row->last_line > row->line) {
        say(error, " The row runs on to line ");
        say_count(error, row->last_line);
        say(error, ": is a quotation mark never closed?");
    }
}

void fault_too_many_rows(peel_error *error, const struct csv_row *row, size_t limit) {
    fault_at(error, PEEL_ERROR_TOO_MANY_ROWS, row->line, 0, 0);
    say(error, " The limit is ");
    say_count(error, (int64_t)limit);
    say(error, ": split the text. A program that reads such texts can raise the limit.");
}

void fault_byte_order_mark(peel_error *error, enum byte_order_mark mark, int64_t line) {
    fault_at(error, PEEL_ERROR_ENCODING, line, 1, 0);
    if (mark == mark_utf_16)
        say(error,
            " It begins with the byte order mark of UTF-16 or UTF-32 (Unicode text): save it again as CSV UTF-8.");
    else if (mark == mark_workbook)
        say(error, " It is a workbook (.xlsx, .xls, .ods) or an archive: save the sheet as CSV UTF-8.");
    else if (line == 1)
        say(error, " It begins with the byte order mark of UTF-8: read it as utf-8, not as windows-1252.");
    else
        say(error,
            " The line begins with the byte order mark of UTF-8, as where texts are put together: read each by itself, in "
            "its own encoding.");
}
