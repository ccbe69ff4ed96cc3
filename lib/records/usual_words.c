#include "records/usual_words.h"

#include <peel/cases_plan.h>

#include "base/text.h"

/* The most frequent ones first. */
static const struct word answers[] = {
    {"", PEEL_ANSWER_MISSING},
    {"yes", PEEL_ANSWER_MET},
    {"no", PEEL_ANSWER_NOT_MET},
    {"n/a", PEEL_ANSWER_NOT_APPLICABLE},
    {"y", PEEL_ANSWER_MET},
    {"n", PEEL_ANSWER_NOT_MET},
    {"na", PEEL_ANSWER_NOT_APPLICABLE},
    {"1", PEEL_ANSWER_MET},
    {"0", PEEL_ANSWER_NOT_MET},
    {"true", PEEL_ANSWER_MET},
    {"false", PEEL_ANSWER_NOT_MET},
    {"compliant", PEEL_ANSWER_MET},
    {"non-compliant", PEEL_ANSWER_NOT_MET},
    {"non compliant", PEEL_ANSWER_NOT_MET},
    {"not compliant", PEEL_ANSWER_NOT_MET},
    {"met", PEEL_ANSWER_MET},
    {"not met", PEEL_ANSWER_NOT_MET},
    {"not applicable", PEEL_ANSWER_NOT_APPLICABLE},
};

static const struct word filled[] = {
    {"", PEEL_ANSWER_NOT_MET},
    {"not stated", PEEL_ANSWER_NOT_MET},
    {"unknown", PEEL_ANSWER_NOT_MET},
    {"not known", PEEL_ANSWER_NOT_MET},
    {"not recorded", PEEL_ANSWER_NOT_MET},
    {"-", PEEL_ANSWER_NOT_MET},
    {"--", PEEL_ANSWER_NOT_MET},
    {"\xE2\x80\x93", PEEL_ANSWER_NOT_MET}, /* an en dash, which word processors make of a hyphen */
    {"\xE2\x80\x94", PEEL_ANSWER_NOT_MET}, /* an em dash */
    {"null", PEEL_ANSWER_NOT_MET},         /* of a database */
    {"#n/a", PEEL_ANSWER_NOT_MET},         /* of a spreadsheet that found nothing */
    {"(blank)", PEEL_ANSWER_NOT_MET},      /* of a pivot table */
    {"n/a", PEEL_ANSWER_NOT_APPLICABLE},
    {"na", PEEL_ANSWER_NOT_APPLICABLE},
    {"not applicable", PEEL_ANSWER_NOT_APPLICABLE},
};

const struct word *usual_answers(size_t *n) {
    *n = sizeof answers / sizeof answers[0];
    return answers;
}

const struct word *usual_filled(size_t *n) {
    *n = sizeof filled / sizeof filled[0];
    return filled;
}

int usual_total(const char *text) {
    static const char *const totals[] = {"total",  "totals",  "grand total",  "subtotal",  "sub-total",
                                         "total:", "totals:", "grand total:", "subtotal:", "sub-total:"};
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++)
        if (text_equal(text, totals[i])) return 1;
    return 0;
}
