/*
 * Fields of whole lines, without libcsv: it looks at every byte in turn, at 2 ns each, where memchr finds the end of a field in 4.
 * What is less common than a line with sound fields is left to it: lines that are cut, fields that run over a line end, fields with
 * a quotation mark out of place, and fields with doubled quotation marks whose text is wanted.
 */
#ifndef RECORDS_CSV_LINE_H
#define RECORDS_CSV_LINE_H

#include "records/csv_build.h"

/*
 * Takes the fields of a line that begins a row, as libcsv would, as far as they can be taken here; room was reserved for them. `end` is
 * behind the line's end. Returns where the rest begins, at the start of a field: `end` where there is none, and the row is then at
 * its end.
 */
const unsigned char *take_whole_line(struct csv_build *build, const unsigned char *line, const unsigned char *end);

#endif
