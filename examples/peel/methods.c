/*
 * peel methods: the methods of the library, their facts, and how often their intervals hold the true rate.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "methods.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

const char methods_help[] =
    "peel methods: by which method may an interval or a test be computed, and when is each the right one?\n"
    "\n"
    "Usage: peel methods [NAME] [--concept CONCEPT] [--format table|csv|json]\n"
    "       peel methods [NAME] --coverage N [OPTION...]\n"
    "\n"
    "  NAME               all facts of one method, with the paper where it was published\n"
    "  --concept CONCEPT  rate (the default), difference, ratio, odds-ratio, test, trend, paired, several, reported, chart,\n"
    "                     rate-test, or all\n"
    "  --format FORMAT    table (the default), csv or json\n"
    "  --help             this text\n"
    "\n"
    "How often does an interval of a rate hold the true rate? Known exactly, before any case is drawn:\n"
    "  --coverage N       of samples of N cases, 1 to 100000: by each method on average, and at worst\n"
    "  --method NAMES     these methods alone, parted by commas; all unless named\n"
    "  --confidence C     95 (the default), 95% or 0.95\n"
    "  --side SIDE        two-sided (the default), or lower or upper for one bound\n"
    "  --prior A,B        of beta and beta-hpd, as in peel rate\n"
    "  --between A..B     true rates from A to B, as in 5%..95%; 0%..100% unless named\n"
    "  --at RATES         also at these true rates, parted by commas, as in 94%,80.6%\n"
    "  --decimals N       decimals of percentages, 0 to 12 (1)\n"
    "\n"
    "Examples:\n"
    "  peel methods\n"
    "  peel methods clopper-pearson\n"
    "  peel methods --concept difference\n"
    "  peel methods chart\n"
    "  peel methods rate-test\n"
    "  peel methods wald --concept difference\n"
    "  peel methods --concept all --format csv\n"
    "  peel methods --coverage 79\n"
    "  peel methods --coverage 30 --method wilson,wald --between 80%..100% --at 94%\n";

static const struct option options[] = {{"format", required_argument, NULL, o_format},
                                        {"concept", required_argument, NULL, o_concept},
                                        {"coverage", required_argument, NULL, o_coverage},
                                        {"method", required_argument, NULL, o_method},
                                        {"confidence", required_argument, NULL, o_confidence},
                                        {"side", required_argument, NULL, o_side},
                                        {"prior", required_argument, NULL, o_prior},
                                        {"between", required_argument, NULL, o_between},
                                        {"at", required_argument, NULL, o_at},
                                        {"decimals", required_argument, NULL, o_decimals},
                                        {"help", no_argument, NULL, o_help},
                                        {NULL, 0, NULL, 0}};

struct methods_request {
    struct coverage_request coverage;
    const char *concept_name;
};

static int take_option(int option, const char *typed, void *taking) {
    struct methods_request *request = taking;
    if (option != o_concept) return coverage_take_option(option, typed, &request->coverage);
    request->concept_name = typed;
    return exit_answered;
}

/* The method of a name in the concept; without one in that of rates, or else in the first that has it. */
static int find_method(const char *name, int32_t concept_number, int32_t *number) {
    peel_error error, other;
    peel_status status =
        peel_method_parse(concept_number == 0 ? PEEL_CONCEPT_RATE : concept_number, name, number, &error);
    for (int32_t each = 1; concept_number == 0 && status != PEEL_OK && peel_concept_name(each); each++)
        status = peel_method_parse(each, name, number, &other);
    return status == PEEL_OK ? exit_answered : usage_error("%s", error.message);
}

static int show(const char *name, const char *concept_name, int format) {
    struct choice choice = {PEEL_CONCEPT_RATE, 0};
    peel_error error;
    if (concept_name && strcasecmp(concept_name, "all") == 0)
        choice.concept_number = 0;
    else if (concept_name && peel_concept_parse(concept_name, &choice.concept_number, &error) != PEEL_OK)
        return usage_error("%s With all, every method is shown.", error.message);
    int is_concept = name && !concept_name && peel_concept_parse(name, &choice.concept_number, NULL) == PEEL_OK;
    if (is_concept) name = NULL; /* no method has the name of a concept */
    if (name) {
        int fault = find_method(name, concept_name ? choice.concept_number : 0, &choice.method);
        if (fault != exit_answered) return fault;
    }
    if (format == format_csv)
        show_methods_csv(&choice);
    else if (format == format_json)
        show_methods_json(&choice);
    else if (name)
        show_method(choice.method);
    else
        show_methods_table(choice.concept_number);
    return exit_answered;
}

static int answer(struct methods_request *request) {
    struct coverage_request *coverage = &request->coverage;
    const struct settings *settings = &coverage->settings;
    const char *name = settings->item_count > 0 ? settings->items[0].typed : NULL;
    if (settings->item_count > 1)
        return usage_error("%s: one method at a time, or none for all", settings->items[1].typed);
    if (!coverage->assessed) {
        int fault = coverage_misses(coverage);
        return fault == exit_answered ? show(name, request->concept_name, settings->format) : fault;
    }
    if (request->concept_name) return usage_error("--coverage is of the methods of a rate: leave out --concept");
    int fault = name ? coverage_take_option(o_method, name, coverage) : exit_answered;
    return fault == exit_answered ? coverage_answer(coverage) : fault;
}

int command_methods(int argc, char **argv) {
    struct methods_request request = {.concept_name = NULL};
    struct coverage_request *coverage = &request.coverage;
    const struct command_line line = {"methods", options, take_option, &request, &coverage->settings};
    int fault = read_command_line(&line, argc, argv);
    if (fault == exit_answered && coverage->settings.help)
        printf("%s", methods_help);
    else if (fault == exit_answered)
        fault = answer(&request);
    free(coverage->settings.items);
    return fault;
}
