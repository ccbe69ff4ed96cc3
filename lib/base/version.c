#include <peel.h>
#include <string.h>

const char *peel_version(void) {
    return PEEL_VERSION;
}

static const struct {
    const char *name;
    size_t size;
} sizes[] = {
/* clang-format off */
#define SIZE(type) {#type, sizeof(type)},
    SIZE(peel_allocator)
    SIZE(peel_bounds)
    SIZE(peel_bounds_columns)
    SIZE(peel_case_columns)
    SIZE(peel_case_tally)
    SIZE(peel_cases_plan)
    SIZE(peel_cases_reason)
    SIZE(peel_cases_summary)
    SIZE(peel_change_point)
    SIZE(peel_chart_columns)
    SIZE(peel_chart_options)
    SIZE(peel_chart_result)
    SIZE(peel_charts)
    SIZE(peel_compare_options)
    SIZE(peel_comparison)
    SIZE(peel_coverage)
    SIZE(peel_criterion)
    SIZE(peel_denominators)
    SIZE(peel_differ)
    SIZE(peel_differ_options)
    SIZE(peel_error)
    SIZE(peel_false_alarm)
    SIZE(peel_filter)
    SIZE(peel_group_by)
    SIZE(peel_interval)
    SIZE(peel_intervals)
    SIZE(peel_logistic)
    SIZE(peel_look_column)
    SIZE(peel_look_options)
    SIZE(peel_look_summary)
    SIZE(peel_mann_kendall)
    SIZE(peel_margin)
    SIZE(peel_method)
    SIZE(peel_pair)
    SIZE(peel_paired)
    SIZE(peel_point)
    SIZE(peel_range)
    SIZE(peel_rate_options)
    SIZE(peel_reported)
    SIZE(peel_reported_test)
    SIZE(peel_rule)
    SIZE(peel_runs)
    SIZE(peel_sample)
    SIZE(peel_samples)
    SIZE(peel_segment)
    SIZE(peel_several)
    SIZE(peel_tally)
    SIZE(peel_tally_options)
    SIZE(peel_tally_summary)
    SIZE(peel_test)
    SIZE(peel_tests)
    SIZE(peel_time_limit)
    SIZE(peel_trend_options)
    SIZE(peel_trend_result)
    SIZE(peel_trends)
    SIZE(peel_unknown_word)
    SIZE(peel_word)
    SIZE(peel_worst_coverage)
#undef SIZE
    /* clang-format on */
};

size_t peel_struct_size(const char *name) {
    if (!name) return 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (strcmp(name, sizes[i].name) == 0) return sizes[i].size;
    return 0;
}
