/* Rules as texts: what is read, what is refused and where. */
#include <criterion/criterion.h>
#include <string.h>

#include <peel.h>

static const double usual = 1e-12;

static peel_rule parsed(const char *text) {
    peel_rule rule;
    peel_error error;
    const peel_status status = peel_rule_parse(text, &rule, &error);
    cr_assert(status == PEEL_OK, "%s: %s", text, error.message);
    cr_assert(peel_rule_parse(text, &rule, NULL) == PEEL_OK);
    return rule;
}

static int is_rule(const char *text, peel_rule expected) {
    const peel_rule rule = parsed(text);
    return memcmp(&rule, &expected, sizeof rule) == 0;
}

#define READS(text, ...) cr_expect(is_rule(text, (peel_rule){__VA_ARGS__}), "%s", text)
#define BEYOND(n)        .counts = PEEL_RULE_BEYOND, .needed = (n)
#define TWO_OF_THREE     BEYOND(2), .of = 3, .zone = 2.0 / 3.0

Test(rules_text, forms) {
    READS("7 beyond 0", BEYOND(7), .tolerance = usual);
    READS("1 beyond 1", BEYOND(1), .zone = 1, .tolerance = usual);
    READS("2 of 3 beyond 2/3", TWO_OF_THREE, .flags = PEEL_FLAG_COUNTED, .tolerance = usual);
    READS("3 of 3 beyond 1", BEYOND(3), .of = 3, .zone = 1, .tolerance = usual);
    READS("15 within 1/3", .counts = PEEL_RULE_WITHIN, .needed = 15, .zone = 1.0 / 3.0, .tolerance = usual);
    READS("9 of 10 within 0.5", .counts = PEEL_RULE_WITHIN, .needed = 9, .of = 10, .zone = 0.5,
          .flags = PEEL_FLAG_COUNTED, .tolerance = usual);
    READS("7 steps", .counts = PEEL_RULE_STEPS, .needed = 7, .tolerance = usual);
    READS("14 alternating", .counts = PEEL_RULE_ALTERNATING, .needed = 14, .tolerance = usual);
    READS("longest-run", .counts = PEEL_RULE_LONGEST_RUN, .needed = 1, .ties = PEEL_TIES_PASS, .tolerance = usual);
    READS("crossings", .counts = PEEL_RULE_CROSSINGS, .needed = 1, .ties = PEEL_TIES_PASS, .flags = PEEL_FLAG_NONE,
          .tolerance = usual);
}

Test(rules_text, details) {
    READS("7 beyond 0 above", BEYOND(7), .side = PEEL_RULE_ABOVE, .tolerance = usual);
    READS("7 steps below", .counts = PEEL_RULE_STEPS, .needed = 7, .side = PEEL_RULE_BELOW, .tolerance = usual);
    READS("8 beyond 1/3 both-sides", BEYOND(8), .zone = 1.0 / 3.0, .side = PEEL_RULE_BOTH_SIDES, .tolerance = usual);
    READS("8 beyond 1/3 one-side", BEYOND(8), .zone = 1.0 / 3.0, .tolerance = usual);
    READS("2 of 3 beyond 2/3 same-side without-beyond", TWO_OF_THREE, .others = 1, .without_beyond = 1,
          .flags = PEEL_FLAG_COUNTED, .tolerance = usual);
    READS("7 beyond 0 ties-pass flag-last", BEYOND(7), .ties = PEEL_TIES_PASS, .flags = PEEL_FLAG_LAST,
          .tolerance = usual);
    READS("2 of 3 beyond 2/3 flag-run ties-count tolerance 1e-6", TWO_OF_THREE, .ties = PEEL_TIES_COUNT,
          .tolerance = 1e-6);
    READS("crossings ties-break flag-counted tolerance 0", .counts = PEEL_RULE_CROSSINGS, .needed = 1,
          .flags = PEEL_FLAG_COUNTED, .tolerance = 0);
    READS("7 beyond 0 tolerance 0.01 flag-none", BEYOND(7), .flags = PEEL_FLAG_NONE, .tolerance = 0.01);
}

