/* Rules as people write them: what is counted, and after that what is not taken for granted. */
#include <peel/rules.h>

#include <string.h>

#include "base/rule_number.h"
#include "base/text.h"
#include "base/typed.h"
#include "base/words.h"

enum { longest_text = 240, longest_written = 160 };

#define COUNT(array)                 (sizeof(array) / sizeof((array)[0]))
#define WORD(constant, number, name) {name, number},
#define NAME_CASE(constant, number, name)                                                                              \
    case number: return name;

/* A text read word by word. */
struct reading {
    char text[longest_text + 1];
    char word[longest_text + 1]; /* the last one read, which may be all there is; "" at the end */
    size_t at;                   /* after it */
    size_t word_at;
    size_t before; /* bytes of blanks before the text */
    peel_error *error;
};

static void next_word(struct reading *reading) {
    size_t length = 0;
    const char *const text = reading->text;
    reading->at += typed_blanks(text + reading->at);
    reading->word_at = reading->at;
    while (text[reading->at] != '\0' && typed_blanks(text + reading->at) == 0)
        reading->word[length++] = text[reading->at++];
    reading->word[length] = '\0';
}

static int is_next(const struct reading *reading, const char *word) {
    return words_equal(reading->word, word);
}

/* The letters, not the bytes, before the word. */
static void place(const struct reading *reading) {
    int64_t column = 1 + (int64_t)reading->before;
    if (!reading->error) return;
    for (size_t i = 0; i < reading->word_at; i++)
        column += ((unsigned char)reading->text[i] & 0xC0U) != 0x80U;
    reading->error->column = column;
}

static peel_status refuse(const struct reading *reading, peel_status status, const char *advice) {
    typed_refuse(reading->error, status, reading->word, advice);
    place(reading);
    return status;
}

static peel_status refuse_form(const struct reading *reading) {
    return refuse(reading, PEEL_ERROR_NOT_A_RULE,
                  " is out of place: write a rule as in 7 beyond 0, 2 of 3 beyond 2/3, 7 steps, 14 alternating, "
                  "longest-run or crossings.");
}

/* A whole number from the word; those too large for any rule as one of them. */
static int read_points(const struct reading *reading, int32_t *points) {
    const size_t digits = typed_digits(reading->word);
    *points = 0;
    if (digits == 0 || reading->word[digits] != '\0') return 0;
    for (size_t i = 0; i < digits && *points <= PEEL_RULE_RUN_MAX; i++)
        *points = 10 * *points + (reading->word[i] - '0');
    return 1;
}

/* "7", "2 of 3", and the word after it. */
static peel_status read_numbers(struct reading *reading, peel_rule *rule) {
    if (!read_points(reading, &rule->needed)) return refuse_form(reading);
    if (rule->needed < 1 || rule->needed > PEEL_RULE_RUN_MAX)
        return refuse(reading, PEEL_ERROR_RULE, " cannot be: a run has 1 to 1000 points.");
    next_word(reading);
    if (!is_next(reading, "of")) return PEEL_OK;
    next_word(reading);
    if (!read_points(reading, &rule->of)) return refuse_form(reading);
    if (rule->of > PEEL_RULE_RUN_MAX)
        return refuse(reading, PEEL_ERROR_RULE, " cannot be: a run has 1 to 1000 points.");
    if (rule->of < rule->needed)
        return refuse(reading, PEEL_ERROR_RULE, " cannot be: more points are needed than that.");
    next_word(reading);
    return PEEL_OK;
}

static peel_status read_zone(struct reading *reading, peel_rule *rule) {
    next_word(reading);
    if (!rule_number_read(reading->word, &rule->zone))
        return refuse(reading, PEEL_ERROR_NOT_A_RULE,
                      " is no zone: 0 is the centre, 1 the limit, 2/3 two thirds of the way.");
    if (peel_rule_check(rule) != PEEL_OK)
        return refuse(reading, PEEL_ERROR_RULE, " cannot be: a zone is 0 to 10 times the way to the limit.");
    return PEEL_OK;
}

