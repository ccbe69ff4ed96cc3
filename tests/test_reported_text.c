/* Printed percentages: the texts that are read, and those that are refused with advice. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <peel.h>

static peel_reported parsed(const char *text) {
    peel_reported reported = {-1, -1, -1, -1};
    peel_error error;
    cr_assert(peel_reported_parse(text, &reported, &error) == PEEL_OK, "%s: %s", text, error.message);
    return reported;
}

static void expect_reported(const char *text, int64_t figure, int32_t decimals, int64_t plus_minus, int32_t places) {
    const peel_reported got = parsed(text);
    cr_expect(got.figure == figure && got.decimals == decimals && got.plus_minus == plus_minus &&
                  got.plus_minus_decimals == places,
              "%s: %lld %d %lld %d", text, (long long)got.figure, (int)got.decimals, (long long)got.plus_minus,
              (int)got.plus_minus_decimals);
}

Test(reported_text, texts) {
    expect_reported("80.6", 806, 1, 0, 0);
    expect_reported("80.6%", 806, 1, 0, 0);
    expect_reported("80.6 %", 806, 1, 0, 0);
    expect_reported("80.6 percent", 806, 1, 0, 0);
    expect_reported("80.6 Per Cent", 806, 1, 0, 0);
    expect_reported("94", 94, 0, 0, 0);
    expect_reported("94.0", 940, 1, 0, 0);
    expect_reported("0", 0, 0, 0, 0);
    expect_reported("0.0", 0, 1, 0, 0);
    expect_reported("100", 100, 0, 0, 0);
    expect_reported("100.00%", 10000, 2, 0, 0);
    expect_reported("1%", 1, 0, 0, 0);
    expect_reported("0.9%", 9, 1, 0, 0);
    expect_reported("1.1", 11, 1, 0, 0);
    expect_reported("007", 7, 0, 0, 0);
    expect_reported("100.000000000000", INT64_C(100000000000000), 12, 0, 0);
    expect_reported("87.8 +/- 1.66", 878, 1, 166, 2);
    expect_reported("87.8+/-1.66", 878, 1, 166, 2);
    expect_reported("87.8% +/- 1.66%", 878, 1, 166, 2);
    expect_reported("87.8% (+/- 1.66%)", 878, 1, 166, 2);
    expect_reported("87.8% ( +/- 1.66% )", 878, 1, 166, 2);
    expect_reported("87.8 percent, +/- 1.66", 878, 1, 166, 2);
    expect_reported("87.8 percent,(+/-1.66 percent)", 878, 1, 166, 2);
    expect_reported(" \t87.8\n\xC2\xB1\r1.66 ", 878, 1, 166, 2);
    expect_reported("87.8% (\xC2\xB1"
                    "1.66%)",
                    878, 1, 166, 2);
    expect_reported("80.6\xC2\xA0%", 806, 1, 0, 0); /* no-break spaces, as copied from a page */
    expect_reported("80.6\xE2\x80\xAF%", 806, 1, 0, 0);
    expect_reported("\xC2\xA0 80.6\xE2\x80\xAFpercent\xC2\xA0\xC2\xA0", 806, 1, 0, 0);
    expect_reported("87.8\xC2\xA0%\xE2\x80\xAF(\xC2\xB1\xC2\xA0"
                    "1.66\xC2\xA0%\xC2\xA0)",
                    878, 1, 166, 2);
    expect_reported("50 +/- 0.5", 50, 0, 5, 1);
    expect_reported("50 +/- 100", 50, 0, 100, 0);
}

struct refused {
    const char *text;
    int64_t column;
    const char *advice;
};

