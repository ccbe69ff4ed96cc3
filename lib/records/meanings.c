#include "records/meanings.h"

#include <string.h>

#include "base/text.h"

int meanings_open(struct meanings *meanings, const peel_allocator *allocator, size_t n, size_t longest) {
    meanings->longest = longest;
    if (n == 0) return 1;
    meanings->numbers = memory_get(allocator, n);
    meanings->folded = memory_get(allocator, longest + 1);
    return meanings->numbers && meanings->folded;
}

static const char *fold(struct meanings *meanings, const char *word, size_t length) {
    for (size_t i = 0; i < length; i++)
        meanings->folded[i] = text_folded(word[i]);
    return meanings->folded;
}

int meanings_add(struct meanings *meanings, const peel_allocator *allocator, const char *word, size_t length,
                 unsigned char number) {
    const uint32_t before = meanings->words.n;
    const uint32_t at = names_add(&meanings->words, allocator, fold(meanings, word, length), length);
    if (at == NAMES_NONE) return 0;
    if (at == before) meanings->numbers[at] = number;
    return meanings->numbers[at];
}

static int usual_meaning(const struct meanings *meanings, const char *text) {
    for (size_t i = 0; i < meanings->usual_n; i++)
        if (text_equal(text, meanings->usual[i].name)) return meanings->usual[i].number;
    return 0;
}

/* By the words themselves. */
static int look_up(struct meanings *meanings, const struct cell *cell) {
    if (meanings->words.n > 0 && cell->length <= meanings->longest) {
        const char *const folded = fold(meanings, cell->text, cell->length);
        const uint32_t at = names_find(&meanings->words, folded, cell->length);
        if (at != NAMES_NONE) return meanings->numbers[at];
    }
    return usual_meaning(meanings, cell->text);
}

/* Whether the words of `a` mean the same in `b`, be it as usual ones or as any other word does. */
static int has_words(const struct meanings *a, const struct meanings *b, int any_other) {
    for (uint32_t i = 0; i < a->words.n; i++) {
        const struct names_item *const word = &a->words.items[i];
        const uint32_t at = names_find(&b->words, word->text, word->length);
        const int number = at != NAMES_NONE ? b->numbers[at] : usual_meaning(b, word->text);
        if ((number != 0 ? number : any_other) != a->numbers[i]) return 0;
    }
    return 1;
}

int meanings_match(const struct meanings *a, const struct meanings *b, int any_other) {
    return has_words(a, b, any_other) && has_words(b, a, any_other);
}

int meanings_find(struct meanings *meanings, const struct cell *cell) {
    const size_t length = cell->length;
    /* Usual words that stand in one column have places of their own. */
    const size_t place = (5 * length + (unsigned char)cell->text[0]) % meanings_seen;
    struct meanings_word *const seen = &meanings->seen[place];
    if (seen->number != 0 && seen->length == length && memcmp(seen->text, cell->text, length) == 0) return seen->number;
    const int number = look_up(meanings, cell);
    if (number == 0 || length > meanings_seen_longest) return number;
    memcpy(seen->text, cell->text, length);
    seen->length = (unsigned char)length;
    seen->number = (unsigned char)number;
    return number;
}

void meanings_close(struct meanings *meanings, const peel_allocator *allocator) {
    names_release(&meanings->words, allocator);
    memory_release(allocator, meanings->numbers);
    memory_release(allocator, meanings->folded);
}
