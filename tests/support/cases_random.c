/* For timegm and gmtime_r. */
#define _DEFAULT_SOURCE

#include "support/cases_random.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "support/naive_cases_cells.h"
#include "support/seeded.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* Whether something happens that happens so many times in a thousand. */
static int once_in(uint64_t *state, uint64_t thousandths) {
    return next_number(state) % 1000 < thousandths;
}

static const char *one_of_list(uint64_t *state, const char *const *list, size_t n) {
    return list[next_number(state) % n];
}

#define ONE_OF(state, list) one_of_list(state, list, COUNT(list))

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void put_byte(struct text *text, unsigned char byte) {
    if (text->size < longest) text->bytes[text->size++] = byte;
}

/* As where texts are put together. */
static void put_mark(struct text *text) {
    put_byte(text, 0xEF);
    put_byte(text, 0xBB);
    put_byte(text, 0xBF);
}

/* Letters in the text's encoding, of those that are used here. */
static void put(struct text *text, const char *utf_8) {
    static const struct {
        const char *utf_8;
        unsigned char byte;
    } letters[] = {{"\xC3\xA9", 0xE9}, {"\xC3\xAB", 0xEB}, {"\xC2\xA0", 0xA0}, {"\xE2\x82\xAC", 0x80}};
    while (*utf_8) {
        size_t length = 1;
        unsigned char byte = (unsigned char)*utf_8;
        for (size_t i = 0; i < COUNT(letters) && text->encoding == PEEL_ENCODING_WINDOWS_1252; i++) {
            if (strncmp(utf_8, letters[i].utf_8, strlen(letters[i].utf_8)) != 0) continue;
            length = strlen(letters[i].utf_8);
            byte = letters[i].byte;
        }
        put_byte(text, byte);
        utf_8 += length;
    }
}

static void put_spaces(uint64_t *state, struct text *text) {
    static const char *const spaces[] = {" ", "  ", "\xC2\xA0", "\t", " \xC2\xA0 "};
    if (!once_in(state, 80)) return;
    const char *const space = ONE_OF(state, spaces);
    put(text, strchr(space, text->delimiter) ? " " : space);
}

static void put_bad_byte(uint64_t *state, struct text *text) {
    if (once_in(state, 4)) put_byte(text, text->encoding == PEEL_ENCODING_WINDOWS_1252 ? 0x81 : 0xFF);
    if (once_in(state, 3)) put_byte(text, 0);
}

/* A field: in quotation marks where it needs them and at times where not. Rarely as nobody ought to write it. */
static void put_field(uint64_t *state, struct text *text, const char *value) {
    const int needs = strchr(value, text->delimiter) || strpbrk(value, "\"\r\n");
    const int quoted = needs || once_in(state, 150);
    put_spaces(state, text);
    if (quoted) put_byte(text, '"');
    put_bad_byte(state, text);
    for (const char *at = value; *at; at++) {
        const char letter[8] = {at[0], '\0'};
        size_t length = 1;
        char several[8] = {0};
        while ((at[length] & 0xC0) == 0x80 && (at[0] & 0x80))
            length++;
        memcpy(several, at, length);
        put(text, length > 1 ? several : letter);
        if (*at == '"' && quoted) put_byte(text, '"');
        at += length - 1;
    }
    if (once_in(state, 1)) put_byte(text, '"'); /* a stray one, which may swallow rows */
    if (quoted && !once_in(state, 1)) put_byte(text, '"');
    put_spaces(state, text);
}

/* The letters of a word in another case now and then. */
static void put_word(uint64_t *state, struct text *text, const char *word) {
    char changed[64] = {0};
    const uint64_t how = next_number(state) % 6;
    for (size_t i = 0; word[i] && i + 1 < sizeof changed; i++) {
        const int low = word[i] >= 'a' && word[i] <= 'z';
        changed[i] = low && (how == 0 || (how == 1 && i == 0)) ? (char)(word[i] - 32) : word[i];
    }
    put_field(state, text, changed);
}

/* --- the cells of a row ------------------------------------------------------------------------------------------- */

static const char *const columns[] = {"force",   "unit",   "date",      "received", "attended",   "grade", "took",
                                      "outcome", "advice", "ethnicity", "note",     "a \"case\"", "note"};
enum { columns_n = sizeof columns / sizeof columns[0], first_spare = 10 };

