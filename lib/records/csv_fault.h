/* What can be wrong with a text before its columns are known. */
#ifndef RECORDS_CSV_FAULT_H
#define RECORDS_CSV_FAULT_H

#include "records/csv.h"
#include "records/encoding.h"
#include "records/place.h"

/* Fills an error with a status, its sentence, and the place of a field (counted from 1; 0: none). */
void fault_at(peel_error *error, peel_status status, int64_t line, int64_t column, size_t field);

/* fault_at with what to do about each fault of a text. */
void fault_encoding(peel_error *error, const struct csv_place *field, size_t number, unsigned char byte,
                    int32_t encoding);
void fault_nul_byte(peel_error *error, const struct csv_place *field, size_t number);
void fault_open_quote(peel_error *error, const struct csv_place *field, size_t number);
void fault_field_too_long(peel_error *error, const struct csv_place *field, size_t number, size_t limit);
void fault_too_many_fields(peel_error *error, const struct csv_place *field, size_t limit);

/* other: a delimiter that seems to be the text's instead of the one in use, 0 for none; used: as fault_say_delimiter has it. */
void fault_stray_quote(peel_error *error, const struct csv_place *field, size_t number, const struct place *stray,
                       char other, char used);

/* What is said where a text has another delimiter than that in use. used: 0: the comma, and no other. */
void fault_say_delimiter(peel_error *error, char other, char used);

/* The row has another number of fields than the first row. */
void fault_field_count(peel_error *error, const struct csv_row *row, size_t expected);

/* There are more rows than the limit: this one, for the first. */
void fault_too_many_rows(peel_error *error, const struct csv_row *row, size_t limit);

/* In the first row, or another one. */
void fault_byte_order_mark(peel_error *error, enum byte_order_mark mark, int64_t line);

#endif
