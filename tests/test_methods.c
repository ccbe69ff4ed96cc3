/* The method list, and the words for methods, sides and designs. */
#include <criterion/criterion.h>
#include <string.h>

#include <peel.h>

/* Numbers and names are for ever: this list is written by hand and only grows. */
static const struct {
    int32_t number;
    const char *name;
} settled[] = {
    {101, "wilson"},
    {102, "wilson-cc"},
    {103, "clopper-pearson"},
    {104, "mid-p"},
    {105, "jeffreys"},
    {106, "agresti-coull"},
    {107, "wald"},
    {108, "wald-cc"},
    {109, "beta"},
    {110, "beta-hpd"},
    {111, "blaker"},
    {112, "sterne"},
    {113, "likelihood-ratio"},
    {114, "logit"},
    {115, "probit"},
    {116, "cloglog"},
    {117, "arcsine"},
    {118, "modified-wilson"},
    {119, "modified-jeffreys"},
    {120, "scas"},
    {201, "newcombe"},
    {202, "newcombe-cc"},
    {203, "miettinen-nurminen"},
    {204, "mee"},
    {205, "agresti-caffo"},
    {206, "wald"},
    {301, "koopman"},
    {302, "miettinen-nurminen"},
    {303, "mover"},
    {304, "katz"},
    {305, "adjusted-log"},
    {401, "score"},
    {402, "woolf"},
    {403, "gart"},
    {404, "exact"},
    {405, "mid-p"},
    {501, "fisher"},
    {502, "fisher-mid-p"},
    {503, "pearson"},
    {504, "n-1"},
    {505, "boschloo"},
    {506, "barnard"},
    {601, "cochran-armitage"},
    {602, "cochran-armitage-n"},
    {603, "exact"},
    {604, "monte-carlo"},
    {611, "mann-kendall"},
    {612, "hamed-rao"},
    {613, "seasonal"},
    {614, "sen"},
    {621, "logistic"},
    {622, "slope"},
    {631, "change-point"},
    {701, "square-and-add"},
    {702, "tango"},
    {703, "mcnemar-mid-p"},
    {704, "mcnemar"},
    {801, "homogeneity"},
    {811, "mantel-haenszel-difference"},
    {812, "mantel-haenszel-ratio"},
    {813, "mantel-haenszel-odds-ratio"},
    {821, "cochran-mantel-haenszel"},
    {822, "cochran-mantel-haenszel-cc"},
    {902, "plus-minus"},
    {903, "binomial"},
    {904, "effective"},
    {1001, "p"},
    {1002, "exact"},
    {1003, "laney"},
    {1004, "xmr"},
    {1005, "run"},
    {1011, "g"},
    {1012, "t"},
    {1021, "cusum"},
    {1022, "ewma"},
    {1101, "exact"},
    {1102, "mid-p"},
    {1103, "blaker"},
    {1104, "sterne"},
    {1105, "score"},
    {1106, "likelihood-ratio"},
};
enum { settled_count = sizeof settled / sizeof settled[0] };

/* Some constants beside their numbers, a few of each concept. */
Test(methods, constants) {
    cr_expect(PEEL_RATE_WILSON == 101 && PEEL_RATE_WALD_CC == 108 && PEEL_RATE_SCAS == 120);
    cr_expect(PEEL_DIFFERENCE_NEWCOMBE == 201 && PEEL_DIFFERENCE_WALD == 206);
    cr_expect(PEEL_RATIO_KOOPMAN == 301 && PEEL_ODDS_RATIO_SCORE == 401 && PEEL_ODDS_RATIO_MID_P == 405);
    cr_expect(PEEL_TEST_FISHER == 501 && PEEL_TEST_BARNARD == 506);
    cr_expect(PEEL_TREND_COCHRAN_ARMITAGE == 601 && PEEL_TREND_MANN_KENDALL == 611 && PEEL_TREND_CHANGE_POINT == 631);
    cr_expect(PEEL_PAIRED_SQUARE_AND_ADD == 701 && PEEL_SEVERAL_HOMOGENEITY == 801 && PEEL_REPORTED_PLUS_MINUS == 902);
    cr_expect(PEEL_CHART_P == 1001 && PEEL_CHART_RUN == 1005 && PEEL_CHART_EWMA == 1022);
    cr_expect(PEEL_RATE_TEST_EXACT == 1101 && PEEL_RATE_TEST_LIKELIHOOD_RATIO == 1106);
}

Test(methods, settled) {
    peel_method method;
    int32_t number;
    cr_assert(peel_method_count() == settled_count);
    for (size_t i = 0; i < settled_count; i++) {
        cr_assert(peel_method_at(i, &method) == PEEL_OK);
        cr_expect(method.number == settled[i].number && strcmp(method.name, settled[i].name) == 0);
        cr_expect(peel_method_parse(method.number / 100, settled[i].name, &number, NULL) == PEEL_OK &&
                      number == settled[i].number,
                  "%s", settled[i].name);
        cr_expect(peel_concept_name(method.number / 100) != NULL, "%s", settled[i].name);
    }
}

