/* Published layouts, delimiters, encodings. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/counted.h"

static const peel_criterion outcome = {.column = "outcome"};
static const peel_group_by by_force[] = {{.column = "force"}};

/* --- layouts -------------------------------------------------------------------------------------------------------------- */

#define COLUMNS_OF_2016                                                                                                \
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"                   \
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"                           \
    "Outcome linked to object of search"
#define STOP(date, self, officer, outcome, linked)                                                                     \
    "Person search," date ",False,,51.5,-0.1,Male,18-24," self "," officer ",\"PACE 1984, s 1\",Drugs," outcome        \
    "," linked

static void expect_stops(const char *text) {
    static const peel_group_by by[] = {{.column = "Date", .every = PEEL_EVERY_MONTH}};
    static const char *const names[] = {"object found", "outcome recorded", "self-defined ethnicity recorded",
                                        "officer-defined ethnicity recorded"};
    static const char *const answers[] = {"1 1 0 1 0 0", "2 1 0 0 0 0", "1 2 0 0 0 0", "2 1 0 0 0 0"};
    peel_cases_plan plan = {.size = sizeof plan, .layout = PEEL_LAYOUT_STOP_SEARCH, .by = by, .by_n = 1};
    struct counted counted = counted_of(text, &plan);
    cr_expect_eq(counted.status, PEEL_OK, "%s", counted.error.message);
    expect_groups(&counted, "2016-03");
    cr_assert_eq(counted.summary.criteria, 4);
    for (size_t i = 0; i < 4; i++) {
        cr_expect_str_eq(counted_tally(&counted, i).criterion, names[i]);
        expect_answers(&counted, i, answers[i]);
    }
    counted_close(&counted);
}

Test(cases, stops_in_14_columns_and_in_15) {
    char text[2048];
#define STOPS(end)                                                                                                     \
    STOP("2016-03-01T09:58:14+00:00", "White - British", "White", "Arrest", "True")                                    \
    end "\n" STOP("2016-03-02T00:00:00+00:00", "Other ethnic group - Not stated", "", "", "") end                      \
        "\n" STOP("2016-03-31T22:00:00+00:00", "", "Black", "A no further action disposal", "False") end "\n"
    snprintf(text, sizeof text, "%s", COLUMNS_OF_2016 "\n" STOPS(""));
    expect_stops(text);
    snprintf(text, sizeof text, "%s", COLUMNS_OF_2016 ",Removal of more than just outer clothing\n" STOPS(",False"));
    expect_stops(text);
}

Test(cases, ethnicity_that_older_files_code_as_not_stated) {
    const peel_cases_plan plan = {.size = sizeof plan, .layout = PEEL_LAYOUT_STOP_SEARCH};
    struct counted counted =
        counted_of(COLUMNS_OF_2016 "\n" STOP("2016-03-02T00:00:00+00:00", "Not Stated (NS)", "", "", "") "\n" STOP(
                       "2016-03-02T00:00:00+00:00", "White - White British (W1)", "", "", "") "\n",
                   &plan);
    expect_answers(&counted, 2, "1 1 0 0 0 0");
    counted_close(&counted);
}

Test(cases, street_crime) {
    peel_cases_plan plan = {.size = sizeof plan, .layout = PEEL_LAYOUT_STREET};
    struct counted counted =
        counted_of("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
                   "Last outcome category,Context\n"
                   "a1,2024-03,X,X,,,On or near High Street,,,Burglary,Under investigation,\n"
                   ",2024-03,X,X,,,On or near High Street,,,Anti-social behaviour,,\n",
                   &plan);
    cr_expect_eq(counted.status, PEEL_OK, "%s", counted.error.message);
    expect_answers(&counted, 0, "1 1 0 0 0 0");
    cr_expect_str_eq(counted_tally(&counted, 0).criterion, "outcome recorded");
    counted_close(&counted);
}

Test(cases, criteria_of_the_plan_take_the_place_of_a_layouts) {
    peel_cases_plan plan = plan_of(&outcome);
    plan.layout = PEEL_LAYOUT_STREET;
    struct counted counted = counted_of("outcome,x\nyes,\n", &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_answers(&counted, 0, "1 0 0 0 0 0");
    counted_close(&counted);
}

/* --- texts ----------------------------------------------------------------------------------------------------------------- */

Test(cases, semicolons_and_windows_1252) {
    peel_cases_plan plan = plan_of(&outcome);
    plan.by = by_force;
    plan.by_n = 1;
    plan.delimiter = ';';
    plan.encoding = PEEL_ENCODING_WINDOWS_1252;
    struct counted counted = counted_of("force;outcome\nD\xE9j\xE0;yes\n", &plan);
    cr_expect_eq(counted.status, PEEL_OK);
    expect_groups(&counted, "D\xC3\xA9j\xC3\xA0");
    counted_close(&counted);
}
