/* The figures that people write: what is accepted, what is refused and with which advice. */
#include <criterion/criterion.h>
#include <string.h>

#include <peel/sample.h>

#include "records/figure.h"

struct count_case {
    const char *text;
    int64_t count;
};

struct refused {
    const char *text;
    peel_status status;
    const char *advice; /* stands in the message */
};

Test(tally_figure, counts_are_digits_or_groups_of_three) {
    const struct count_case cases[] = {{"0", 0},
                                       {"41", 41},
                                       {"007", 7},
                                       {"1,234", 1234},
                                       {"12,345,678", 12345678},
                                       {"999,999", 999999},
                                       {"9007199254740992", PEEL_COUNT_MAX},
                                       {"9,007,199,254,740,992", PEEL_COUNT_MAX}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t count = -1;
        peel_error error;
        cr_expect_eq(figure_count(cases[i].text, &count, &error), PEEL_OK, "%s", cases[i].text);
        cr_expect_eq(count, cases[i].count, "%s", cases[i].text);
    }
}

Test(tally_figure, other_counts_are_refused_with_advice) {
    const struct refused cases[] = {
        {"3.0", PEEL_ERROR_NOT_A_COUNT, "without a decimal point"},
        {"1,23", PEEL_ERROR_NOT_A_COUNT, "in threes"},
        {"1234,567", PEEL_ERROR_NOT_A_COUNT, "in threes"},
        {"1,2345", PEEL_ERROR_NOT_A_COUNT, "in threes"},
        {"0,123", PEEL_ERROR_NOT_A_COUNT, "in threes"},
        {",123", PEEL_ERROR_NOT_A_COUNT, "in threes"},
        {"1,234,", PEEL_ERROR_NOT_A_COUNT, "in threes"},
        {"1,,234", PEEL_ERROR_NOT_A_COUNT, "in threes"},
        {"41/79", PEEL_ERROR_NOT_A_COUNT, "cells of their own"},
        {"1,041/1,079", PEEL_ERROR_NOT_A_COUNT, "cells of their own"},
        {"12/05/2021", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"n/a", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"41/", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"/79", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"41%", PEEL_ERROR_NOT_A_COUNT, "column reported"},
        {"NA", PEEL_ERROR_NOT_A_COUNT, "\"NA\" is not a whole number of cases: write it in digits, or leave the cell"},
        {"!", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"-", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"~", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"*", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"+5", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"--5", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"1e3", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"0x10", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"1 234", PEEL_ERROR_NOT_A_COUNT, "blank"},
        {"-5", PEEL_ERROR_NEGATIVE, "\"-5\" is negative"},
        {"-1,234", PEEL_ERROR_NEGATIVE, "0 or more"},
        {"-10", PEEL_ERROR_NEGATIVE, "0 or more"},
        {"-0", PEEL_ERROR_NOT_A_COUNT, "\"-0\" is 0 with a sign: write it without."},
        {"-000", PEEL_ERROR_NOT_A_COUNT, "0 with a sign"},
        {"9007199254740993", PEEL_ERROR_COUNT_TOO_LARGE, "9007199254740992"},
        {"99999999999999999999999999999999999999999999", PEEL_ERROR_COUNT_TOO_LARGE, "..."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t count = -77;
        peel_error error;
        cr_expect_eq(figure_count(cases[i].text, &count, &error), cases[i].status, "%s", cases[i].text);
        cr_expect_eq(error.status, cases[i].status, "%s", cases[i].text);
        cr_expect_not_null(strstr(error.message, cases[i].advice), "%s: %s", cases[i].text, error.message);
        cr_expect_eq(count, -77, "%s", cases[i].text);
    }
}

struct rate_case {
    const char *text;
    double rate; /* the compiler's nearest double to the proportion */
};

Test(tally_figure, percentages_become_the_nearest_rate) {
    const struct rate_case cases[] = {{"80.6%", 0.806},
                                      {"80.6", 0.806},
                                      {"80.6 %", 0.806},
                                      {"94 percent", 0.94},
                                      {"94 Per Cent", 0.94},
                                      {"94percent", 0.94},
                                      {"87.8", 0.878},
                                      {"0", 0.0},
                                      {"0.0%", 0.0},
                                      {"100", 1.0},
                                      {"100.00%", 1.0},
                                      {"1%", 0.01},
                                      {"0.9%", 0.009},
                                      {"1.01", 0.0101},
                                      {"33.3333333333333", 0.333333333333333},
                                      {"0.00000000000001%", 1e-16},
                                      {"007%", 0.07},
                                      {"29%", 0.29},
                                      {"57%", 0.57}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double rate = -1;
        peel_error error;
        cr_expect_eq(figure_percentage(cases[i].text, &rate, &error), PEEL_OK, "%s", cases[i].text);
        cr_expect(rate == cases[i].rate, "%s: %.17g", cases[i].text, rate);
    }
}

Test(tally_figure, other_percentages_are_refused_with_advice) {
    const char *const advice[][2] = {
        {"0.9", "\"0.9\" may mean 90% or 0.9%: write the sign."},
        {"1", "\"1\" may mean 100% or 1%: write the sign."},
        {"0.125", "\"0.125\" may mean 12.5% or 0.125%: write the sign."},
        {"0.8065", "\"0.8065\" may mean 80.65% or 0.8065%: write the sign."},
        {"0.01", "\"0.01\" may mean 1% or 0.01%: write the sign."},
        {"0.0001", "\"0.0001\" may mean 0.01% or 0.0001%: write the sign."},
        {"100.1", "above 100"},
        {"101%", "above 100"},
        {"-5%", "negative"},
        {"-0%", "\"-0%\" is 0 with a sign: write it without."},
        {"-0.0", "0 with a sign"},
        {"-0.1%", "negative"},
        {"80,6%", "decimal point"},
        {"41/79", "cells of their own"},
        {"12/05/2021", "leave the cell blank"},
        {"n/a", "leave the cell blank"},
        {"41/", "leave the cell blank"},
        {"NA", "\"NA\" is not a percentage: write it as in 80.6%, or leave the cell blank."},
        {"-", "leave the cell blank"},
        {"%", "leave the cell blank"},
        {".5%", "leave the cell blank"},
        {"80.%", "leave the cell blank"},
        {"80.6%%", "leave the cell blank"},
        {"80.6 pct", "leave the cell blank"},
        {"1e1", "leave the cell blank"},
        {"nan", "leave the cell blank"},
        {"80.6 .", "leave the cell blank"},
        {"80.12345678901234", "at most 15 digits"},
        {"1234567890123456", "at most 15 digits"},
    };
    for (size_t i = 0; i < sizeof advice / sizeof advice[0]; i++) {
        double rate = -7;
        peel_error error;
        cr_expect_eq(figure_percentage(advice[i][0], &rate, &error), PEEL_ERROR_NOT_A_PERCENTAGE, "%s", advice[i][0]);
        cr_expect_not_null(strstr(error.message, advice[i][1]), "%s: %s", advice[i][0], error.message);
        cr_expect(rate == -7, "%s", advice[i][0]);
    }
}