/* "7 beyond 0", "7 steps". */
static peel_status read_run(struct reading *reading, peel_rule *rule) {
    static const struct word counts[] = {PEEL_RULE_COUNTS(WORD)};
    const peel_status status = read_numbers(reading, rule);
    if (status != PEEL_OK) return status;
    for (size_t i = 0; i <= PEEL_RULE_ALTERNATING; i++) {
        if (!is_next(reading, counts[i].name)) continue;
        rule->counts = counts[i].number;
        if (rule->of > rule->needed) rule->flags = PEEL_FLAG_COUNTED;
        if (rule->counts <= PEEL_RULE_WITHIN) return read_zone(reading, rule);
        if (peel_rule_check(rule) == PEEL_OK) return PEEL_OK;
        return refuse(reading, PEEL_ERROR_RULE, " cannot be of so many: write 2 points or more, as in 7 steps.");
    }
    return refuse_form(reading);
}

static peel_status read_counted(struct reading *reading, peel_rule *rule) {
    *rule = (peel_rule){.tolerance = RULE_TOLERANCE};
    next_word(reading);
    if (!is_next(reading, "longest-run") && !is_next(reading, "crossings")) return read_run(reading, rule);
    rule->needed = 1;
    rule->ties = PEEL_TIES_PASS;
    rule->counts = is_next(reading, "crossings") ? PEEL_RULE_CROSSINGS : PEEL_RULE_LONGEST_RUN;
    if (rule->counts == PEEL_RULE_CROSSINGS) rule->flags = PEEL_FLAG_NONE;
    return PEEL_OK;
}

/* The words that may follow, by what they set. */
enum { SIDE, OTHERS, TIES, WITHOUT, FLAGS, TOLERANCE, kinds };
#define OF(kind)               (100 * (kind))
#define SIDE_WORD(c, n, name)  {name, OF(SIDE) + (n)},
#define TIES_WORD(c, n, name)  {name, OF(TIES) + (n)},
#define FLAGS_WORD(c, n, name) {name, OF(FLAGS) + (n)},
static const struct word details[] = {
    PEEL_RULE_SIDES(SIDE_WORD) PEEL_TIES(TIES_WORD) PEEL_FLAGS(FLAGS_WORD) //
    {"same-side", OF(OTHERS)},
    {"without-beyond", OF(WITHOUT)},
    {"tolerance", OF(TOLERANCE)},
};

static peel_status read_tolerance(struct reading *reading, peel_rule *rule) {
    next_word(reading);
    if (!rule_number_read(reading->word, &rule->tolerance))
        return refuse(reading, PEEL_ERROR_NOT_A_RULE, " is no tolerance: write it as in tolerance 1e-6.");
    if (peel_rule_check(rule) != PEEL_OK)
        return refuse(reading, PEEL_ERROR_RULE, " is no tolerance: they are 0 to 0.01.");
    return PEEL_OK;
}

/* Puts what a word says. said: what was said by words before it, as bits. */
static peel_status read_detail(struct reading *reading, peel_rule *rule, unsigned *said) {
    int32_t found = 0;
    if (words_parse(details, COUNT(details), reading->word, PEEL_ERROR_RULE, &found, reading->error) != PEEL_OK) {
        if (reading->error) reading->error->status = PEEL_ERROR_NOT_A_RULE;
        place(reading);
        return PEEL_ERROR_NOT_A_RULE;
    }
    const int32_t kind = found / OF(1), number = found % OF(1);
    if ((*said >> kind & 1U) != 0)
        return refuse(reading, PEEL_ERROR_NOT_A_RULE, " says again, or otherwise, what was said before.");
    *said |= 1U << kind;
    switch (kind) {
    case SIDE: rule->side = number; break;
    case OTHERS: rule->others = 1; break;
    case TIES: rule->ties = number; break;
    case WITHOUT: rule->without_beyond = 1; break;
    case FLAGS: rule->flags = number; break;
    default: return read_tolerance(reading, rule);
    }
    if (peel_rule_check(rule) == PEEL_OK) return PEEL_OK;
    return refuse(reading, PEEL_ERROR_RULE, " does not go with what this rule counts.");
}

