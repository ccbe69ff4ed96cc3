#include "support/table.h"

#include <string.h>

int table_open(struct table *table, const char *path) {
    memset(table, 0, sizeof *table);
    table->file = fopen(path, "r");
    return table->file != NULL;
}

/* Cuts the blanks from both ends. */
static char *trimmed(char *text) {
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        text[--length] = '\0';
    while (*text == ' ' || *text == '\t')
        text++;
    return text;
}

static void split(struct table *table, char separator) {
    char *rest = table->text;
    table->fields = 0;
    while (rest && table->fields < table_fields_max) {
        char *end = strchr(rest, separator);
        if (end) *end = '\0';
        table->field[table->fields++] = trimmed(rest);
        rest = end ? end + 1 : NULL;
    }
}

int table_next(struct table *table, char separator) {
    while (fgets(table->text, sizeof table->text, table->file)) {
        table->line++;
        if (strlen(table->text) == sizeof table->text - 1) return 0;
        if (table->text[0] == '#' || *trimmed(table->text) == '\0') continue;
        split(table, separator);
        return 1;
    }
    return 0;
}

void table_close(struct table *table) {
    if (table->file) fclose(table->file);
    table->file = NULL;
}

int file_mentions(const char *path, const char *word) {
    char line[4096];
    int found = 0;
    FILE *file = fopen(path, "r");
    while (file && !found && fgets(line, sizeof line, file))
        for (char *at = strstr(line, word); at && !found; at = strstr(at + 1, word))
            found = strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789", at[strlen(word)]) == NULL;
    if (file) fclose(file);
    return found;
}
