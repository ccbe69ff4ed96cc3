/* Every figure in the tables of docs/coverage.md is what the library gives, rounded. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/call.h"
#include "support/table.h"

enum { largest = 200 };

/* The columns of a row: it begins with a bar, so that the first field is empty. */
enum { name_field = 1, mean, worst, worst_inside, short_field, length, at_94, at_806, at_50, row_fields = 11 };

static peel_worst_coverage over(int64_t assessed, double from, double to, const peel_rate_options *options) {
    static double work[8 * largest];
    peel_worst_coverage found;
    cr_assert(peel_rate_worst_coverage_work_size(assessed) <= sizeof work);
    cr_assert(peel_rate_worst_coverage(assessed, from, to, options, work, sizeof work, &found) == PEEL_OK);
    return found;
}

static double at(int64_t assessed, double rate, const peel_rate_options *options) {
    peel_coverage found;
    cr_assert(peel_rate_coverage(assessed, rate, options, &found) == PEEL_OK);
    return found.coverage;
}

static void expect_percent(const struct table *row, int field, double expected) {
    const char *printed = row->field[field];
    if (printed[0] == '<')
        cr_expect(expected > 0 && expected < 0.0005, "line %zu: %s, but %.9g", row->line, printed, 100 * expected);
    else if (strcmp(printed, "0") == 0)
        cr_expect(expected < 1e-11, "line %zu: 0, but %.9g", row->line, 100 * expected);
    else
        cr_expect(fabs(strtod(printed, NULL) - 100 * expected) <= 0.05 + 1e-9, "line %zu: %s, but %.9g", row->line,
                  printed, 100 * expected);
}

/* A row has its method's name between backquotes. */
static int32_t method_of(const struct table *row) {
    char name[32];
    int32_t method = 0;
    size_t letters = strlen(row->field[name_field]) - 2;
    cr_assert(letters < sizeof name, "line %zu", row->line);
    memcpy(name, row->field[name_field] + 1, letters);
    name[letters] = '\0';
    cr_assert(peel_method_parse(PEEL_CONCEPT_RATE, name, &method, NULL) == PEEL_OK, "line %zu: %s", row->line, name);
    return method;
}

static void compare(const struct table *row, int64_t assessed) {
    peel_rate_options options = rate_options(method_of(row), PEEL_SIDE_TWO_SIDED, 0.95);
    peel_worst_coverage all = over(assessed, 0, 1, &options);
    expect_percent(row, mean, all.mean);
    expect_percent(row, worst, all.coverage);
    expect_percent(row, worst_inside, over(assessed, 0.05, 0.95, &options).coverage);
    expect_percent(row, short_field, all.short_of);
    expect_percent(row, length, all.length);
    expect_percent(row, at_94, at(assessed, 0.94, &options));
    expect_percent(row, at_806, at(assessed, 0.806, &options));
    expect_percent(row, at_50, at(assessed, 0.5, &options));
}

Test(coverage_page, tables) {
    static const int64_t sizes[] = {10, 30, 79, 200};
    struct table row;
    int table = -1, rows = 0;
    cr_assert(table_open(&row, "docs/coverage.md"), "cannot open docs/coverage.md");
    while (table_next(&row, '|')) {
        if (row.fields != row_fields || row.field[0][0] != '\0') continue;
        if (strcmp(row.field[name_field], "method") == 0) cr_assert(++table < 4);
        if (row.field[name_field][0] != '`') continue;
        cr_assert(table >= 0);
        compare(&row, sizes[table]);
        rows++;
    }
    table_close(&row);
    cr_expect(table == 3 && rows == 4 * 20, "%d tables, %d rows", table + 1, rows);
}