static peel_status read_rule(struct reading *reading, peel_rule *rule) {
    unsigned said = 0;
    peel_status status = read_counted(reading, rule);
    while (status == PEEL_OK) {
        next_word(reading);
        if (reading->word[0] == '\0') return PEEL_OK;
        status = read_detail(reading, rule, &said);
    }
    return status;
}

peel_status peel_rule_parse(const char *text, peel_rule *rule, peel_error *error) {
    struct reading reading = {.error = error};
    peel_rule read;
    if (!text || !rule) {
        error_set(error, PEEL_ERROR_NULL);
        return PEEL_ERROR_NULL;
    }
    const size_t length = typed_trim(text, reading.text, sizeof reading.text);
    if (length > longest_text)
        return typed_refuse(error, PEEL_ERROR_NOT_A_RULE, reading.text, " is too long for a rule.");
    if (length == 0) return typed_refuse(error, PEEL_ERROR_NOT_A_RULE, "", " is blank: write a rule as in 7 beyond 0.");
    const size_t blanks = typed_blanks(text);
    for (size_t i = 0; i < blanks; i++)
        reading.before += ((unsigned char)text[i] & 0xC0U) != 0x80U;
    const peel_status status = read_rule(&reading, &read);
    if (status == PEEL_OK) *rule = read;
    return status;
}

static const char *counts_name(int32_t counts) {
    switch (counts) {
        PEEL_RULE_COUNTS(NAME_CASE)
    default: return "";
    }
}

/* The name of a detail. */
static const char *detail_name(int32_t number) {
    for (size_t i = 0; i < COUNT(details); i++) {
        if (details[i].number == number) return details[i].name;
    }
    return "";
}

static void append_counted(const peel_rule *rule, char *text, size_t size) {
    if (rule->counts <= PEEL_RULE_ALTERNATING) {
        text_append_count(text, size, rule->needed);
        text_append(text, size, rule->of > 0 ? " of " : " ");
        if (rule->of > 0) text_append_count(text, size, rule->of);
        if (rule->of > 0) text_append(text, size, " ");
    }
    text_append(text, size, counts_name(rule->counts));
    if (rule->counts > PEEL_RULE_WITHIN) return;
    text_append(text, size, " ");
    rule_number_append(text, size, rule->zone);
}

static void append_detail(char *text, size_t size, int32_t number) {
    text_append(text, size, " ");
    text_append(text, size, detail_name(number));
}

/* What peel_rule_parse takes for granted. */
static peel_rule granted(const peel_rule *rule) {
    const int windows = rule->of > rule->needed;
    switch (rule->counts) {
    case PEEL_RULE_LONGEST_RUN: return (peel_rule){.ties = PEEL_TIES_PASS};
    case PEEL_RULE_CROSSINGS: return (peel_rule){.ties = PEEL_TIES_PASS, .flags = PEEL_FLAG_NONE};
    default: return (peel_rule){.flags = windows ? PEEL_FLAG_COUNTED : PEEL_FLAG_RUN};
    }
}

peel_status peel_rule_text(const peel_rule *rule, char *text, size_t size) {
    char written[longest_written] = "";
    const peel_status status = peel_rule_check(rule);
    if (status != PEEL_OK) return status;
    if (!text) return PEEL_ERROR_NULL;
    const peel_rule usual = granted(rule);
    append_counted(rule, written, sizeof written);
    if (rule->side != 0) append_detail(written, sizeof written, OF(SIDE) + rule->side);
    if (rule->others) append_detail(written, sizeof written, OF(OTHERS));
    if (rule->ties != usual.ties) append_detail(written, sizeof written, OF(TIES) + rule->ties);
    if (rule->without_beyond) append_detail(written, sizeof written, OF(WITHOUT));
    if (rule->flags != usual.flags) append_detail(written, sizeof written, OF(FLAGS) + rule->flags);
    if (rule->tolerance < RULE_TOLERANCE || rule->tolerance > RULE_TOLERANCE) {
        append_detail(written, sizeof written, OF(TOLERANCE));
        text_append(written, sizeof written, " ");
        rule_number_append(written, sizeof written, rule->tolerance);
    }
    if (strlen(written) >= size) return PEEL_ERROR_WORK;
    memcpy(text, written, strlen(written) + 1);
    return PEEL_OK;
}
