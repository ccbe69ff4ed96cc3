/*
 * The options of peel chart, and which of them go together.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    o_kind = o_own,
    o_rules,
    o_rule,
    o_target,
    o_better,
    o_by,
    o_baseline,
    o_rebase,
    o_rebase_found,
    o_exclude,
    o_sigmas,
    o_screening,
    o_floor,
    o_accept,
    o_reject,
    o_threshold,
    o_one_sided,
    o_weight,
    o_seed,
    o_draws,
    o_unit,
    o_height,
    o_ascii,
    o_colour,
    o_no_picture
};

const struct option chart_options[] = {
    {"kind", required_argument, NULL, o_kind},
    {"rules", required_argument, NULL, o_rules},
    {"rule", required_argument, NULL, o_rule},
    {"target", required_argument, NULL, o_target},
    {"better", required_argument, NULL, o_better},
    {"by", required_argument, NULL, o_by},
    {"baseline", required_argument, NULL, o_baseline},
    {"rebase", required_argument, NULL, o_rebase},
    {"rebase-found", no_argument, NULL, o_rebase_found},
    {"exclude", required_argument, NULL, o_exclude},
    {"sigmas", required_argument, NULL, o_sigmas},
    {"confidence", required_argument, NULL, o_confidence},
    {"screening", no_argument, NULL, o_screening},
    {"floor", no_argument, NULL, o_floor},
    {"accept", required_argument, NULL, o_accept},
    {"reject", required_argument, NULL, o_reject},
    {"threshold", required_argument, NULL, o_threshold},
    {"one-sided", no_argument, NULL, o_one_sided},
    {"weight", required_argument, NULL, o_weight},
    {"seed", required_argument, NULL, o_seed},
    {"draws", required_argument, NULL, o_draws},
    {"unit", required_argument, NULL, o_unit},
    {"failures", required_argument, NULL, o_failures},
    {"design", required_argument, NULL, o_design},
    {"height", required_argument, NULL, o_height},
    {"ascii", no_argument, NULL, o_ascii},
    {"colour", required_argument, NULL, o_colour},
    {"no-picture", no_argument, NULL, o_no_picture},
    {"decimals", required_argument, NULL, o_decimals},
    {"format", required_argument, NULL, o_format},
    {"bom", no_argument, NULL, o_bom},
    {"encoding", required_argument, NULL, o_encoding},
    {"help", no_argument, NULL, o_help},
    {NULL, 0, NULL, 0},
};

int chart_offers(int32_t kind, uint32_t offer) {
    peel_method method = {.offers = PEEL_OFFERS_SAMPLES | PEEL_OFFERS_VALUES};
    if (kind != 0) peel_method_get(kind, &method);
    return (method.offers & offer) != 0;
}

int chart_has_gaps(int32_t kind) {
    return kind == PEEL_CHART_G || kind == PEEL_CHART_T;
}

/* A number with decimals. Returns 0 where the text is none, or is not above 0. */
static int typed_number(const char *typed, double *number) {
    char *end = NULL;
    double value = strtod(typed, &end);
    if (typed[0] == '\0' || typed[strspn(typed, "0123456789.")] != '\0' || *end != '\0' || !(value > 0)) return 0;
    *number = value;
    return 1;
}

static int take_number(const char *option, const char *typed, const char *example, double *number) {
    if (typed_number(typed, number)) return exit_answered;
    return usage_error("--%s %s: type a number above 0, as in %s", option, typed, example);
}

static int take_rate(const char *option, const char *typed, double *rate) {
    if (typed_confidence(typed, rate) && *rate > 0 && *rate < 1) return exit_answered;
    return usage_error("--%s %s: type a percentage above 0 and below 100, as in 94, or a proportion, as in 0.94",
                       option, typed);
}

static int take_count(const char *option, const char *typed, int64_t least, int64_t most, int64_t *count) {
    if (typed_count(typed, count) && *count >= least && *count <= most) return exit_answered;
    return usage_error("--%s %s: type a whole number from %lld to %lld", option, typed, (long long)least,
                       (long long)most);
}

