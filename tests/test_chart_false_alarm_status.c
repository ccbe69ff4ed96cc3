/* Every status and note of the false alarms of charts; nothing is written by a call that fails; seeds, draws and memory. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include <peel.h>

enum { n = 6, points_max = 30 };

static _Alignas(16) unsigned char work[64 + points_max * 1024];
static const peel_point usual[n] = {{1, {19, 20, 0}}, {2, {18, 20, 0}}, {3, {20, 20, 0}},
                                    {4, {14, 20, 0}}, {5, {17, 20, 0}}, {6, {15, 20, 0}}};
static const double values[n] = {3, 1, 4, 1, 5, 9};
static const peel_rule seven = {.counts = PEEL_RULE_BEYOND, .needed = 7};

static void expect(size_t count, const peel_point *points, const uint32_t *marks, const peel_chart_options *options,
                   peel_status expected) {
    peel_false_alarm answer, before;
    double by_rule[PEEL_RULES_MAX], by_rule_before[PEEL_RULES_MAX];
    memset(&answer, 0x5A, sizeof answer);
    memcpy(&before, &answer, sizeof answer);
    memset(by_rule, 0x5A, sizeof by_rule);
    memcpy(by_rule_before, by_rule, sizeof by_rule);
    errno = 12345;
    peel_status status = peel_chart_false_alarm(count, points, marks, options, work, sizeof work, by_rule, &answer);
    cr_expect(status == expected, "%s, not %s", peel_status_name(status), peel_status_name(expected));
    cr_expect(errno == 12345);
    if (status == PEEL_OK) return;
    cr_expect(memcmp(&answer, &before, sizeof answer) == 0, "%s: answer touched", peel_status_name(expected));
    cr_expect(memcmp(by_rule, by_rule_before, sizeof by_rule) == 0, "%s: by_rule touched", peel_status_name(expected));
}

static void expect_values(size_t count, const int64_t *period, const double *value, const uint32_t *marks,
                          const peel_chart_options *options, peel_status expected) {
    peel_false_alarm answer, before;
    double by_rule[PEEL_RULES_MAX], by_rule_before[PEEL_RULES_MAX];
    memset(&answer, 0x5A, sizeof answer);
    memcpy(&before, &answer, sizeof answer);
    memset(by_rule, 0x5A, sizeof by_rule);
    memcpy(by_rule_before, by_rule, sizeof by_rule);
    peel_status status =
        peel_chart_values_false_alarm(count, period, value, marks, options, work, sizeof work, by_rule, &answer);
    cr_expect(status == expected, "values: %s, not %s", peel_status_name(status), peel_status_name(expected));
    if (status == PEEL_OK) return;
    cr_expect(memcmp(&answer, &before, sizeof answer) == 0, "%s: answer touched", peel_status_name(expected));
    cr_expect(memcmp(by_rule, by_rule_before, sizeof by_rule) == 0, "%s: by_rule touched", peel_status_name(expected));
}

/* Of samples and of values alike. */
static void expect_option(peel_chart_options options, peel_status expected) {
    options.size = sizeof options;
    if (options.draws == 0) options.draws = 99;
    expect(n, usual, NULL, &options, expected);
    expect_values(n, NULL, values, NULL, &options, expected);
}

static void expect_point(peel_point third, peel_status expected) {
    peel_point points[n];
    memcpy(points, usual, sizeof points);
    points[2] = third;
    expect(n, points, NULL, NULL, expected);
}

