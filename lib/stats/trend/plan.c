#include "stats/trend/plan.h"

#include <math.h>

#include "base/options.h"

enum { draws_min = 99, draws_max = 10000000, draws_usual = 9999 };

peel_status trend_plan(const peel_trend_options *options, int32_t first, struct trend_plan *plan) {
    const size_t first_size = offsetof(peel_trend_options, reserved) + sizeof(uint32_t); /* of 0.1.0 */
    const peel_trend_options defaults = {.size = sizeof defaults};
    struct trend_plan made = {0};
    peel_trend_options read;
    peel_status status = options_read(&read, sizeof read, first_size, options ? options : &defaults);
    if (status != PEEL_OK) return status;
    if (read.reserved != 0) return PEEL_ERROR_RESERVED;
    const struct plan_request request = {read.confidence, read.alpha, read.method, first, read.side, read.design};
    status = plan_make(&request, &made.common);
    if (status != PEEL_OK) return status;
    if (!peel_unit_name(read.unit)) return PEEL_ERROR_UNIT;
    if (read.draws != 0 && (read.draws < draws_min || read.draws > draws_max)) return PEEL_ERROR_DRAWS;
    if (read.power != 0.0 && !(read.power > made.common.alpha && read.power < 1.0)) return PEEL_ERROR_POWER;
    if (!(read.penalty >= 0.0 && isfinite(read.penalty))) return PEEL_ERROR_PENALTY;
    if (read.season < 0 || read.season == 1) return PEEL_ERROR_SEASON;
    made.method_given = read.method != 0;
    made.seed = read.seed;
    made.draws = read.draws == 0 ? draws_usual : read.draws;
    made.power = read.power == 0.0 ? 0.8 : read.power;
    made.penalty = read.penalty;
    made.unit = read.unit;
    made.season = read.season;
    *plan = made;
    return PEEL_OK;
}
