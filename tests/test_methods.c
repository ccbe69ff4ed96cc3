/* The method list, and the words for methods, sides and designs. */
#include <criterion/criterion.h>
#include <string.h>

#include <peel.h>

/* Numbers and names are for ever: this list is written by hand and only grows. */
static const struct {
    int32_t number;
    const char *name;
} settled[] = {
    {101, "wilson"},        {102, "wilson-cc"}, {103, "clopper-pearson"}, {104, "mid-p"}, {105, "jeffreys"},
    {106, "agresti-coull"}, {107, "wald"},      {108, "wald-cc"},
};
enum { settled_count = sizeof settled / sizeof settled[0] };

Test(methods, settled) {
    const int32_t constants[] = {PEEL_RATE_WILSON, PEEL_RATE_WILSON_CC, PEEL_RATE_CLOPPER_PEARSON,
                                 PEEL_RATE_MID_P,  PEEL_RATE_JEFFREYS,  PEEL_RATE_AGRESTI_COULL,
                                 PEEL_RATE_WALD,   PEEL_RATE_WALD_CC};
    peel_method method;
    int32_t number;
    cr_assert(peel_method_count() == settled_count);
    for (size_t i = 0; i < settled_count; i++) {
        cr_expect(constants[i] == settled[i].number);
        cr_assert(peel_method_at(i, &method) == PEEL_OK);
        cr_expect(method.number == settled[i].number && strcmp(method.name, settled[i].name) == 0);
        cr_expect(peel_method_parse(PEEL_CONCEPT_RATE, settled[i].name, &number, NULL) == PEEL_OK && number == settled[i].number);
    }
}

static int is_sentence(const char *text) {
    return text[0] >= 'A' && text[0] <= 'Z' && text[strlen(text) - 1] == '.';
}

Test(methods, facts) {
    peel_method method, same;
    for (size_t i = 0; i < peel_method_count(); i++) {
        cr_assert(peel_method_at(i, &method) == PEEL_OK);
        memset(&same, 0, sizeof same);
        cr_assert(peel_method_get(method.number, &same) == PEEL_OK);
        cr_expect(memcmp(&method, &same, sizeof same) == 0, "%s: at and get differ", method.name);
        cr_expect(method.offers == (PEEL_OFFERS_TWO_SIDED | PEEL_OFFERS_ONE_SIDED), "%s", method.name);
        cr_expect(method.holds > 0 && method.holds < 32 && method.reserved == 0, "%s", method.name);
        cr_expect(strlen(method.title) > 3 && strpbrk(method.citation, "0123456789"), "%s", method.name);
        cr_expect(is_sentence(method.when), "%s: \"%s\"", method.name, method.when);
    }
    cr_expect(peel_method_get(PEEL_RATE_CLOPPER_PEARSON, &method) == PEEL_OK && (method.holds & PEEL_HOLDS_EXACT));
    cr_expect(strcmp(method.title, "Clopper-Pearson (exact)") == 0);
}

Test(methods, wrong_index_and_number) {
    static const int32_t wrong[] = {0, -1, 100, 109, 201, INT32_MAX};
    peel_method method, before;
    memset(&method, 0x5A, sizeof method);
    before = method;
    cr_expect(peel_method_at(peel_method_count(), &method) == PEEL_ERROR_INDEX);
    cr_expect(peel_method_at(SIZE_MAX, &method) == PEEL_ERROR_INDEX);
    cr_expect(peel_method_at(0, NULL) == PEEL_ERROR_NULL);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        cr_expect(peel_method_get(wrong[i], &method) == PEEL_ERROR_METHOD, "%d", wrong[i]);
    cr_expect(peel_method_get(101, NULL) == PEEL_ERROR_NULL);
    cr_expect(memcmp(&method, &before, sizeof method) == 0, "output touched");
}

/* Every parse has this shape. */
typedef peel_status parse(const char *name, int32_t *number, peel_error *error);

static void expect_number(parse *parsed, const char *typed, int32_t expected) {
    int32_t number = -12345;
    peel_error error;
    cr_expect(parsed(typed, &number, &error) == PEEL_OK && number == expected, "\"%s\": %d", typed, number);
}

/* Expects a status, its message to hold what was typed and the words that ought to be offered, and no output. */
static void expect_offer(parse *parsed, const char *typed, peel_status status, const char *offered) {
    int32_t number = -12345;
    peel_error error;
    memset(&error, 0x5A, sizeof error);
    cr_expect(parsed(typed, &number, &error) == status, "\"%s\"", typed);
    cr_expect(number == -12345, "\"%s\": output touched", typed);
    cr_expect(error.status == status && error.line == 0 && error.column == 0 && error.field == 0, "\"%s\"", typed);
    cr_expect(error.name[0] == '\0', "\"%s\"", typed);
    cr_expect(strstr(error.message, offered) != NULL, "\"%s\": %s", typed, error.message);
    cr_expect(error.message[strlen(error.message) - 1] == '.', "\"%s\": %s", typed, error.message);
    cr_expect(parsed(typed, &number, NULL) == status);
}

