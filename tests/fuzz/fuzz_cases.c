/*
 * Any bytes as a text of cases. The first three bytes choose the plan, the next four the sizes of the pieces, the rest is the
 * text. What must hold: nothing is lost, every message is ended and is UTF-8, the text gives the same in pieces as whole, and
 * both merged give every count twice. See tests/fuzz/README.md.
 */
#include "fuzz/counting.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { plan_bytes = 3, head_size = plan_bytes + sizes_n };

static const peel_group_by keys[] = {
    {.column = "f"},
    {.column = "d", .every = PEEL_EVERY_MONTH},
    {.column = "u"},
    {.column = "d", .name = "day", .every = PEEL_EVERY_DAY},
    {.column = "d", .name = "financial year", .every = PEEL_EVERY_FINANCIAL_YEAR},
};

static const peel_word own_words[] = {
    {"oui", PEEL_ANSWER_MET, 0}, {"", PEEL_ANSWER_NOT_MET, 0}, {"\xC3\xA9", PEEL_ANSWER_MISSING, 0}};
static const peel_time_limit graded[] = {{"prompt", 14400}, {"low", -1}, {"high", 0}};
static const peel_time_limit one_limit[] = {{NULL, 3600}};

static const peel_criterion criteria[] = {
    {.column = "o"},
    {.column = "e", .name = "ended", .since = "d", .measure = PEEL_MEASURE_TIME, .limits = one_limit, .limits_n = 1},
    {.column = "o", .name = "own", .words = own_words, .words_n = 3},
    {.column = "o", .name = "filled", .measure = PEEL_MEASURE_FILLED, .words = own_words + 2, .words_n = 1},
    {.column = "t", .measure = PEEL_MEASURE_DURATION, .limits = one_limit, .limits_n = 1},
    {.column = "e",
     .name = "graded",
     .since = "d",
     .grade = "u",
     .measure = PEEL_MEASURE_TIME,
     .limits = graded,
     .limits_n = 3},
};

enum { keys_n = sizeof keys / sizeof keys[0], criteria_n = sizeof criteria / sizeof criteria[0] };

static const char *const filtered[] = {"x", ""};
static const peel_filter filters[] = {
    {.column = "u", .words = filtered, .words_n = 2, .test = PEEL_FILTER_IS_NOT},
    {.column = "o", .test = PEEL_FILTER_FILLED},
    {.column = "f", .words = filtered, .words_n = 1, .test = PEEL_FILTER_IS},
    {.column = "t", .test = PEEL_FILTER_BLANK},
};

static size_t at_most(size_t n, size_t most) {
    return n < most ? n : most;
}

static peel_cases_plan plan_from(const uint8_t *bytes) {
    peel_cases_plan plan = {.size = sizeof plan};
    plan.encoding = bytes[0] & 1 ? PEEL_ENCODING_WINDOWS_1252 : PEEL_ENCODING_UTF_8;
    plan.serials = bytes[0] >> 1 & 1;
    plan.zone = bytes[0] & 4 ? PEEL_ZONE_LONDON : PEEL_ZONE_PRINTED;
    plan.unknown = bytes[0] >> 3 & 1;
    plan.sorted = bytes[0] >> 4 & 1;
    if (bytes[0] & 32) plan.max_field = 24;
    if (bytes[0] & 64) plan.max_groups = 3;
    if (bytes[0] & 128) plan.max_rows = 4;
    const size_t first_key = bytes[1] % keys_n;
    const size_t first_criterion = (bytes[1] >> 4) % criteria_n;
    plan.by = keys + first_key;
    plan.by_n = at_most(bytes[1] >> 3 & 3, keys_n - first_key);
    plan.criteria = criteria + first_criterion;
    plan.criteria_n = at_most(1 + bytes[2] % 3U, criteria_n - first_criterion);
    plan.filters = filters + (bytes[2] >> 2 & 3);
    plan.filters_n = bytes[2] >> 4 & 1;
    plan.delimiter = ",;\t|"[bytes[2] >> 5 & 3];
    plan.missing = bytes[2] & 128 ? PEEL_MISSING_REFUSED : PEEL_MISSING_EXCLUDED;
    return plan;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < head_size) return 0;
    const peel_cases_plan plan = plan_from(data);
    count_both_ways(&plan, data + head_size, size - head_size, data + plan_bytes);
    return 0;
}