/* How a text is written. */
struct manner {
    const char *end;
    size_t order[columns_n]; /* which column stands where */
    size_t n;
    int many; /* groups */
    int zone; /* how times are written: 0 without an offset, 1 with Z, 2 with +01:00 */
};

struct row {
    int64_t begun, ended; /* seconds since 1970 as the clock shows them */
};

static void put_time(uint64_t *state, struct text *text, const struct manner *manner, int64_t clock) {
    static const char *const offsets[] = {"", "Z", "+01:00", "+00:00"};
    char written[64];
    struct tm tm;
    const time_t at = (time_t)clock;
    const size_t zone = once_in(state, 40) ? next_number(state) % 4 : (size_t)manner->zone;
    gmtime_r(&at, &tm);
    snprintf(written, sizeof written, "%04d-%02d-%02dT%02d:%02d:%02d%s", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
             tm.tm_hour, tm.tm_min, tm.tm_sec, offsets[zone]);
    put_field(state, text, written);
}

static struct row draw_row(uint64_t *state) {
    static const int64_t taken[] = {0, 1, 3599, 3600, 3601, 14399, 14400, 14401, 86400, 90000, -1, 604800};
    const int64_t begins[] = {1704067200 /* 1 January 2024 */, 1711843200 /* 31 March 2024 */,
                              1729987200 /* 27 October 2024 */};
    struct row row;
    row.begun = begins[next_number(state) % COUNT(begins)] + (int64_t)(next_number(state) % (40 * 3600));
    if (once_in(state, 500)) row.begun += (int64_t)(next_number(state) % (366 * 86400));
    row.ended = row.begun + taken[next_number(state) % COUNT(taken)];
    return row;
}

static void put_cell(uint64_t *state, struct text *text, const struct manner *manner, const struct row *row,
                     size_t column) {
    static const char *const forces[] = {"Camden", "Zo\xC3\xAB", "O'Brien", "A, B; C",      "say \"x\"", "two\nlines",
                                         "",       "camden",     "Kent",    "\xE2\x82\xAC", "two  words"};
    static const char *const units[] = {"1", "2", "", "Z", "z", "10"};
    static const char *const grades[] = {"prompt", "priority", "scheduled", "", "other"};
    static const char *const words[] = {
        "yes",     "y",   "1",  "true",           "met", "no", "n",   "0",  "non-compliant",
        "not met", "n/a", "na", "not applicable", "",    "",   "yes", "no", "compliant"};
    static const char *const odd_words[] = {"maybe", "?", "oui", "non", "yes/no", "~", "\xC3\xA9", "ye s"};
    static const char *const filled[] = {"White", "not stated",   "",        "-",         "unknown",
                                         "n/a",   "not recorded", "B9",      "not known", "--",
                                         "Null",  "#N/A",         "(Blank)", "#",         "blank"};
    static const char *const totals[] = {"Total",      "totals", "GRAND total", "Subtotal",
                                         "Sub-total:", "Total:", "City Total"};
    static const char *const notes[] = {"",       "a note",   "with, comma; and\ttab|bar", "\"said\"",
                                        "a\r\nb", "c\rd\"\"", "\xC3\xA9t\xC3\xA9"};
    char many[32];
    if (column <= 1 && once_in(state, 12)) {
        put_word(state, text, ONE_OF(state, totals));
    } else if (column == 0 && manner->many) {
        snprintf(many, sizeof many, "f%d", (int)(next_number(state) % 997));
        put_field(state, text, many);
    } else if (column == 0) {
        put_field(state, text, ONE_OF(state, forces));
    } else if (column == 1) {
        put_field(state, text, ONE_OF(state, units));
    } else if (column <= 4 && once_in(state, 150)) {
        put_field(state, text, once_in(state, 400) ? "" : listed_date(next_number(state) % listed_dates()));
    } else if (column == 2 || column == 3) {
        put_time(state, text, manner, row->begun);
    } else if (column == 4) {
        put_time(state, text, manner, row->ended);
    } else if (column == 5) {
        put_word(state, text, ONE_OF(state, grades));
    } else if (column == 6) {
        put_field(state, text, once_in(state, 100) ? "" : listed_duration(next_number(state) % listed_durations()));
    } else if (column <= 8) {
        put_word(state, text, once_in(state, 60) ? ONE_OF(state, odd_words) : ONE_OF(state, words));
    } else if (column == 9) {
        put_word(state, text, ONE_OF(state, filled));
    } else {
        put_field(state, text, ONE_OF(state, notes));
    }
}