static int take_rule(const char *typed, struct chart_request *request) {
    peel_error error;
    if (request->rule_count == PEEL_RULES_MAX)
        return usage_error("--rule %s: a chart has up to %d rules", typed, PEEL_RULES_MAX);
    if (peel_rule_parse(typed, &request->rules[request->rule_count], &error) != PEEL_OK)
        return usage_error("--rule: %s", error.message);
    request->rule_count++;
    return exit_answered;
}

static void take_period(const char *typed, const char ***list, size_t *count) {
    *list = needed(realloc(*list, (*count + 1) * sizeof **list));
    (*list)[(*count)++] = typed;
}

static int take_kind(const char *typed, struct chart_request *request) {
    peel_error error;
    if (peel_method_parse(PEEL_CONCEPT_CHART, typed, &request->options.kind, &error) == PEEL_OK) return exit_answered;
    return usage_error("--kind: %s", error.message);
}

/* What the picture and the draws need. */
static int take_further(int option, const char *typed, struct chart_request *request) {
    int64_t count = 0;
    int fault = exit_answered;
    switch (option) {
    case o_seed:
        fault = take_count("seed", typed, 0, PEEL_COUNT_MAX, &count);
        request->options.seed = (uint64_t)count;
        break;
    case o_draws: return take_count("draws", typed, 99, 10000000, &request->options.draws);
    case o_height:
        fault = take_count("height", typed, least_height, most_height, &count);
        request->look.height = (int)count;
        break;
    case o_ascii: request->look.ascii = 1; break;
    case o_no_picture: request->look.none = 1; break;
    default: return chart_colour_word(typed, &request->look.colour) ? exit_answered : exit_usage;
    }
    return fault;
}

int chart_take_option(int option, const char *typed, void *taking) {
    struct chart_request *request = taking;
    peel_chart_options *options = &request->options;
    peel_error error;
    switch (option) {
    case o_kind: return take_kind(typed, request);
    case o_rules: return library_word(peel_rule_set_parse(typed, &options->rule_set, &error), &error);
    case o_rule: return take_rule(typed, request);
    case o_target: request->target = typed; break;
    case o_better:
        request->better_typed = 1;
        return library_word(peel_better_parse(typed, &options->better, &error), &error);
    case o_by: return take_by(typed, &request->by);
    case o_unit: request->unit_typed = 1; return library_word(peel_unit_parse(typed, &request->unit, &error), &error);
    case o_baseline: request->baseline = typed; break;
    case o_rebase: take_period(typed, &request->rebases, &request->rebase_count); break;
    case o_exclude: take_period(typed, &request->excluded, &request->excluded_count); break;
    case o_rebase_found: request->rebase_found = 1; break;
    case o_screening: options->screening = 1; break;
    case o_floor: options->floor = 1; break;
    case o_one_sided: options->one_sided = 1; break;
    case o_sigmas: return take_number("sigmas", typed, "3", &options->sigmas);
    case o_threshold: return take_number("threshold", typed, "5.9", &options->threshold);
    case o_weight: return take_number("weight", typed, "0.2", &options->weight);
    case o_accept: return take_rate("accept", typed, &options->accept);
    case o_reject: return take_rate("reject", typed, &options->reject);
    default: return take_further(option, typed, request);
    }
    return exit_answered;
}

static int take_target(struct chart_request *request) {
    peel_chart_options *options = &request->options;
    const char *typed = request->target;
    if (!typed) return exit_answered;
    options->has_target = 1;
    if (options->kind == PEEL_CHART_CUSUM)
        return usage_error("--target %s: a cusum adds up evidence, and has no rate to hold against a target", typed);
    if (chart_has_gaps(options->kind)) return take_number("target", typed, "30", &options->target);
    if (typed_rate(typed, &options->target)) return exit_answered;
    if (typed_one(typed)) return usage_error("--target %s: type 100%%, or 1%%", typed);
    return usage_error("--target %s: type a percentage up to 100, as in 90 or 90%%, or a proportion, as in 0.9", typed);
}