Test(methods, concepts) {
    static const char *const names[] = {"rate",   "difference", "ratio",    "odds-ratio", "test",     "trend",
                                        "paired", "several",    "reported", "chart",      "rate-test"};
    int32_t number = -12345;
    peel_error error;
    for (int32_t i = 0; i < 11; i++) {
        cr_assert(peel_concept_name(i + 1) && strcmp(peel_concept_name(i + 1), names[i]) == 0);
        cr_expect(peel_concept_parse(names[i], &number, NULL) == PEEL_OK && number == i + 1);
    }
    cr_expect(!peel_concept_name(0) && !peel_concept_name(12) && !peel_concept_name(-1));
    number = -12345;
    cr_expect(peel_method_parse(0, "wilson", &number, &error) == PEEL_ERROR_CONCEPT &&
              error.status == PEEL_ERROR_CONCEPT);
    cr_expect(peel_method_parse(PEEL_CONCEPT_DIFFERENCE, "wilson", &number, &error) == PEEL_ERROR_METHOD);
    cr_expect(strstr(error.message, "newcombe") && !strstr(error.message, "clopper"), "%s", error.message);
    cr_expect(number == -12345, "output touched");
}

static int is_sentence(const char *text) {
    return text[0] >= 'A' && text[0] <= 'Z' && (text[strlen(text) - 1] == '.' || text[strlen(text) - 1] == '?');
}

Test(methods, facts) {
    peel_method method, same;
    for (size_t i = 0; i < peel_method_count(); i++) {
        cr_assert(peel_method_at(i, &method) == PEEL_OK);
        memset(&same, 0, sizeof same);
        cr_assert(peel_method_get(method.number, &same) == PEEL_OK);
        cr_expect(memcmp(&method, &same, sizeof same) == 0, "%s: at and get differ", method.name);
        int is_chart = method.number / 100 == PEEL_CONCEPT_CHART;
        uint32_t of_charts = PEEL_OFFERS_SAMPLES | PEEL_OFFERS_VALUES;
        cr_expect(is_chart
                      ? method.offers && !(method.offers & ~of_charts)
                      : (method.offers & PEEL_OFFERS_TWO_SIDED) && !(method.offers & of_charts) && method.offers < 64,
                  "%s", method.name);
        cr_expect(!(method.offers & PEEL_OFFERS_POPULATION) || method.number / 100 == PEEL_CONCEPT_RATE, "%s",
                  method.name);
        int is_test = method.number / 100 == PEEL_CONCEPT_RATE_TEST;
        cr_expect(!is_test || (method.offers & PEEL_OFFERS_P_VALUE), "%s", method.name);
        cr_expect(method.holds < 64 && method.reserved == 0, "%s", method.name);
        cr_expect(strlen(method.title) > 3 && strpbrk(method.citation, "0123456789"), "%s", method.name);
        cr_expect(is_sentence(method.when), "%s: \"%s\"", method.name, method.when);
    }
    cr_expect(peel_method_get(PEEL_RATE_CLOPPER_PEARSON, &method) == PEEL_OK && (method.holds & PEEL_HOLDS_EXACT));
    cr_expect(strcmp(method.title, "Clopper-Pearson (exact)") == 0);
}

Test(methods, wrong_index_and_number) {
    static const int32_t wrong[] = {0, -1, 100, 121, 207, 1107, INT32_MAX};
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

static peel_status rate_method(const char *name, int32_t *number, peel_error *error) {
    return peel_method_parse(PEEL_CONCEPT_RATE, name, number, error);
}

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
    expect_number(rate_method, "CLOPPER-PEARSON", PEEL_RATE_CLOPPER_PEARSON);
    expect_number(rate_method, "Clopper_Pearson", PEEL_RATE_CLOPPER_PEARSON);
    expect_number(rate_method, "mid_P", PEEL_RATE_MID_P);
    expect_number(rate_method, "wald", PEEL_RATE_WALD);
    expect_number(peel_side_parse, "Lower", PEEL_SIDE_LOWER);
    expect_number(peel_side_parse, "two_sided", PEEL_SIDE_TWO_SIDED);
    expect_number(peel_design_parse, "CENSUS", PEEL_DESIGN_CENSUS);
}

