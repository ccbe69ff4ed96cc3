/* The words for sides, designs and methods, each from its list in the headers. */
#include <peel/chart.h>
#include <peel/look.h>
#include <peel/methods.h>
#include <peel/period.h>
#include <peel/reported.h>
#include <peel/results.h>
#include <peel/rules.h>
#include <peel/sample.h>

#include "base/text.h"
#include "base/words.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NAME_CASE(constant, number, name)                                                                              \
    case number:                                                                                                       \
        return name;
#define WORD(constant, number, name) {name, number},

const char *peel_side_name(int32_t side) {
    switch (side) {
        PEEL_SIDES(NAME_CASE)
    default: return NULL;
    }
}

peel_status peel_side_parse(const char *name, int32_t *side, peel_error *error) {
    static const struct word words[] = {PEEL_SIDES(WORD)};
    return words_parse(words, COUNT(words), name, PEEL_ERROR_SIDE, side, error);
}

const char *peel_design_name(int32_t design) {
    switch (design) {
        PEEL_DESIGNS(NAME_CASE)
    default: return NULL;
    }
}

peel_status peel_design_parse(const char *name, int32_t *design, peel_error *error) {
    static const struct word words[] = {PEEL_DESIGNS(WORD)};
    return words_parse(words, COUNT(words), name, PEEL_ERROR_DESIGN, design, error);
}

const char *peel_verdict_name(int32_t verdict) {
    switch (verdict) {
        PEEL_VERDICTS(NAME_CASE)
    default: return NULL;
    }
}

const char *peel_convention_name(int32_t convention) {
    switch (convention) {
        PEEL_CONVENTIONS(NAME_CASE)
    default: return NULL;
    }
}

peel_status peel_convention_parse(const char *name, int32_t *convention, peel_error *error) {
    static const struct word words[] = {PEEL_CONVENTIONS(WORD)};
    return words_parse(words, COUNT(words), name, PEEL_ERROR_CONVENTION, convention, error);
}

const char *peel_unit_name(int32_t unit) {
    switch (unit) {
        PEEL_UNITS(NAME_CASE)
    default: return NULL;
    }
}

peel_status peel_unit_parse(const char *name, int32_t *unit, peel_error *error) {
    static const struct word words[] = {PEEL_UNITS(WORD)};
    return words_parse(words, COUNT(words), name, PEEL_ERROR_UNIT, unit, error);
}

const char *peel_better_name(int32_t better) {
    switch (better) {
        PEEL_BETTERS(NAME_CASE)
    default: return NULL;
    }
}

peel_status peel_better_parse(const char *name, int32_t *better, peel_error *error) {
    static const struct word words[] = {PEEL_BETTERS(WORD)};
    return words_parse(words, COUNT(words), name, PEEL_ERROR_BETTER, better, error);
}

const char *peel_signal_name(int32_t signal) {
    switch (signal) {
        PEEL_SIGNALS(NAME_CASE)
    default: return NULL;
    }
}

const char *peel_assurance_name(int32_t assurance) {
    switch (assurance) {
        PEEL_ASSURANCES(NAME_CASE)
    default: return NULL;
    }
}

const char *peel_holds_name(int32_t holds) {
    switch (holds) {
        PEEL_HOLDS(NAME_CASE)
    default: return NULL;
    }
}

#define SET_CASE(constant, number, name, title, citation)                                                              \
    case number:                                                                                                       \
        return name;
#define SET_WORD(constant, number, name, title, citation) {name, number},

const char *peel_rule_set_name(int32_t set) {
    switch (set) {
        PEEL_RULE_SETS(SET_CASE)
    default: return NULL;
    }
}

peel_status peel_rule_set_parse(const char *name, int32_t *set, peel_error *error) {
    static const struct word words[] = {PEEL_RULE_SETS(SET_WORD)};
    return words_parse(words, COUNT(words), name, PEEL_ERROR_RULE_SET, set, error);
}

const char *peel_concept_name(int32_t number) {
    switch (number) {
        PEEL_CONCEPTS(NAME_CASE)
    default: return NULL;
    }
}

peel_status peel_concept_parse(const char *name, int32_t *number, peel_error *error) {
    static const struct word words[] = {PEEL_CONCEPTS(WORD)};
    return words_parse(words, COUNT(words), name, PEEL_ERROR_CONCEPT, number, error);
}

#define FACTS(constant, function, number, name, title, citation, when, offers, holds)                                  \
    {number, offers, holds, 0, name, title, citation, when},
#define METHOD_WORD(constant, function, number, name, title, citation, when, offers, holds) {name, number},
#define ONE(constant, function, number, name, title, citation, when, offers, holds)         +1

size_t peel_method_count(void) {
    return 0 PEEL_METHODS(ONE);
}

peel_status peel_method_at(size_t index, peel_method *method) {
    static const peel_method facts[] = {PEEL_METHODS(FACTS)};
    if (!method) return PEEL_ERROR_NULL;
    if (index >= COUNT(facts)) return PEEL_ERROR_INDEX;
    *method = facts[index];
    return PEEL_OK;
}

peel_status peel_method_get(int32_t number, peel_method *method) {
    peel_method facts;
    if (!method) return PEEL_ERROR_NULL;
    for (size_t i = 0; peel_method_at(i, &facts) == PEEL_OK; i++) {
        if (facts.number != number) continue;
        *method = facts;
        return PEEL_OK;
    }
    return PEEL_ERROR_METHOD;
}

/* Each concept's words apart, for two concepts may use one name. */
peel_status peel_method_parse(int32_t concept_number, const char *name, int32_t *number, peel_error *error) {
#define PARSE(list)                                                                                                    \
    {                                                                                                                  \
        static const struct word words[] = {list(METHOD_WORD)};                                                        \
        return words_parse(words, COUNT(words), name, PEEL_ERROR_METHOD, number, error);                               \
    }
    switch (concept_number) {
    case PEEL_CONCEPT_RATE: PARSE(PEEL_RATE_METHODS)
    case PEEL_CONCEPT_DIFFERENCE: PARSE(PEEL_DIFFERENCE_METHODS)
    case PEEL_CONCEPT_RATIO: PARSE(PEEL_RATIO_METHODS)
    case PEEL_CONCEPT_ODDS_RATIO: PARSE(PEEL_ODDS_RATIO_METHODS)
    case PEEL_CONCEPT_TEST: PARSE(PEEL_TEST_METHODS)
    case PEEL_CONCEPT_TREND: PARSE(PEEL_TREND_METHODS)
    case PEEL_CONCEPT_PAIRED: PARSE(PEEL_PAIRED_METHODS)
    case PEEL_CONCEPT_SEVERAL: PARSE(PEEL_SEVERAL_METHODS)
    case PEEL_CONCEPT_REPORTED: PARSE(PEEL_REPORTED_METHODS)
    case PEEL_CONCEPT_CHART: PARSE(PEEL_CHART_METHODS)
    case PEEL_CONCEPT_RATE_TEST: PARSE(PEEL_RATE_TEST_METHODS)
    default: error_set(error, PEEL_ERROR_CONCEPT); return PEEL_ERROR_CONCEPT;
    }
#undef PARSE
}
