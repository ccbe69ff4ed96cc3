/*
 * The files of https://data.police.uk/data, as https://data.police.uk/about/#columns describes them. Columns are matched by name:
 * stop and search had 14 columns in 2016, today it has 15, with "Removal of more than just outer clothing".
 */
#include "records/layouts.h"

#include "base/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What today's files have where nobody stated it, and those of before, with codes as in "White - White British (W1)". */
static const peel_word ethnicity_words[] = {{"Other ethnic group - Not stated", PEEL_ANSWER_NOT_MET, 0},
                                            {"Not Stated (NS)", PEEL_ANSWER_NOT_MET, 0}};

/* True, False, and blank where it is not known. */
static const peel_criterion stop_search[] = {
    {.name = "object found", .column = "Outcome linked to object of search", .measure = PEEL_MEASURE_ANSWER},
    {.name = "outcome recorded", .column = "Outcome", .measure = PEEL_MEASURE_FILLED},
    {.name = "self-defined ethnicity recorded",
     .column = "Self-defined ethnicity",
     .words = ethnicity_words,
     .words_n = COUNT(ethnicity_words),
     .measure = PEEL_MEASURE_FILLED},
    {.name = "officer-defined ethnicity recorded",
     .column = "Officer-defined ethnicity",
     .words = ethnicity_words,
     .words_n = COUNT(ethnicity_words),
     .measure = PEEL_MEASURE_FILLED},
};

static const peel_criterion street[] = {
    {.name = "outcome recorded", .column = "Last outcome category", .measure = PEEL_MEASURE_FILLED},
};

/* Those that every year has had. */
static const char *const stop_search_columns[] = {"Type",
                                                  "Date",
                                                  "Part of a policing operation",
                                                  "Policing operation",
                                                  "Latitude",
                                                  "Longitude",
                                                  "Gender",
                                                  "Age range",
                                                  "Self-defined ethnicity",
                                                  "Officer-defined ethnicity",
                                                  "Legislation",
                                                  "Object of search",
                                                  "Outcome",
                                                  "Outcome linked to object of search"};

static const char *const street_columns[] = {
    "Crime ID",  "Month",     "Reported by", "Falls within",          "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type",  "Last outcome category", "Context"};

static const struct {
    int32_t layout;
    const peel_criterion *criteria;
    size_t criteria_n;
    const char *const *columns;
    size_t columns_n;
} layouts[] = {
    {PEEL_LAYOUT_STOP_SEARCH, stop_search, COUNT(stop_search), stop_search_columns, COUNT(stop_search_columns)},
    {PEEL_LAYOUT_STREET, street, COUNT(street), street_columns, COUNT(street_columns)},
};

const peel_criterion *layout_criteria(int32_t layout, size_t *n) {
    *n = 0;
    for (size_t i = 0; i < COUNT(layouts); i++) {
        if (layouts[i].layout != layout) continue;
        *n = layouts[i].criteria_n;
        return layouts[i].criteria;
    }
    return NULL;
}

static int is_among(const char *column, const char *const *names, size_t n) {
    size_t i = 0;
    while (i < n && !text_equal(column, names[i]))
        i++;
    return i < n;
}

int32_t layout_of(const char *const *names, size_t n) {
    for (size_t i = 0; i < COUNT(layouts); i++) {
        size_t found = 0;
        while (found < layouts[i].columns_n && is_among(layouts[i].columns[found], names, n))
            found++;
        if (found == layouts[i].columns_n) return layouts[i].layout;
    }
    return PEEL_LAYOUT_NONE;
}