/* --- a text ------------------------------------------------------------------------------------------------------- */

static void put_end(uint64_t *state, struct text *text, const struct manner *manner) {
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    put(text, once_in(state, 30) ? ONE_OF(state, ends) : manner->end);
}

/* The names of the columns, but for one of them; all for `other` beyond them. */
static void put_header(uint64_t *state, struct text *text, const struct manner *manner, size_t other) {
    for (size_t i = 0; i < manner->n; i++) {
        if (i > 0) put_byte(text, text->delimiter);
        put_word(state, text, i == other ? "another" : columns[manner->order[i]]);
    }
    put_end(state, text, manner);
}

static void put_row(uint64_t *state, struct text *text, const struct manner *manner) {
    const struct row row = draw_row(state);
    const size_t dropped = (size_t)once_in(state, 15);
    for (size_t i = 0; i + dropped < manner->n; i++) {
        if (i > 0) put_byte(text, text->delimiter);
        put_cell(state, text, manner, &row, manner->order[i]);
    }
    if (once_in(state, 10)) put_byte(text, text->delimiter);
}

static void put_line(uint64_t *state, struct text *text, const struct manner *manner) {
    const uint64_t odd = next_number(state) % 100;
    if (once_in(state, text->encoding == PEEL_ENCODING_UTF_8 ? (odd == 2 ? 400 : 20) : 1)) put_mark(text);
    if (odd == 0) {
        put_spaces(state, text);
    } else if (odd == 1) {
        for (size_t i = 1; i < manner->n; i++)
            put_byte(text, text->delimiter);
    } else if (odd == 2) {
        put_header(state, text, manner, next_number(state) % (2 * manner->n));
        return;
    } else {
        put_row(state, text, manner);
    }
    put_end(state, text, manner);
}

static struct manner draw_manner(uint64_t *state) {
    static const char *const ends[] = {"\n", "\n", "\r\n", "\r"};
    struct manner manner = {.n = first_spare + next_number(state) % (columns_n + 1 - first_spare)};
    manner.end = ONE_OF(state, ends);
    manner.zone = (int)(next_number(state) % 3);
    manner.many = once_in(state, 50);
    for (size_t i = 0; i < manner.n; i++)
        manner.order[i] = i;
    for (size_t i = manner.n; i > 1; i--) {
        const size_t other = next_number(state) % i;
        const size_t swapped = manner.order[i - 1];
        manner.order[i - 1] = manner.order[other];
        manner.order[other] = swapped;
    }
    if (once_in(state, 10)) manner.n--;                                  /* a column that the plan may need */
    if (once_in(state, 5)) manner.order[0] = manner.order[1 % manner.n]; /* one that stands twice */
    return manner;
}

void draw_text(uint64_t *state, struct text *text) {
    const struct manner manner = draw_manner(state);
    const size_t rows = manner.many ? 60 : next_number(state) % (once_in(state, 100) ? 60 : 14);
    *text = (struct text){.encoding = (int32_t)(next_number(state) % 2),
                          .delimiter = (unsigned char)",,,;\t|"[next_number(state) % 6]};
    if (once_in(state, 60)) put_mark(text);
    while (once_in(state, 50))
        put_end(state, text, &manner);
    if (once_in(state, 30)) {
        put(text, "sep=");
        put_byte(text, next_number(state) % 2 ? text->delimiter : (unsigned char)",;\t|"[next_number(state) % 4]);
        put_end(state, text, &manner);
    }
    if (!once_in(state, 5)) put_header(state, text, &manner, SIZE_MAX);
    for (size_t i = 0; i < rows && text->size < longest - 1000; i++)
        put_line(state, text, &manner);
    if (once_in(state, 200) && text->size > 0) text->size--; /* mostly a line end */
}

/* --- a plan ------------------------------------------------------------------------------------------------------- */

static peel_group_by draw_key(uint64_t *state, size_t i) {
    static const char *const names[] = {"force", "Unit", "DATE", "received", "grade"};
    const size_t which = next_number(state) % COUNT(names);
    peel_group_by by = {.column = names[which]};
    static const char *const own[] = {"first", "second", "third"};
    if (which == 2 || which == 3) by.every = 1 + (int32_t)(next_number(state) % 5);
    by.name = own[i];
    return by;
}

