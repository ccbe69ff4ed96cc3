/* The rows of tests/reference/cases.txt about rules, T374, T375, T382, T385 and T391, and the NHS rules point by point. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "stats/chart/chart.h"
#include "support/table.h"

enum { id, method_field, inputs, expected, case_fields = 7, points_max = 40 };

static _Alignas(16) unsigned char room[64 * points_max];

static void find(struct table *table, const char *case_id) {
    int found = 0;
    cr_assert(table_open(table, "tests/reference/cases.txt"));
    while (!found && table_next(table, '|'))
        found = strcmp(table->field[id], case_id) == 0;
    cr_assert(found && table->fields == case_fields, "no row %s", case_id);
    table_close(table);
}

static long long after(const char *text, const char *key) {
    const char *at = strstr(text, key);
    cr_assert(at, "no %s in \"%s\"", key, text);
    return strtoll(at + strlen(key), NULL, 10);
}

/* "0,1,0" to numbers; returns how many. */
static size_t numbers(const char *text, char separator, double x[points_max]) {
    size_t n = 0;
    for (char *end; n < points_max; text = end + 1) {
        x[n++] = strtod(text, &end);
        if (*end != separator) break;
    }
    return n;
}

static void expect_limits(const char *case_id) {
    struct table row;
    peel_runs runs;
    find(&row, case_id);
    cr_assert(peel_run_limits(after(row.field[inputs], "n.useful="), &runs) == PEEL_OK);
    cr_expect(runs.longest_run_most == after(row.field[expected], "longest.run.max="), "%s", case_id);
    cr_expect(runs.crossings_least == after(row.field[expected], "n.crossings.min="), "%s", case_id);
}

Test(rules_cases, t374) {
    expect_limits("T374");
}

Test(rules_cases, t375) {
    expect_limits("T375");
}

struct judged {
    uint32_t rules[points_max], complete[points_max];
};

/* The rules of a set over values about a centre of 0 with limits at -limit and limit. */
static struct judged judged_by(int32_t set, size_t n, double *value, double limit) {
    struct judged judged = {{0}, {0}};
    double centre[points_max] = {0}, score[points_max];
    const struct chart_lines lines = {.value = value, .centre = centre, .score = score};
    const struct chart_bits bits = {.rules = judged.rules, .complete = judged.complete};
    peel_rule rules[PEEL_RULES_MAX];
    size_t count;
    for (size_t i = 0; i < n; i++)
        score[i] = value[i] / limit;
    cr_assert(peel_rule_set_get(set, PEEL_RULES_MAX, rules, &count) == PEEL_OK);
    chart_judge(count, rules, &lines, 0, n, &bits, room, NULL);
    return judged;
}

/* Where a rule of the NHS, by its bit, is complete. The published rows are those of the triggers. */
static void expect_bits(const char *case_id, uint32_t bit, const uint32_t *bits, size_t n) {
    struct table row;
    double x[points_max];
    find(&row, case_id);
    cr_assert(numbers(row.field[expected], ',', x) == n, "%s", case_id);
    for (size_t i = 0; i < n; i++)
        cr_expect(((bits[i] & bit) != 0) == (x[i] > 0), "%s at %zu", case_id, i);
}

Test(rules_cases, t382) {
    struct table row;
    double value[points_max] = {1, 1, 1, 1, 1, 1, 1};
    find(&row, "T382");
    cr_assert(strcmp(row.field[inputs], "sign=[1]*6") == 0);
    struct judged six = judged_by(PEEL_RULES_NHS, 6, value, 10);
    expect_bits("T382", 4, six.complete, 6);
    struct judged seven = judged_by(PEEL_RULES_NHS, 7, value, 10);
    cr_expect(seven.complete[6] == 4 && seven.rules[0] == 4);
}

Test(rules_cases, t385) {
    struct table row;
    double value[points_max] = {1, 2, 3, 4, 5, 6, 7};
    find(&row, "T385");
    cr_assert(strcmp(row.field[inputs], "y=1..7") == 0);
    for (int i = 0; i < 7; i++)
        value[i] -= 4;
    struct judged judged = judged_by(PEEL_RULES_NHS, 7, value, 10);
    expect_bits("T385", 2, judged.complete, 7);
}

Test(rules_cases, t391) {
    struct table row;
    double close[points_max], value[points_max];
    find(&row, "T391");
    cr_assert(strstr(row.field[inputs], "same side"));
    size_t n = numbers(row.field[inputs] + strlen("close="), ',', close);
    cr_assert(n == 5);
    for (int32_t set = PEEL_RULES_NHS; set <= PEEL_RULES_NHS_2023; set++) {
        for (size_t i = 0; i < n; i++)
            value[i] = close[i] > 0 ? 8 : 1;
        struct judged judged = judged_by(set, n, value, 10);
        expect_bits("T391", 8, judged.rules, n);
    }
}

/* Since November 2023 points beyond the limits count as near them. */
Test(rules_cases, before_and_since_november_2023) {
    double value[points_max] = {1, 8, 11};
    cr_expect(judged_by(PEEL_RULES_NHS, 3, value, 10).rules[1] == 0);
    cr_expect(judged_by(PEEL_RULES_NHS_2023, 3, value, 10).rules[1] == 8);
    cr_expect(judged_by(PEEL_RULES_NHS_2023, 3, value, 10).rules[2] == 9);
}

/* Every point of 400 series, as a restatement of NHSRplotthedots has it. */
Test(rules_cases, nhs_point_by_point) {
    struct table table;
    size_t rows = 0, flagged = 0;
    cr_assert(table_open(&table, "tests/reference/nhs-rules.csv"));
    while (table_next(&table, ',')) {
        double value[points_max], flags[points_max];
        cr_assert(table.fields == 3);
        const size_t n = numbers(table.field[0], ';', value);
        for (int32_t set = PEEL_RULES_NHS; set <= PEEL_RULES_NHS_2023; set++) {
            struct judged judged = judged_by(set, n, value, 6);
            cr_assert(numbers(table.field[set - PEEL_RULES_NHS + 1], ';', flags) == n);
            for (size_t i = 0; i < n; i++) {
                cr_expect(judged.rules[i] == (uint32_t)flags[i], "line %zu, point %zu", table.line, i);
                flagged += judged.rules[i] != 0;
            }
        }
        rows++;
    }
    table_close(&table);
    cr_expect(rows == 400 && flagged > 2000, "%zu rows, %zu flagged", rows, flagged);
}