Test(methods, nearest_names) {
    expect_offer(rate_method, "wilsn", PEEL_ERROR_METHOD, "wilson");
    expect_offer(rate_method, "clopper", PEEL_ERROR_METHOD, "clopper-pearson");
    expect_offer(rate_method, "jefreys", PEEL_ERROR_METHOD, "jeffreys");
    expect_offer(rate_method, "agresti", PEEL_ERROR_METHOD, "agresti-coull");
    expect_offer(rate_method, "wald cc", PEEL_ERROR_METHOD, "wald-cc");
    expect_offer(rate_method, "midp", PEEL_ERROR_METHOD, "mid-p");
    /* Nothing is near "exact": all are named, and so is what was typed. */
    expect_offer(rate_method, "exact", PEEL_ERROR_METHOD, "\"exact\"");
    expect_offer(rate_method, "exact", PEEL_ERROR_METHOD, "clopper-pearson");
    expect_offer(rate_method, "", PEEL_ERROR_METHOD, "wilson");
    expect_offer(rate_method, " wilson", PEEL_ERROR_METHOD, "wilson");
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
    parse *const parses[] = {rate_method,           peel_side_parse,    peel_design_parse, peel_unit_parse,
                             peel_convention_parse, peel_concept_parse, peel_better_parse, peel_rule_set_parse};
    for (int i = 0; i < 8; i++) {
        int32_t number = -12345;
        peel_error error = {0};
        cr_expect(parses[i](NULL, &number, &error) == PEEL_ERROR_NULL && error.status == PEEL_ERROR_NULL);
        cr_expect(strcmp(error.message, peel_status_sentence(PEEL_ERROR_NULL)) == 0 && number == -12345);
        cr_expect(parses[i]("wilson", NULL, NULL) == PEEL_ERROR_NULL);
    }
}

Test(methods, names) {
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
    static const char *const units[] = {"none", "day", "month", "quarter", "year"};
    static const char *const conventions[] = {"nearest", "every", "possible", "fractional"};
    static const char *const verdicts[] = {"no-evidence", "rising", "falling", "too-few"};
    for (int32_t i = 0; i < PEEL_UNIT_END_; i++) {
        cr_expect(strcmp(peel_unit_name(i), units[i]) == 0);
        expect_number(peel_unit_parse, units[i], i);
    }
    for (int32_t i = 0; i < PEEL_CONVENTION_END_; i++) {
        cr_expect(strcmp(peel_convention_name(i), conventions[i]) == 0);
        expect_number(peel_convention_parse, conventions[i], i);
    }
    for (int32_t i = 0; i < PEEL_VERDICT_END_; i++)
        cr_expect(strcmp(peel_verdict_name(i), verdicts[i]) == 0);
    expect_offer(peel_unit_parse, "months", PEEL_ERROR_UNIT, "month");
    expect_offer(peel_convention_parse, "near", PEEL_ERROR_CONVENTION, "nearest");
    expect_offer(peel_concept_parse, "odds", PEEL_ERROR_CONCEPT, "odds-ratio");
    cr_expect(!peel_unit_name(5) && !peel_convention_name(4) && !peel_verdict_name(4) && !peel_verdict_name(-1));
    cr_expect(!peel_side_name(-1) && !peel_side_name(3) && !peel_design_name(-1) && !peel_design_name(4));
}

/* What a chart says, and the sets of its rules. */
Test(methods, names_of_charts) {
    static const char *const betters[] = {"up", "down", "neither"};
    static const char *const signals[] = {"none", "improvement", "concern", "mixed", "change"};
    static const char *const assurances[] = {"none", "passes", "fails", "hit-and-miss"};
    static const char *const sets[] = {"limits", "nhs", "nhs-2023", "western-electric", "nelson", "anhoej"};
    for (int32_t i = 0; i < PEEL_BETTER_END_; i++) {
        cr_expect(strcmp(peel_better_name(i), betters[i]) == 0);
        expect_number(peel_better_parse, betters[i], i);
    }
    for (int32_t i = 0; i < PEEL_SIGNAL_END_; i++)
        cr_expect(strcmp(peel_signal_name(i), signals[i]) == 0);
    for (int32_t i = 0; i < PEEL_ASSURANCE_END_; i++)
        cr_expect(strcmp(peel_assurance_name(i), assurances[i]) == 0);
    for (int32_t i = 1; i < PEEL_RULE_SET_END_; i++) {
        cr_expect(strcmp(peel_rule_set_name(i), sets[i - 1]) == 0);
        expect_number(peel_rule_set_parse, sets[i - 1], i);
    }
    expect_number(peel_better_parse, "DOWN", PEEL_BETTER_DOWN);
    expect_number(peel_rule_set_parse, "Western_Electric", PEEL_RULES_WESTERN_ELECTRIC);
    expect_offer(peel_better_parse, "neith", PEEL_ERROR_BETTER, "neither");
    expect_offer(peel_better_parse, "xyz", PEEL_ERROR_BETTER, "up, down, neither");
    expect_offer(peel_rule_set_parse, "nelsons", PEEL_ERROR_RULE_SET, "nelson");
    expect_offer(peel_rule_set_parse, "western", PEEL_ERROR_RULE_SET, "western-electric");
    cr_expect(!peel_better_name(3) && !peel_better_name(-1) && !peel_signal_name(5) && !peel_signal_name(-1));
    cr_expect(!peel_assurance_name(4) && !peel_assurance_name(-1) && !peel_rule_set_name(0) && !peel_rule_set_name(7));
}