static peel_criterion draw_criterion(uint64_t *state, size_t i) {
    static const peel_word words[] = {{"oui", PEEL_ANSWER_MET, 0},
                                      {"NON", PEEL_ANSWER_NOT_MET, 0},
                                      {"", PEEL_ANSWER_NOT_MET, 0},
                                      {"?", PEEL_ANSWER_MISSING, 0},
                                      {"y", PEEL_ANSWER_NOT_APPLICABLE, 0}};
    static const peel_word filled[] = {{"b9", PEEL_ANSWER_NOT_MET, 0}, {"-", PEEL_ANSWER_MISSING, 0}};
    static const peel_time_limit graded[] = {{"prompt", 14400}, {"Priority", 3600}, {"scheduled", -1}};
    static const peel_time_limit all[] = {{NULL, 3600}, {NULL, 0}, {NULL, 14400}, {NULL, -1}};
    static const char *const names[] = {"a", "b", "c", "d"};
    peel_criterion criterion = {.name = names[i], .measure = (int32_t)(next_number(state) % 4)};
    switch (criterion.measure) {
    case PEEL_MEASURE_ANSWER:
        criterion.column = once_in(state, 500) ? "outcome" : "ADVICE";
        criterion.words = words;
        criterion.words_n = next_number(state) % (COUNT(words) + 1);
        break;
    case PEEL_MEASURE_FILLED:
        criterion.column = once_in(state, 800) ? "ethnicity" : "attended";
        criterion.words = filled;
        criterion.words_n = next_number(state) % (COUNT(filled) + 1);
        break;
    default:
        criterion.column = criterion.measure == PEEL_MEASURE_TIME ? "attended" : "took";
        if (criterion.measure == PEEL_MEASURE_TIME) criterion.since = "received";
        if (once_in(state, 500)) criterion.grade = "grade";
        criterion.limits = criterion.grade ? graded : &all[next_number(state) % COUNT(all)];
        criterion.limits_n = criterion.grade ? COUNT(graded) : 1;
    }
    return criterion;
}

static peel_filter draw_filter(uint64_t *state) {
    static const char *const names[] = {"force", "grade", "outcome", "ethnicity"};
    static const char *const words[] = {"Camden", "prompt", "no", "", "White"};
    peel_filter filter = {.column = ONE_OF(state, names), .test = (int32_t)(next_number(state) % 4)};
    const size_t first = next_number(state) % COUNT(words);
    if (filter.test != PEEL_FILTER_IS && filter.test != PEEL_FILTER_IS_NOT) return filter;
    filter.words = words + first;
    filter.words_n = 1 + next_number(state) % (COUNT(words) - first);
    return filter;
}

void draw_plan(uint64_t *state, const struct text *text, struct random_plan *drawn) {
    peel_cases_plan *const plan = &drawn->plan;
    *plan = (peel_cases_plan){.size = sizeof *plan, .encoding = text->encoding, .delimiter = text->delimiter};
    plan->by = drawn->by;
    plan->by_n = next_number(state) % 4;
    plan->criteria = drawn->criteria;
    plan->criteria_n = 1 + next_number(state) % COUNT(drawn->criteria);
    plan->filters = drawn->filters;
    plan->filters_n = once_in(state, 600) ? 0 : 1 + next_number(state) % 2;
    for (size_t i = 0; i < plan->by_n; i++)
        drawn->by[i] = draw_key(state, i);
    for (size_t i = 0; i < plan->criteria_n; i++)
        drawn->criteria[i] = draw_criterion(state, i);
    for (size_t i = 0; i < plan->filters_n; i++)
        drawn->filters[i] = draw_filter(state);
    plan->missing = (int32_t)(next_number(state) % 4);
    plan->zone = (int32_t)(next_number(state) % 2);
    plan->serials = (int32_t)(next_number(state) % 2);
    plan->unknown = !once_in(state, 200);
    plan->sorted = (int32_t)(next_number(state) % 2);
    if (once_in(state, 40)) plan->max_rows = 1 + next_number(state) % 12;
    if (once_in(state, 40)) plan->max_groups = 1 + next_number(state) % 5;
}