Test(methods, parse) {
    expect_number(peel_rate_method_parse, "CLOPPER-PEARSON", PEEL_RATE_CLOPPER_PEARSON);
    expect_number(peel_rate_method_parse, "Clopper_Pearson", PEEL_RATE_CLOPPER_PEARSON);
    expect_number(peel_rate_method_parse, "mid_P", PEEL_RATE_MID_P);
    expect_number(peel_rate_method_parse, "wald", PEEL_RATE_WALD);
    expect_number(peel_side_parse, "Lower", PEEL_SIDE_LOWER);
    expect_number(peel_side_parse, "two_sided", PEEL_SIDE_TWO_SIDED);
    expect_number(peel_design_parse, "CENSUS", PEEL_DESIGN_CENSUS);
}

Test(methods, nearest_names) {
    expect_offer(peel_rate_method_parse, "wilsn", PEEL_ERROR_METHOD, "wilson");
    expect_offer(peel_rate_method_parse, "clopper", PEEL_ERROR_METHOD, "clopper-pearson");
    expect_offer(peel_rate_method_parse, "jefreys", PEEL_ERROR_METHOD, "jeffreys");
    expect_offer(peel_rate_method_parse, "agresti", PEEL_ERROR_METHOD, "agresti-coull");
    expect_offer(peel_rate_method_parse, "wald cc", PEEL_ERROR_METHOD, "wald-cc");
    expect_offer(peel_rate_method_parse, "midp", PEEL_ERROR_METHOD, "mid-p");
    /* Nothing is near "exact": all are named, and so is what was typed. */
    expect_offer(peel_rate_method_parse, "exact", PEEL_ERROR_METHOD, "\"exact\"");
    expect_offer(peel_rate_method_parse, "exact", PEEL_ERROR_METHOD, "clopper-pearson");
    expect_offer(peel_rate_method_parse, "", PEEL_ERROR_METHOD, "wilson");
    expect_offer(peel_rate_method_parse, " wilson", PEEL_ERROR_METHOD, "wilson");
    expect_offer(peel_side_parse, "lowr", PEEL_ERROR_SIDE, "lower");
    expect_offer(peel_side_parse, "greater", PEEL_ERROR_SIDE, "\"greater\"");
    expect_offer(peel_design_parse, "quotas", PEEL_ERROR_DESIGN, "quota");
}

/* What was typed nearly right comes before what is farther off. */
Test(methods, nearest_first) {
    peel_error error;
    int32_t number;
    cr_assert(peel_method_parse(PEEL_CONCEPT_RATE, "wilson-c", &number, &error) == PEEL_ERROR_METHOD);
    const char *nearest = strstr(error.message, "Nearest: ");
    cr_assert(nearest, "%s", error.message);
    cr_expect(strncmp(nearest + 9, "wilson-cc", 9) == 0, "%s", error.message);
    cr_assert(peel_method_parse(PEEL_CONCEPT_RATE, "wilsn", &number, &error) == PEEL_ERROR_METHOD);
    cr_expect(strstr(error.message, "clopper-pearson") == NULL, "a far name is offered: %s", error.message);
}

Test(methods, parse_null) {
    parse *const parses[] = {peel_rate_method_parse, peel_side_parse, peel_design_parse};
    for (int i = 0; i < 3; i++) {
        int32_t number = -12345;
        peel_error error = {0};
        cr_expect(parses[i](NULL, &number, &error) == PEEL_ERROR_NULL && error.status == PEEL_ERROR_NULL);
        cr_expect(strcmp(error.message, peel_status_sentence(PEEL_ERROR_NULL)) == 0 && number == -12345);
        cr_expect(parses[i]("wilson", NULL, NULL) == PEEL_ERROR_NULL);
    }
}

Test(methods, side_and_design_names) {
    static const char *const sides[] = {"two-sided", "lower", "upper"};
    static const char *const designs[] = {"random", "quota", "dip", "census"};
    for (int32_t i = 0; i < PEEL_SIDE_END_; i++) {
        cr_expect(strcmp(peel_side_name(i), sides[i]) == 0);
        expect_number(peel_side_parse, sides[i], i);
    }
    for (int32_t i = 0; i < PEEL_DESIGN_END_; i++) {
        cr_expect(strcmp(peel_design_name(i), designs[i]) == 0);
        expect_number(peel_design_parse, designs[i], i);
    }
    cr_expect(!peel_side_name(-1) && !peel_side_name(3) && !peel_design_name(-1) && !peel_design_name(4));
}
