#include "numeric/draws.h"
#include "stats/trend/test.h"

/* Whether a score is at least as far out as the one seen; both times all cases assessed, less the expected one. */
static int as_far(trend_wide drawn, trend_wide seen, int32_t side) {
    if (side == PEEL_SIDE_LOWER) return drawn >= seen;
    if (side == PEEL_SIDE_UPPER) return drawn <= seen;
    trend_wide distance = seen < 0 ? -seen : seen;
    return drawn >= distance || drawn <= -distance;
}

double trend_monte_carlo(const struct trend_sums *sums, const struct trend_plan *plan, int64_t *work) {
    const struct trend_series *series = sums->series;
    struct draws draws = draws_seeded(plan->seed);
    size_t m = series->last - series->first + 1;
    const peel_point *points = series->points + series->first;
    int64_t *end = work;
    int64_t *dealt = work + m;
    int64_t far = 0;
    trend_wide expected = sums->case_score * series->met;
    trend_wide seen = sums->met_score * series->assessed - expected;
    for (size_t i = 0; i < m; i++)
        end[i] = (i > 0 ? end[i - 1] : 0) + points[i].sample.assessed;
    for (int64_t j = 0; j < plan->draws; j++) {
        int64_t score = 0; /* below 1e9 cases times 2e9 periods */
        draws_deal(&draws, m, end, series->met, dealt);
        for (size_t i = 0; i < m; i++)
            score += (points[i].period - sums->origin) * dealt[i];
        far += as_far((trend_wide)score * series->assessed - expected, seen, plan->common.side);
    }
    return (double)(1 + far) / (double)(1 + plan->draws);
}
