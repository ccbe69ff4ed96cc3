/* Text files of rows and fields, as the reference files are: one row a line, lines that begin with # passed over. */
#ifndef SUPPORT_TABLE_H
#define SUPPORT_TABLE_H

#include <stddef.h>
#include <stdio.h>

enum { table_line_max = 4096, table_fields_max = 16 };

struct table {
    FILE *file;
    size_t line;                   /* the number of the line read last, counted from 1 */
    size_t fields;                 /* how many fields that line has */
    char *field[table_fields_max]; /* without the blanks around them */
    char text[table_line_max];
};

/* Returns 1, or 0 where the file cannot be opened. */
int table_open(struct table *table, const char *path);

/* Reads the next row. Returns 1, or 0 at the end (and for a line too long, so that the caller's count is wrong). */
int table_next(struct table *table, char separator);

void table_close(struct table *table);

/* 1 where the text of a file holds a word, with no capital letter, digit or _ after it. */
int file_mentions(const char *path, const char *word);

#endif
