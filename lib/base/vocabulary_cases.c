/* The words of plans of counting, each from its list in the header. */
#include <peel/cases_plan.h>

#include "base/words.h"

#define COUNT(array)                                      (sizeof(array) / sizeof((array)[0]))
#define WORD(constant, number, name)                      {name, number},
#define LAYOUT_WORD(constant, number, name, sentence)     {name, number},
#define LAYOUT_SENTENCE(constant, number, name, sentence) {sentence, number},

static const char *name_of(const struct word *words, size_t n, int32_t number) {
    for (size_t i = 0; i < n; i++)
        if (words[i].number == number) return words[i].name;
    return NULL;
}

/* The list of a concept with both of its functions. */
#define VOCABULARY(concept, list, row, status)                                                                         \
    static const struct word concept##_words[] = {list(row)};                                                          \
                                                                                                                       \
    const char *peel_##concept##_name(int32_t number) {                                                                \
        return name_of(concept##_words, COUNT(concept##_words), number);                                               \
    }                                                                                                                  \
                                                                                                                       \
    peel_status peel_##concept##_parse(const char *name, int32_t *number, peel_error *error) {                         \
        return words_parse(concept##_words, COUNT(concept##_words), name, status, number, error);                      \
    }

VOCABULARY(answer, PEEL_ANSWERS, WORD, PEEL_ERROR_WORD)
VOCABULARY(measure, PEEL_MEASURES, WORD, PEEL_ERROR_WORD)
VOCABULARY(every, PEEL_EVERIES, WORD, PEEL_ERROR_WORD)
VOCABULARY(missing, PEEL_MISSING_POLICIES, WORD, PEEL_ERROR_WORD)
VOCABULARY(zone, PEEL_ZONES, WORD, PEEL_ERROR_WORD)
VOCABULARY(filter_test, PEEL_FILTER_TESTS, WORD, PEEL_ERROR_WORD)
VOCABULARY(layout, PEEL_LAYOUTS, LAYOUT_WORD, PEEL_ERROR_LAYOUT)

const char *peel_layout_sentence(int32_t layout) {
    static const struct word sentences[] = {PEEL_LAYOUTS(LAYOUT_SENTENCE)};
    return name_of(sentences, COUNT(sentences), layout);
}
