/*
 * A file of case records on standard output, the same for the same number of rows: what the reading of CSV is timed on.
 * 43 forces, 36 months, 12 criteria, an outcome, a reviewer, and a quoted note with commas, with doubled quotation marks
 * in a third of the rows and a line break in one of a hundred: about 94 bytes a row. All of it is made up.
 *
 * make_cases ROWS > FILE. 1e7 rows (0.9 GB) take about a second.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

enum { longest_row = 512, room = 1 << 16, first_year = 2022, months = 36 };

/* The 43 territorial forces of England and Wales. */
static const char *const forces[] = {"Avon and Somerset",
                                     "Bedfordshire",
                                     "Cambridgeshire",
                                     "Cheshire",
                                     "City of London",
                                     "Cleveland",
                                     "Cumbria",
                                     "Derbyshire",
                                     "Devon & Cornwall",
                                     "Dorset",
                                     "Durham",
                                     "Dyfed-Powys",
                                     "Essex",
                                     "Gloucestershire",
                                     "Greater Manchester",
                                     "Gwent",
                                     "Hampshire",
                                     "Hertfordshire",
                                     "Humberside",
                                     "Kent",
                                     "Lancashire",
                                     "Leicestershire",
                                     "Lincolnshire",
                                     "Merseyside",
                                     "Metropolitan",
                                     "Norfolk",
                                     "North Wales",
                                     "North Yorkshire",
                                     "Northamptonshire",
                                     "Northumbria",
                                     "Nottinghamshire",
                                     "South Wales",
                                     "South Yorkshire",
                                     "Staffordshire",
                                     "Suffolk",
                                     "Surrey",
                                     "Sussex",
                                     "Thames Valley",
                                     "Warwickshire",
                                     "West Mercia",
                                     "West Midlands",
                                     "West Yorkshire",
                                     "Wiltshire"};

static const char *const criteria[] = {"attended in time",      "victim needs assessed", "plan recorded",
                                       "supervisor review",     "victim updated",        "outcome explained",
                                       "lines of enquiry",      "safeguarding done",     "risk assessed at call",
                                       "victim's code offered", "recorded in 24 hours",  "equality data taken"};

/* Of sixteen, so that four bits choose: 9 met, 4 not met, 2 to which the criterion does not apply, 1 blank. */
static const char *const outcomes[] = {"yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes",
                                       "yes", "no",  "no",  "no",  "no",  "n/a", "n/a", ""};

static const char *const openings[] = {"seen at home",  "called back", "no reply, letter sent",
                                       "visited twice", "closed",      "passed to CID"};
static const char *const quotations[] = {"", "", "said \"\"no\"\", ", "", "\"\"not now\"\", ", ""};
static const char *const endings[] = {"log checked and signed off", "nothing more to do", "see the case file",
                                      "to be reviewed next month", "OK"};

/* SplitMix64. Source: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators (2014), figure 17. */
static uint64_t draw(uint64_t *state) {
    uint64_t bits = *state += 0x9E3779B97F4A7C15U;
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBU;
    return bits ^ bits >> 31;
}

/* One of `n`. */
static size_t choose(uint64_t *state, size_t n) {
    return (size_t)((draw(state) >> 32) * n >> 32);
}

static char *add(char *to, const char *text) {
    const size_t length = strlen(text);
    memcpy(to, text, length);
    return to + length;
}

static char *add_digits(char *to, unsigned value, int digits) {
    for (int i = digits - 1; i >= 0; i--, value /= 10)
        to[i] = (char)('0' + value % 10);
    return to + digits;
}

static char *add_row(char *to, uint64_t *state) {
    const unsigned month = (unsigned)choose(state, months);
    to = add(to, forces[choose(state, COUNT(forces))]);
    *to++ = ',';
    to = add_digits(to, first_year + month / 12, 4);
    *to++ = '-';
    to = add_digits(to, month % 12 + 1, 2);
    *to++ = ',';
    to = add(to, criteria[choose(state, COUNT(criteria))]);
    *to++ = ',';
    to = add(to, outcomes[choose(state, COUNT(outcomes))]);
    to = add(to, ",reviewer ");
    to = add_digits(to, (unsigned)choose(state, 40) + 1, 2);
    to = add(to, ",\"");
    to = add(to, openings[choose(state, COUNT(openings))]);
    to = add(to, choose(state, 100) == 0 ? ",\n" : ", ");
    to = add(to, quotations[choose(state, COUNT(quotations))]);
    to = add(to, endings[choose(state, COUNT(endings))]);
    return add(to, "\"\n");
}

int main(int argc, char **argv) {
    static char text[room + longest_row];
    char *end = NULL;
    const int64_t rows = argc == 2 ? (int64_t)strtoimax(argv[1], &end, 10) : -1;
    if (rows < 0 || *end != '\0') {
        fputs("usage: make_cases ROWS > FILE\n", stderr);
        return 2;
    }
    uint64_t state = 6;
    char *to = add(text, "force,month,criterion,outcome,reviewer,note\n");
    for (int64_t i = 0; i < rows; i++) {
        to = add_row(to, &state);
        if (to - text < room) continue;
        fwrite(text, 1, (size_t)(to - text), stdout);
        to = text;
    }
    fwrite(text, 1, (size_t)(to - text), stdout);
    if (fflush(stdout) == 0 && !ferror(stdout)) return 0;
    perror("make_cases");
    return 1;
}
