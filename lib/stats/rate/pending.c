/* Methods on their way: weak, so that their own files take their place. */
#include "stats/rate/rate.h"
#include <peel/coverage.h>

__attribute__((weak)) peel_status rate_beta(const struct rate_counts *counts, const struct rate_plan *plan,
                                            struct rate_limits *limits) {
    (void)counts;
    (void)plan;
    (void)limits;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) peel_status rate_beta_hpd(const struct rate_counts *counts, const struct rate_plan *plan,
                                                struct rate_limits *limits) {
    (void)counts;
    (void)plan;
    (void)limits;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) peel_status rate_logit(const struct rate_counts *counts, const struct rate_plan *plan,
                                             struct rate_limits *limits) {
    (void)counts;
    (void)plan;
    (void)limits;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) peel_status rate_probit(const struct rate_counts *counts, const struct rate_plan *plan,
                                              struct rate_limits *limits) {
    (void)counts;
    (void)plan;
    (void)limits;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) peel_status rate_cloglog(const struct rate_counts *counts, const struct rate_plan *plan,
                                               struct rate_limits *limits) {
    (void)counts;
    (void)plan;
    (void)limits;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) peel_status rate_arcsine(const struct rate_counts *counts, const struct rate_plan *plan,
                                               struct rate_limits *limits) {
    (void)counts;
    (void)plan;
    (void)limits;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) peel_status rate_modified_wilson(const struct rate_counts *counts, const struct rate_plan *plan,
                                                       struct rate_limits *limits) {
    (void)counts;
    (void)plan;
    (void)limits;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) peel_status rate_modified_jeffreys(const struct rate_counts *counts, const struct rate_plan *plan,
                                                         struct rate_limits *limits) {
    (void)counts;
    (void)plan;
    (void)limits;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) peel_status rate_scas(const struct rate_counts *counts, const struct rate_plan *plan,
                                            struct rate_limits *limits) {
    (void)counts;
    (void)plan;
    (void)limits;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) peel_status peel_rate_coverage(int64_t a, double r, const peel_rate_options *o,
                                                     peel_coverage *c) {
    (void)a;
    (void)r;
    (void)o;
    (void)c;
    return PEEL_ERROR_SEARCH;
}
__attribute__((weak)) size_t peel_rate_worst_coverage_work_size(int64_t a) {
    (void)a;
    return 0;
}
__attribute__((weak)) peel_status peel_rate_worst_coverage(int64_t a, double f, double t, const peel_rate_options *o,
                                                           void *w, size_t z, peel_worst_coverage *c) {
    (void)a;
    (void)f;
    (void)t;
    (void)o;
    (void)w;
    (void)z;
    (void)c;
    return PEEL_ERROR_SEARCH;
}