Test(reported_text, refused_texts) {
    const struct refused cases[] = {
        {"", 1, "\"\" is blank: write it as in 80.6%, or 87.8% +/- 1.66%."},
        {" \t ", 4, "\"\" is blank"},
        {"\xC2\xA0\xE2\x80\xAF", 3, "\"\" is blank"},
        {"\xC2\xA0 eighty", 3, "\"eighty\" is not a percentage"},
        {"\xE2\x80\xAF"
         "0.9",
         2, "may mean 90%"},
        {"80.6\xC2\xA0x", 6, "not a percentage alone"},
        {"80.6\xC2", 5, "not a percentage alone"},
        {"80.6\xE2\x80%", 5, "not a percentage alone"},
        {"eighty", 1, "\"eighty\" is not a percentage: write it as in 80.6%, or 87.8% +/- 1.66%."},
        {"  eighty", 3, "is not a percentage"},
        {"%", 1, "is not a percentage"},
        {".5%", 1, "is not a percentage"},
        {"nan", 1, "is not a percentage"},
        {"+5%", 1, "is not a percentage"},
        {"+/- 1.66", 1, "is not a percentage"},
        {"-5%", 1, "is negative"},
        {"0.9", 1, "\"0.9\" may mean 90% or 0.9%: write the sign."},
        {" 1", 2, "\"1\" may mean 100% or 1%: write the sign."},
        {"0.8065 +/- 2", 1, "\"0.8065\" may mean 80.65% or 0.8065%: write the sign."},
        {"100.1", 1, "above 100"},
        {"101%", 1, "above 100"},
        {"100.000000000001", 1, "above 100"},
        {"50.0000000000000", 1, "more than 12 decimals"},
        {"1234567890123456", 1, "more than 15 digits"},
        {"50.123456789012345", 1, "more than 15 digits"},
        {"80,6%", 3, "has a comma"},
        {"41/79", 3, "is a sample"},
        {"94 80.6", 4, "not a percentage alone"},
        {"80.", 3, "not a percentage alone"},
        {"80.6%%", 6, "not a percentage alone"},
        {"80.6 pct", 6, "not a percentage alone"},
        {"80.6 percentage", 6, "not a percentage alone"},
        {"94-80.6", 3, "has no +/-"},
        {"94 + 2", 4, "has no +/-"},
        {"87.8 (1.66)", 6, "not a percentage alone"},
        {"87.8 \xB1 1.66", 6, "not a percentage alone"},
        {"87.8 +/-", 9, "is not a percentage"},
        {"87.8 +/- -1", 10, "negative"},
        {"87.8 +/- 0.0", 13, "+/- of 0"},
        {"87.8 +/- 101", 10, "above 100"},
        {"87.8 \xC2\xB1 x", 8, "is not a percentage"},
        {"87.8 (+/- 1.66", 15, "never closes"},
        {"87.8 +/- 1.66)", 14, "goes on after"},
        {"87.8 +/- 1.66 at 95%", 15, "goes on after"},
        {"87.8                                                                                           +/- 1.66", 1,
         "too long"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        peel_reported reported = {-7, -7, -7, -7};
        peel_error error;
        const peel_status status = peel_reported_parse(cases[i].text, &reported, &error);
        cr_expect(status == PEEL_ERROR_NOT_A_PERCENTAGE && error.status == status, "%s", cases[i].text);
        cr_expect_not_null(strstr(error.message, cases[i].advice), "%s: %s", cases[i].text, error.message);
        cr_expect_eq(error.column, cases[i].column, "%s: column %lld", cases[i].text, (long long)error.column);
        cr_expect(reported.figure == -7 && reported.plus_minus == -7, "%s", cases[i].text);
        cr_expect_eq(peel_reported_parse(cases[i].text, &reported, NULL), PEEL_ERROR_NOT_A_PERCENTAGE);
    }
}

Test(reported_text, parse_null) {
    peel_reported reported = {-7, -7, -7, -7};
    peel_error error;
    cr_expect_eq(peel_reported_parse(NULL, &reported, &error), PEEL_ERROR_NULL);
    cr_expect_eq(error.status, PEEL_ERROR_NULL);
    cr_expect_eq(peel_reported_parse("80.6", NULL, NULL), PEEL_ERROR_NULL);
    cr_expect_eq(reported.figure, -7);
}

/* Writes a percentage in the plainest form. */
static void written(const peel_reported *reported, char *text, size_t size) {
    int64_t scale = 1, plus_minus_scale = 1;
    for (int32_t i = 0; i < reported->decimals; i++)
        scale *= 10;
    for (int32_t i = 0; i < reported->plus_minus_decimals; i++)
        plus_minus_scale *= 10;
    int used = snprintf(text, size, "%lld", (long long)(reported->figure / scale));
    if (scale > 1)
        used += snprintf(text + used, size - (size_t)used, ".%0*lld", (int)reported->decimals,
                         (long long)(reported->figure % scale));
    used += snprintf(text + used, size - (size_t)used, "%%");
    if (reported->plus_minus == 0) return;
    used +=
        snprintf(text + used, size - (size_t)used, " +/- %lld", (long long)(reported->plus_minus / plus_minus_scale));
    if (plus_minus_scale > 1)
        snprintf(text + used, size - (size_t)used, ".%0*lld", (int)reported->plus_minus_decimals,
                 (long long)(reported->plus_minus % plus_minus_scale));
}

/* All texts of up to 5 of these parts: what is read, is read back from its plainest form; what is not, leaves nothing behind. */
Test(reported_text, all_short_texts) {
    static const char *const parts[] = {"0", "1", "99", ".", "%", " ", "+/-", "(", ")", ",", "-", "x"};
    const size_t n = sizeof parts / sizeof parts[0];
    size_t total = 1, read = 0;
    for (size_t length = 1; length <= 5; length++) {
        total *= n;
        for (size_t code = 0; code < total; code++) {
            char text[32] = "", again[64];
            peel_reported got = {-7, -7, -7, -7}, back;
            peel_range range;
            for (size_t i = 0, rest = code; i < length; i++, rest /= n)
                strcat(text, parts[rest % n]);
            const peel_status status = peel_reported_parse(text, &got, NULL);
            if (status != PEEL_OK) {
                cr_assert(status == PEEL_ERROR_NOT_A_PERCENTAGE && got.figure == -7, "%s", text);
                continue;
            }
            read++;
            cr_assert(peel_reported_range(&got, &range) == PEEL_OK && range.lower <= range.upper, "%s", text);
            written(&got, again, sizeof again);
            cr_assert_eq(peel_reported_parse(again, &back, NULL), PEEL_OK, "%s as %s", text, again);
            cr_assert(memcmp(&got, &back, sizeof got) == 0, "%s as %s", text, again);
        }
    }
    cr_expect_gt(read, 500, "%zu", read);
}
