#include "stats/several/strata.h"

#include "stats/compare/compare.h"

static void add(peel_sample *sum, const peel_sample *sample, int *known) {
    *known = *known && sample->population > 0;
    sum->met += sample->met;
    sum->assessed += sample->assessed;
    sum->population = *known ? sum->population + sample->population : 0;
}

peel_status strata_pool(const struct strata *strata, int32_t design, peel_sample *before, peel_sample *after) {
    peel_sample first = {0, 0, 0}, second = {0, 0, 0};
    int first_known = 1, second_known = 1;
    if (!strata->before || !strata->after) return PEEL_ERROR_NULL;
    if (strata->n == 0) return PEEL_ERROR_TOO_FEW_SAMPLES;
    for (size_t i = 0; i < strata->n; i++) {
        peel_status status = compare_check(&strata->before[i], &strata->after[i], design);
        if (status != PEEL_OK) return status;
    }
    peel_status status = peel_sample_pool(strata->before, strata->n, &first);
    if (status == PEEL_OK) status = peel_sample_pool(strata->after, strata->n, &second);
    if (status != PEEL_OK) return status;
    first = second = (peel_sample){0, 0, 0};
    for (size_t i = 0; i < strata->n; i++) {
        if (strata->before[i].assessed == 0 || strata->after[i].assessed == 0) continue;
        add(&first, &strata->before[i], &first_known);
        add(&second, &strata->after[i], &second_known);
    }
    *before = first;
    *after = second;
    return PEEL_OK;
}

uint32_t strata_population_note(const struct strata *strata) {
    for (size_t i = 0; i < strata->n; i++) {
        if (strata->before[i].assessed == 0 || strata->after[i].assessed == 0) continue;
        if (strata->before[i].population > 0 || strata->after[i].population > 0) return PEEL_NOTE_POPULATION_UNUSED;
    }
    return 0;
}

int stratum_at(const struct strata *strata, size_t i, struct stratum *stratum) {
    const peel_sample *before = &strata->before[i];
    const peel_sample *after = &strata->after[i];
    if (before->assessed == 0 || after->assessed == 0) return 0;
    double cases_before = (double)before->assessed, cases_after = (double)after->assessed;
    double all = cases_before + cases_after;
    *stratum = (struct stratum){.met_before = (double)before->met,
                                .failed_before = (double)(before->assessed - before->met),
                                .met_after = (double)after->met,
                                .failed_after = (double)(after->assessed - after->met),
                                .before = cases_before,
                                .after = cases_after,
                                .all = all,
                                .weight = cases_before * cases_after / all,
                                .change = compare_change(before, after)};
    return 1;
}