Test(rules_text, either_case_and_any_blanks) {
    READS("  7\tBeyond  0  ABOVE\n", BEYOND(7), .side = PEEL_RULE_ABOVE, .tolerance = usual);
    READS("2 OF 3 beyond\xC2\xA0"
          "2/3 Same_Side",
          TWO_OF_THREE, .others = 1, .flags = PEEL_FLAG_COUNTED, .tolerance = usual);
    READS("007 beyond 0.00", BEYOND(7), .tolerance = usual);
    READS("000000000000000000000000000000000000000000000012 beyond 0", BEYOND(12), .tolerance = usual);
}

/* Rounded once, as the compiler rounds the literal. */
Test(rules_text, numbers) {
    READS("1 beyond 0.6666666666666", BEYOND(1), .zone = 0.6666666666666, .tolerance = usual);
    READS("1 beyond 10", BEYOND(1), .zone = 10, .tolerance = usual);
    READS("1 beyond 3e-22", BEYOND(1), .zone = 3e-22, .tolerance = usual);
    READS("1 beyond 12345678901234e-14", BEYOND(1), .zone = 0.12345678901234, .tolerance = usual);
    READS("1 beyond 9007199254740991/9007199254740990", BEYOND(1), .zone = 1.0000000000000002, .tolerance = usual);
    READS("1 beyond 3/2^2", BEYOND(1), .zone = 0.75, .tolerance = usual);
    READS("1 beyond 3/2^0", BEYOND(1), .zone = 3, .tolerance = usual);
    READS("1 beyond 0 tolerance 1/2^1074", BEYOND(1), .tolerance = 0x1p-1074);
    READS("1 beyond 0 tolerance 25E-4", BEYOND(1), .tolerance = 0.0025);
}

static const peel_rule mark = {.counts = 77, .needed = 77};

static peel_error refused(const char *text, peel_status expected) {
    peel_rule rule = mark;
    peel_error error;
    const peel_status status = peel_rule_parse(text, &rule, &error);
    cr_expect(status == expected && error.status == expected, "%s: %s", text, peel_status_name(status));
    cr_expect(peel_rule_parse(text, &rule, NULL) == expected);
    cr_expect(memcmp(&rule, &mark, sizeof rule) == 0);
    return error;
}

static void is_refused(const char *text, peel_status expected, int64_t column, const char *said) {
    const peel_error error = refused(text, expected);
    cr_expect(error.column == column && error.line == 0, "%s: column %d", text, (int)error.column);
    cr_expect(strstr(error.message, said), "%s: %s", text, error.message);
}

Test(rules_text, no_rule) {
    const peel_status status = PEEL_ERROR_NOT_A_RULE;
    is_refused("", status, 0, "blank");
    is_refused(" \t", status, 0, "blank");
    is_refused("seven beyond 0", status, 1, "\"seven\" is out of place: write a rule as in 7 beyond 0");
    is_refused("7", status, 2, "\"\" is out of place");
    is_refused("-7 beyond 0", status, 1, "\"-7\" is out of place");
    is_refused("7x beyond 0", status, 1, "\"7x\" is out of place");
    is_refused("7 longest-run", status, 3, "\"longest-run\" is out of place");
    is_refused("2 of beyond 1", status, 6, "\"beyond\" is out of place");
    is_refused("2 of 3", status, 7, "\"\" is out of place");
    is_refused("7 beyond", status, 9, "\"\" is no zone: 0 is the centre");
    is_refused("7 beyond -1", status, 10, "\"-1\" is no zone");
    is_refused("7 beyond 0 abve", status, 12, "no rule \"abve\". Nearest: above");
    is_refused("7 beyond 0 sideways", status, 12, "one-side");
    is_refused("7 beyond 0 above below", status, 18, "\"below\" says again, or otherwise");
    is_refused("7 beyond 0 tolerance 0 tolerance 0", status, 24, "\"tolerance\" says again");
    is_refused("7 beyond 0 tolerance", status, 21, "\"\" is no tolerance: write it as in tolerance 1e-6.");
    is_refused("7 beyond 0 tolerance x", status, 22, "\"x\" is no tolerance: write");
}

Test(rules_text, no_number) {
    const char *const words[] = {"",
                                 "/",
                                 "2/",
                                 "/3",
                                 "2/0",
                                 "2/3/4",
                                 "2/3^2",
                                 "2/2^",
                                 "2/2^1075",
                                 "2/2^x",
                                 "1e",
                                 "1e-",
                                 "1e6",
                                 "1e-23",
                                 "0.1e-22",
                                 ".5",
                                 "1.",
                                 "1.5x",
                                 "inf",
                                 "nan",
                                 "0x1",
                                 "1/9007199254740992",
                                 "12345678901234567/1",
                                 "0.1234567890123456",
                                 "1e-2x",
                                 "1/2^3x"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char text[64] = "1 beyond ";
        strcat(text, words[i]);
        is_refused(text, PEEL_ERROR_NOT_A_RULE, words[i][0] ? 10 : 9, "is no zone");
    }
}

