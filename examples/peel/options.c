/*
 * The command line: what every command that answers takes, read the same way everywhere.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <stdlib.h>

int library_word(peel_status status, const peel_error *error) {
    return status == PEEL_OK ? exit_answered : usage_error("%s", error->message);
}

int option_status(peel_status status) {
    if (status == PEEL_OK) return exit_answered;
    if (status == PEEL_ERROR_ONE_SIDED_CONFIDENCE)
        return usage_error("--side needs a confidence above 50%%: below that a bound bounds nothing");
    return usage_error("%s", peel_status_sentence(status));
}

/* What is nearer to 0 or to 1 than the library takes would be one of them in a paper too. */
static int take_confidence(const char *typed, double *confidence) {
    const char *rounded = "";
    if (typed_confidence(typed, confidence)) {
        if (*confidence >= 1e-16 && *confidence <= 1 - 1e-16) return exit_answered;
        rounded = *confidence < 0.5 ? "this rounds to 0%; " : "this rounds to 100%; ";
    }
    return usage_error("--confidence %s: %stype a percentage above 1 and below 100, as in 95, or a proportion below 1, "
                       "as in 0.95",
                       typed, rounded);
}

static int take_encoding(const char *typed, int32_t *encoding) {
#define NAME(constant, number, name) name,
    static const char *const encodings[] = {PEEL_ENCODINGS(NAME)};
#undef NAME
    int word = 0;
    if (!typed_word("--encoding", typed, encodings, PEEL_ENCODING_END_, &word)) return exit_usage;
    *encoding = word;
    return exit_answered;
}

/* The name of an option that says how rates are worked out or shown, NULL of any other. */
static const char *rate_option(int option) {
    return option == o_confidence ? "confidence"
           : option == o_side     ? "side"
           : option == o_design   ? "design"
           : option == o_decimals ? "decimals"
                                  : NULL;
}

static int take_setting(const struct command_line *line, int option, const char *typed) {
    struct settings *settings = line->settings;
    peel_error error;
    if (!settings->of_rates) settings->of_rates = rate_option(option);
    switch (option) {
    case 1:
    case o_failures: settings->items[settings->item_count++] = (struct item){typed, option == o_failures}; break;
    case o_confidence: settings->confidence_typed = 1; return take_confidence(typed, &settings->confidence);
    case o_side: return library_word(peel_side_parse(typed, &settings->side, &error), &error);
    case o_design: return library_word(peel_design_parse(typed, &settings->design, &error), &error);
    case o_encoding: settings->encoding_typed = 1; return take_encoding(typed, &settings->encoding);
    case o_bom: settings->byte_order_mark = 1; break;
    case o_help: settings->help = 1; break;
    case o_format:
        return typed_word("--format", typed, format_words, format_word_count, &settings->format) ? exit_answered
                                                                                                 : exit_usage;
    case o_decimals:
        if (typed_decimals(typed, &settings->decimals)) break;
        return usage_error("--decimals %s: type a whole number from 0 to %d", typed, most_decimals);
    default: return line->take(option, typed, line->request);
    }
    return exit_answered;
}

int read_command_line(const struct command_line *line, int argc, char **argv) {
    *line->settings = (struct settings){.confidence = 0.95, .decimals = 1, .format = format_sentences};
    line->settings->items = needed(calloc((size_t)argc, sizeof *line->settings->items));
    for (;;) {
        const char *typed = argv[optind];
        int option = getopt_long(argc, argv, "-:h", line->options, NULL);
        if (option == -1) break;
        if (option == ':' || option == '?') return option_error(line->command, option, typed, line->options);
        int fault = take_setting(line, option, optarg);
        if (fault != exit_answered || line->settings->help) return fault;
    }
    for (; optind < argc; optind++) /* what follows -- */
        take_setting(line, 1, argv[optind]);
    int format = line->settings->format;
    if (format == format_sentences || format == format_table) wrap_begin();
    return exit_answered;
}
