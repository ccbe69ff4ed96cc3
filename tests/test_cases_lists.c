/* The lists of words of plans: each number has a name, and each name its number. */
#include <criterion/criterion.h>
#include <string.h>

#include <peel.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

Test(cases_lists, names_and_their_numbers) {
    static const struct {
        const char *(*name)(int32_t);
        peel_status (*parse)(const char *, int32_t *, peel_error *);
        int32_t first, end;
        peel_status status;
        const char *sample;
        int32_t number;
    } lists[] = {
        {peel_answer_name, peel_answer_parse, 1, PEEL_ANSWER_END_, PEEL_ERROR_WORD, "Not_met", PEEL_ANSWER_NOT_MET},
        {peel_measure_name, peel_measure_parse, 0, PEEL_MEASURE_END_, PEEL_ERROR_WORD, "time", PEEL_MEASURE_TIME},
        {peel_every_name, peel_every_parse, 0, PEEL_EVERY_END_, PEEL_ERROR_WORD, "QUARTER", PEEL_EVERY_QUARTER},
        {peel_missing_name, peel_missing_parse, 0, PEEL_MISSING_END_, PEEL_ERROR_WORD, "failed", PEEL_MISSING_FAILED},
        {peel_zone_name, peel_zone_parse, 0, PEEL_ZONE_END_, PEEL_ERROR_WORD, "Europe/London", PEEL_ZONE_LONDON},
        {peel_filter_test_name, peel_filter_test_parse, 0, PEEL_FILTER_END_, PEEL_ERROR_WORD, "is-not",
         PEEL_FILTER_IS_NOT},
        {peel_layout_name, peel_layout_parse, 0, PEEL_LAYOUT_END_, PEEL_ERROR_LAYOUT, "police-uk-street",
         PEEL_LAYOUT_STREET},
    };
    for (size_t i = 0; i < COUNT(lists); i++) {
        int32_t number = -7;
        peel_error error;
        for (int32_t j = lists[i].first; j < lists[i].end; j++) {
            cr_assert_not_null(lists[i].name(j));
            cr_expect_eq(lists[i].parse(lists[i].name(j), &number, &error), PEEL_OK);
            cr_expect_eq(number, j);
        }
        cr_expect_null(lists[i].name(lists[i].first - 1));
        cr_expect_null(lists[i].name(lists[i].end));
        cr_expect_eq(lists[i].parse(lists[i].sample, &number, NULL), PEEL_OK, "%s", lists[i].sample);
        cr_expect_eq(number, lists[i].number);
        number = -7;
        cr_expect_eq(lists[i].parse("nonsense", &number, &error), lists[i].status);
        cr_expect_eq(error.status, lists[i].status);
        cr_expect_not_null(strstr(error.message, lists[i].name(lists[i].first)), "%s", error.message);
        cr_expect_eq(lists[i].parse(NULL, &number, &error), PEEL_ERROR_NULL);
        cr_expect_eq(lists[i].parse(lists[i].sample, NULL, &error), PEEL_ERROR_NULL);
        cr_expect_eq(number, -7);
    }
    cr_expect_not_null(strstr(peel_layout_sentence(PEEL_LAYOUT_STREET), "Month"));
    cr_expect_not_null(peel_layout_sentence(PEEL_LAYOUT_NONE));
    cr_expect_null(peel_layout_sentence(PEEL_LAYOUT_END_));
}