Test(rules_text, rules_that_cannot_be) {
    const peel_status status = PEEL_ERROR_RULE;
    is_refused("0 beyond 0", status, 1, "a run has 1 to 1000 points");
    is_refused("1001 beyond 0", status, 1, "a run has 1 to 1000 points");
    is_refused("99999999999999999999 beyond 0", status, 1, "a run has 1 to 1000 points");
    is_refused("2 of 1001 beyond 0", status, 6, "a run has 1 to 1000 points");
    is_refused("3 of 2 beyond 0", status, 6, "\"2\" cannot be: more points are needed than that.");
    is_refused("7 beyond 10.5", status, 10, "a zone is 0 to 10");
    is_refused("1 steps", status, 3, "2 points or more");
    is_refused("3 of 4 steps", status, 8, "as in 7 steps");
    is_refused("1 alternating", status, 3, "2 points or more");
    is_refused("14 alternating above", status, 16, "\"above\" does not go with what this rule counts.");
    is_refused("7 steps both-sides", status, 9, "does not go");
    is_refused("7 steps same-side", status, 9, "does not go");
    is_refused("7 steps without-beyond", status, 9, "does not go");
    is_refused("15 within 1/3 above", status, 15, "does not go");
    is_refused("15 within 1/3 both-sides", status, 15, "does not go");
    is_refused("15 within 1/3 same-side", status, 15, "does not go");
    is_refused("15 within 1/3 without-beyond", status, 15, "does not go");
    is_refused("crossings above", status, 11, "does not go");
    is_refused("longest-run both-sides", status, 13, "does not go");
    is_refused("2 of 3 beyond 1/3 both-sides same-side", status, 30, "does not go");
    is_refused("1 beyond 1 without-beyond", status, 12, "does not go");
    is_refused("7 beyond 0 tolerance 0.02", status, 22, "they are 0 to 0.01");
}

/* The place is the letter of the text as it was handed over, blanks before it and letters of more bytes counted as one. */
Test(rules_text, places) {
    is_refused("\xC2\xA0 7 beyond\xC2\xA0"
               "0 \xC3\xA4hnlich",
               PEEL_ERROR_NOT_A_RULE, 14, "\xC3\xA4hnlich");
}

Test(rules_text, too_long) {
    char text[400] = "7 beyond 0";
    memset(text + 10, ' ', 300); /* blanks around it are no part of it */
    text[310] = '\0';
    READS(text, BEYOND(7), .tolerance = usual);
    memcpy(text + 235, "above", 5);
    READS(text, BEYOND(7), .side = PEEL_RULE_ABOVE, .tolerance = usual);
    memcpy(text + 236, "above", 5);
    text[235] = ' ';
    is_refused(text, PEEL_ERROR_NOT_A_RULE, 0, "too long");
    memset(text, 'x', 200);
    text[200] = '\0';
    is_refused(text, PEEL_ERROR_NOT_A_RULE, 1, "xxx");
}

Test(rules_text, null) {
    peel_rule rule = mark;
    peel_error error;
    char text[160] = "as it was";
    cr_expect(peel_rule_parse(NULL, &rule, &error) == PEEL_ERROR_NULL && error.status == PEEL_ERROR_NULL);
    cr_expect(peel_rule_parse("7 steps", NULL, NULL) == PEEL_ERROR_NULL && rule.counts == mark.counts);
    rule = parsed("7 steps");
    cr_expect(peel_rule_text(NULL, text, sizeof text) == PEEL_ERROR_NULL);
    cr_expect(peel_rule_text(&rule, NULL, sizeof text) == PEEL_ERROR_NULL);
    rule.of = 1;
    cr_expect(peel_rule_text(&rule, text, sizeof text) == PEEL_ERROR_RULE);
    rule.reserved[1] = 1;
    cr_expect(peel_rule_text(&rule, text, sizeof text) == PEEL_ERROR_RESERVED);
    cr_expect(strcmp(text, "as it was") == 0);
}