Test(chart_false_alarm_status, arguments) {
    peel_false_alarm answer;
    expect(n, usual, NULL, NULL, PEEL_OK);
    expect_values(n, NULL, values, NULL, NULL, PEEL_OK);
    expect(n, NULL, NULL, NULL, PEEL_ERROR_NULL);
    expect_values(n, NULL, NULL, NULL, NULL, PEEL_ERROR_NULL);
    cr_expect(peel_chart_false_alarm(n, usual, NULL, NULL, work, sizeof work, NULL, NULL) == PEEL_ERROR_NULL);
    cr_expect(peel_chart_values_false_alarm(n, NULL, values, NULL, NULL, work, sizeof work, NULL, NULL) ==
              PEEL_ERROR_NULL);
    expect(0, usual, NULL, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect_values(0, NULL, values, NULL, NULL, PEEL_ERROR_TOO_FEW_SAMPLES);
    expect(PEEL_POINTS_MAX + 1, usual, NULL, NULL, PEEL_ERROR_TOO_LARGE);
    expect_values(PEEL_POINTS_MAX + 1, NULL, values, NULL, NULL, PEEL_ERROR_TOO_LARGE);
    cr_expect(peel_chart_false_alarm(n, usual, NULL, NULL, NULL, 0, NULL, &answer) == PEEL_ERROR_WORK);
}

Test(chart_false_alarm_status, points) {
    const uint32_t marks[n] = {0, 0, 4, 0, 0, 0};
    const int64_t unordered[n] = {1, 2, 4, 3, 5, 6}, doubled[n] = {1, 2, 2, 3, 4, 5};
    const double negative[n] = {3, 1, -4, 1, 5, 9}, broken[n] = {3, 1, 4.5, 1, 5, 9}, infinite[n] = {3, INFINITY};
    const peel_chart_options g = {.size = sizeof g, .kind = PEEL_CHART_G};
    expect_point((peel_point){1, {20, 20, 0}}, PEEL_ERROR_PERIOD_ORDER);
    expect_point((peel_point){2, {20, 20, 0}}, PEEL_ERROR_PERIOD_REPEATED);
    expect_point((peel_point){INT64_MAX, {20, 20, 0}}, PEEL_ERROR_RANGE);
    expect_point((peel_point){3, {-1, 20, 0}}, PEEL_ERROR_NEGATIVE);
    expect_point((peel_point){3, {21, 20, 0}}, PEEL_ERROR_MET_ABOVE_ASSESSED);
    expect_point((peel_point){3, {20, 20, 19}}, PEEL_ERROR_ASSESSED_ABOVE_POPULATION);
    expect_point((peel_point){3, {20, PEEL_COUNT_MAX + 1, 0}}, PEEL_ERROR_COUNT_TOO_LARGE);
    expect_point((peel_point){3, {999999000, 1000000000 - 100, 0}}, PEEL_OK);
    expect_point((peel_point){3, {999999000, 1000000000 - 99, 0}}, PEEL_ERROR_TOO_LARGE);
    expect(n, usual, marks, NULL, PEEL_ERROR_MARK);
    expect_values(n, NULL, values, marks, NULL, PEEL_ERROR_MARK);
    expect_values(n, unordered, values, NULL, NULL, PEEL_ERROR_PERIOD_ORDER);
    expect_values(n, doubled, values, NULL, NULL, PEEL_ERROR_PERIOD_REPEATED);
    expect_values(n, NULL, infinite, NULL, NULL, PEEL_ERROR_NOT_FINITE);
    expect_values(n, NULL, negative, NULL, NULL, PEEL_OK);
    expect_values(n, NULL, negative, NULL, &g, PEEL_ERROR_NEGATIVE);
    expect_values(n, NULL, broken, NULL, &g, PEEL_ERROR_NOT_WHOLE);
}

Test(chart_false_alarm_status, options) {
    const peel_chart_options sizeless = {.size = 8};
    expect(n, usual, NULL, &sizeless, PEEL_ERROR_OPTIONS_SIZE);
    expect_option((peel_chart_options){.reserved = 1}, PEEL_ERROR_RESERVED);
    expect_option((peel_chart_options){.confidence = 95}, PEEL_ERROR_CONFIDENCE_PERCENT);
    expect_option((peel_chart_options){.confidence = -1}, PEEL_ERROR_CONFIDENCE);
    expect_option((peel_chart_options){.alpha = 2}, PEEL_ERROR_ALPHA);
    expect_option((peel_chart_options){.alpha = 0.05, .confidence = 0.95}, PEEL_ERROR_CONFIDENCE_AND_ALPHA);
    expect_option((peel_chart_options){.alpha = 0.05, .sigmas = 3}, PEEL_ERROR_SIGMAS);
    expect_option((peel_chart_options){.kind = PEEL_RATE_WILSON}, PEEL_ERROR_METHOD);
    expect_option((peel_chart_options){.better = 3}, PEEL_ERROR_BETTER);
    expect_option((peel_chart_options){.design = 9}, PEEL_ERROR_DESIGN);
    expect_option((peel_chart_options){.unit = 9}, PEEL_ERROR_UNIT);
    expect_option((peel_chart_options){.rule_set = 99}, PEEL_ERROR_RULE_SET);
    expect_option((peel_chart_options){.rules = &(peel_rule){0}, .rule_count = 1}, PEEL_ERROR_RULE);
    expect_option((peel_chart_options){.kind = PEEL_CHART_RUN, .rule_set = PEEL_RULES_NHS}, PEEL_ERROR_RULE_KIND);
    expect_option((peel_chart_options){.baseline_first = 3, .baseline_end = 7}, PEEL_ERROR_BASELINE);
    expect_option((peel_chart_options){.draws = 98}, PEEL_ERROR_DRAWS);
    expect_option((peel_chart_options){.draws = 10000001}, PEEL_ERROR_DRAWS);
    expect_option((peel_chart_options){.draws = -1}, PEEL_ERROR_DRAWS);
    expect_option((peel_chart_options){.draws = 99}, PEEL_OK);
    const peel_chart_options of_values = {.size = sizeof of_values, .kind = PEEL_CHART_G};
    expect(n, usual, NULL, &of_values, PEEL_ERROR_METHOD);
    const peel_chart_options of_samples = {.size = sizeof of_samples, .kind = PEEL_CHART_P};
    expect_values(n, NULL, values, NULL, &of_samples, PEEL_ERROR_METHOD);
    const peel_chart_options cusum = {.size = sizeof cusum, .kind = PEEL_CHART_CUSUM, .accept = 0.9, .reject = 0.9};
    expect(n, usual, NULL, &cusum, PEEL_ERROR_RATE);
    const peel_chart_options target = {.size = sizeof target, .has_target = 1, .target = 900};
    expect(n, usual, NULL, &target, PEEL_ERROR_RATE);
}

/* --- notes ------------------------------------------------------------------------------------------------------ */

/* The answer for points of which nothing, or all, is drawn; a rate by rule is then as the rate. */
static peel_false_alarm noted(size_t count, const peel_point *points, const uint32_t *marks, peel_chart_options options,
                              uint32_t notes) {
    peel_false_alarm answer;
    double by_rule[PEEL_RULES_MAX];
    options.size = sizeof options;
    if (options.draws == 0) options.draws = 999;
    cr_assert(peel_chart_false_alarm(count, points, marks, &options, work, sizeof work, by_rule, &answer) == PEEL_OK);
    cr_expect(answer.notes == notes, "notes %x, not %x", answer.notes, notes);
    int drawn = (notes & PEEL_NOTE_MONTE_CARLO) != 0;
    cr_expect(answer.draws == (drawn ? options.draws : 0));
    if (!drawn) cr_expect(isnan(answer.rate) ? isnan(by_rule[0]) : answer.rate == by_rule[0]);
    return answer;
}

/* A series whose neighbours differ more than chance lets them raises more than is drawn. */
Test(chart_false_alarm_status, overdispersed) {
    peel_point wild[20];
    for (size_t i = 0; i < 20; i++)
        wild[i] = (peel_point){(int64_t)i, {i % 2 ? 15 : 29, 30, 0}};
    noted(20, wild, NULL, (peel_chart_options){0}, PEEL_NOTE_MONTE_CARLO | PEEL_NOTE_OVERDISPERSED);
    noted(20, wild, NULL, (peel_chart_options){.kind = PEEL_CHART_LANEY}, PEEL_NOTE_MONTE_CARLO);
}

Test(chart_false_alarm_status, notes) {
    const peel_chart_options none = {0}, dip = {.design = PEEL_DESIGN_DIP}, census = {.design = PEEL_DESIGN_CENSUS};
    const peel_chart_options laney = {.kind = PEEL_CHART_LANEY}, xmr = {.kind = PEEL_CHART_XMR};
    const peel_chart_options cusum = {.kind = PEEL_CHART_CUSUM, .accept = 0.5, .reject = 0.3, .threshold = 1};
    const peel_point empty[3] = {{1, {0, 0, 0}}, {2, {0, 0, 0}}, {3, {0, 0, 0}}};
    const peel_point all_met[3] = {{1, {9, 9, 0}}, {2, {0, 0, 0}}, {3, {8, 8, 0}}};
    const peel_point by_halves[4] = {{1, {9, 9, 0}}, {2, {7, 7, 0}}, {3, {0, 8, 0}}, {4, {0, 6, 0}}};
    const uint32_t halved[4] = {0, 0, PEEL_MARK_REBASE, 0};
    cr_expect(noted(n, usual, NULL, none, PEEL_NOTE_MONTE_CARLO).rate > 0);
    cr_expect(noted(n, usual, NULL, census, PEEL_NOTE_MONTE_CARLO).rate > 0);
    peel_false_alarm of_dip = noted(n, usual, NULL, dip, PEEL_NOTE_DIP);
    cr_expect(isnan(of_dip.rate) && isnan(of_dip.error));
    cr_expect(noted(3, empty, NULL, none, PEEL_NOTE_NOTHING_ASSESSED | PEEL_NOTE_NO_LIMITS).rate == 0);
    cr_expect(noted(3, all_met, NULL, none, PEEL_NOTE_NO_VARIATION).rate == 0);
    cr_expect(noted(4, by_halves, halved, none, PEEL_NOTE_NO_VARIATION).rate == 0);
    noted(4, by_halves, NULL, none, PEEL_NOTE_MONTE_CARLO);
    cr_expect(noted(3, all_met, NULL, cusum, PEEL_NOTE_MONTE_CARLO).rate > 0, "drawn at the rate to accept");
    cr_expect(noted(1, usual, NULL, laney, PEEL_NOTE_MONTE_CARLO | PEEL_NOTE_NO_LIMITS).rate == 0);
    cr_expect(noted(1, usual, NULL, xmr, PEEL_NOTE_MONTE_CARLO | PEEL_NOTE_NO_LIMITS).rate == 0);
}

static double values_noted(int32_t kind, int32_t design, size_t count, const double *value, const uint32_t *marks,
                           uint32_t notes) {
    peel_false_alarm answer;
    double by_rule[PEEL_RULES_MAX];
    const peel_chart_options options = {.size = sizeof options, .kind = kind, .design = design, .draws = 99};
    cr_assert(peel_chart_values_false_alarm(count, NULL, value, marks, &options, work, sizeof work, by_rule, &answer) ==
              PEEL_OK);
    cr_expect(answer.notes == notes, "kind %d: notes %x, not %x", (int)kind, answer.notes, notes);
    cr_expect(answer.draws == ((notes & PEEL_NOTE_MONTE_CARLO) != 0 ? 99 : 0));
    return answer.rate;
}

Test(chart_false_alarm_status, notes_of_values) {
    const double none[3] = {NAN, NAN, NAN}, same[4] = {7, 7, NAN, 7}, zeros[3] = {0, 0, 0}, two[4] = {7, 7, 8, 8};
    const uint32_t halved[4] = {0, 0, PEEL_MARK_REBASE, 0};
    const uint32_t drawn = PEEL_NOTE_MONTE_CARLO, flat = PEEL_NOTE_NO_VARIATION, limits = PEEL_NOTE_NO_LIMITS;
    const uint32_t unsure = PEEL_NOTE_NO_COUNTS; /* of normal values in place of rates */
    const int32_t xmr = PEEL_CHART_XMR, run = PEEL_CHART_RUN, g = PEEL_CHART_G, t = PEEL_CHART_T;
    values_noted(xmr, 0, n, values, NULL, drawn | unsure);
    values_noted(run, 0, n, values, NULL, drawn);
    cr_expect(isnan(values_noted(xmr, PEEL_DESIGN_DIP, n, values, NULL, PEEL_NOTE_DIP | unsure)));
    cr_expect(values_noted(xmr, 0, 3, none, NULL, PEEL_NOTE_NOTHING_ASSESSED | limits | unsure) == 0);
    cr_expect(values_noted(run, 0, 4, same, NULL, flat) == 0);
    cr_expect(values_noted(xmr, 0, 4, two, halved, flat | unsure) == 0);
    cr_expect(values_noted(xmr, 0, 1, two, NULL, flat | limits | unsure) == 0);
    values_noted(xmr, 0, 4, two, NULL, drawn | unsure);
    values_noted(g, 0, 4, same, NULL, drawn);
    values_noted(t, 0, 4, same, NULL, drawn);
    cr_expect(values_noted(g, 0, 3, zeros, NULL, flat) == 0);
    cr_expect(values_noted(t, 0, 3, zeros, NULL, flat) == 0);
}

/* --- seeds, draws, memory --------------------------------------------------------------------------------------- */

/* As rare as it is to find seven in a row among these. */
Test(chart_false_alarm_status, seeds_and_draws) {
    peel_point points[24];
    peel_false_alarm answer[3];
    for (int i = 0; i < 24; i++)
        points[i] = (peel_point){i, {27 + i % 2, 30, 0}};
    for (size_t i = 0; i < 3; i++) {
        const peel_chart_options options = {
            .size = sizeof options, .rules = &seven, .rule_count = 1, .draws = 2000, .seed = i == 2};
        cr_assert(peel_chart_false_alarm(24, points, NULL, &options, work, sizeof work, NULL, answer + i) == PEEL_OK);
    }
    cr_expect(memcmp(answer, answer + 1, sizeof *answer) == 0, "equal seeds, equal answers");
    cr_expect(answer[0].rate != answer[2].rate, "other seeds, other draws");
    cr_expect(answer[0].draws == 2000 && answer[0].rate > 0.05 && answer[0].rate < 0.15);
    peel_false_alarm of_default;
    cr_assert(peel_chart_false_alarm(24, points, NULL, NULL, work, sizeof work, NULL, &of_default) == PEEL_OK);
    cr_expect(of_default.draws == 9999);
}

/* As much memory as peel_chart_work_size says, at any address, and no byte beyond it. */
Test(chart_false_alarm_status, memory) {
    static const int32_t kinds[] = {PEEL_CHART_P,   PEEL_CHART_EXACT, PEEL_CHART_LANEY,
                                    PEEL_CHART_XMR, PEEL_CHART_RUN,   PEEL_CHART_EWMA};
    const size_t size = peel_chart_work_size(n);
    for (size_t shift = 0; shift < 17; shift++) {
        peel_chart_options options = {.size = sizeof options, .draws = 99, .kind = kinds[shift % 6]};
        peel_false_alarm answer, aligned;
        cr_assert(peel_chart_false_alarm(n, usual, NULL, &options, work, size, NULL, &aligned) == PEEL_OK);
        memset(work, 0xA5, sizeof work);
        cr_expect(peel_chart_false_alarm(n, usual, NULL, &options, work + shift, size - 17, NULL, &answer) ==
                  PEEL_ERROR_WORK);
        cr_expect(peel_chart_false_alarm(n, usual, NULL, &options, work + shift, size, NULL, &answer) == PEEL_OK);
        cr_expect(memcmp(&answer, &aligned, sizeof answer) == 0);
        cr_expect(work[shift + size] == 0xA5 && (shift == 0 || work[shift - 1] == 0xA5));
        options.kind = shift % 2 ? PEEL_CHART_T : PEEL_CHART_XMR;
        cr_expect(peel_chart_values_false_alarm(n, NULL, values, NULL, &options, work + shift, size, NULL, &answer) ==
                  PEEL_OK);
        cr_expect(work[shift + size] == 0xA5);
    }
}