/* Options that only some kinds have a use for. */
static int check_kind(const struct chart_request *request) {
    const peel_chart_options *options = &request->options;
    int32_t kind = options->kind;
    int limits = kind != PEEL_CHART_RUN && kind != PEEL_CHART_CUSUM;
    const struct {
        const char *option;
        int typed, fits;
        const char *kinds;
    } uses[] = {
        {"accept", options->accept > 0, kind == PEEL_CHART_CUSUM, "--kind cusum"},
        {"reject", options->reject > 0, kind == PEEL_CHART_CUSUM, "--kind cusum"},
        {"threshold", options->threshold > 0, kind == PEEL_CHART_CUSUM, "--kind cusum"},
        {"one-sided", options->one_sided, kind == PEEL_CHART_CUSUM, "--kind cusum"},
        {"weight", options->weight > 0, kind == PEEL_CHART_EWMA, "--kind ewma"},
        {"floor", options->floor, kind == PEEL_CHART_LANEY, "--kind laney"},
        {"screening", options->screening, kind == PEEL_CHART_LANEY || kind == PEEL_CHART_XMR || kind == 0,
         "--kind xmr or laney"},
        {"sigmas", options->sigmas > 0, limits, "a chart with limits, not with run or cusum"},
        {"confidence", request->settings.confidence_typed, limits, "a chart with limits, not with run or cusum"},
        {"rebase-found", request->rebase_found, !chart_has_gaps(kind), "samples, not with --kind g or t"},
    };
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++)
        if (uses[i].typed && !uses[i].fits) return usage_error("--%s goes with %s", uses[i].option, uses[i].kinds);
    if (kind == PEEL_CHART_CUSUM && (options->accept <= 0 || options->reject <= 0))
        return usage_error("--kind cusum: type the rate of the steady process and the rate to be found out, as in "
                           "--accept 94 --reject 80");
    if (kind == PEEL_CHART_CUSUM && options->accept == options->reject)
        return usage_error("--reject: type another rate than that of --accept");
    if (options->sigmas > 0 && request->settings.confidence_typed)
        return usage_error("limits stand at so many sigmas, or at a confidence: type --sigmas or --confidence");
    if (request->rebase_found && request->rebase_count > 0)
        return usage_error("--rebase-found finds by itself where limits begin anew: type it, or --rebase");
    if (request->rule_count > 0 && options->rule_set != 0)
        return usage_error("--rule stands in place of --rules: type either");
    return exit_answered;
}

/* What the library thinks of them all, with advice in the words of the command line. */
static int ask_library(const struct chart_request *request) {
    const peel_chart_options *options = &request->options;
    const peel_point any = {1, {1, 2, 0}};
    const double value = 1;
    size_t size = peel_chart_work_size(1);
    void *work = needed(malloc(size));
    peel_method method = {.name = "p"};
    peel_status status = chart_offers(options->kind, PEEL_OFFERS_SAMPLES)
                             ? peel_chart(1, &any, NULL, options, work, size, NULL, NULL)
                             : peel_chart_values(1, NULL, &value, NULL, options, work, size, NULL, NULL);
    free(work);
    if (options->kind != 0) peel_method_get(options->kind, &method);
    if (status == PEEL_ERROR_RULE_KIND && options->kind == PEEL_CHART_RUN)
        return usage_error(
            "--kind run: it has no limits, which these rules need: type --rules anhoej, or rules such as "
            "--rule \"7 beyond 0\"");
    if (status == PEEL_ERROR_RULE_KIND)
        return usage_error(
            "--kind %s: its points carry the past with them, so that limits alone count: leave the rules "
            "out",
            method.name);
    if (status == PEEL_ERROR_SIGMAS) return usage_error("--sigmas: type a number from 0.1 to 10, as in 3");
    if (status == PEEL_ERROR_RANGE) return usage_error("--threshold goes up to 1000000, and --weight up to 1");
    return option_status(status);
}

int chart_check_options(struct chart_request *request) {
    const struct settings *settings = &request->settings;
    peel_chart_options *options = &request->options;
    if (settings->byte_order_mark && settings->format != format_csv) return usage_error("--bom goes with --format csv");
    options->design = settings->design;
    if (settings->confidence_typed) options->confidence = settings->confidence;
    if (request->rule_count > 0) {
        options->rules = request->rules;
        options->rule_count = request->rule_count;
    }
    int fault = check_kind(request);
    if (fault == exit_answered) fault = take_target(request);
    if (fault == exit_answered && settings->item_count == 0)
        fault =
            usage_error("type a file of tallies with a column period, or samples, as in peel chart 45/48 44/47 43/48");
    return fault == exit_answered ? ask_library(request) : fault;
}
