#include <peel/sample.h>

peel_status peel_sample_check(const peel_sample *sample) {
    if (!sample) return PEEL_ERROR_NULL;
    if (sample->met < 0 || sample->assessed < 0 || sample->population < 0) return PEEL_ERROR_NEGATIVE;
    if (sample->met > PEEL_COUNT_MAX || sample->assessed > PEEL_COUNT_MAX || sample->population > PEEL_COUNT_MAX)
        return PEEL_ERROR_COUNT_TOO_LARGE;
    if (sample->met > sample->assessed) return PEEL_ERROR_MET_ABOVE_ASSESSED;
    if (sample->population > 0 && sample->assessed > sample->population) return PEEL_ERROR_ASSESSED_ABOVE_POPULATION;
    return PEEL_OK;
}

peel_status peel_sample_from_failures(int64_t failures, int64_t assessed, int64_t population, peel_sample *sample) {
    const peel_sample failed = {failures, assessed, population};
    return peel_sample_flip(&failed, sample);
}

peel_status peel_sample_flip(const peel_sample *sample, peel_sample *flipped) {
    peel_status status = peel_sample_check(sample);
    if (status != PEEL_OK) return status;
    if (!flipped) return PEEL_ERROR_NULL;
    *flipped = (peel_sample){sample->assessed - sample->met, sample->assessed, sample->population};
    return PEEL_OK;
}

peel_status peel_sample_pool(const peel_sample *samples, size_t n, peel_sample *pooled) {
    peel_sample sum = {0, 0, 0};
    int known = 1;
    if (!pooled || (!samples && n > 0)) return PEEL_ERROR_NULL;
    for (size_t i = 0; i < n; i++) {
        peel_status status = peel_sample_check(&samples[i]);
        if (status != PEEL_OK) return status;
        known = known && samples[i].population > 0;
    }
    for (size_t i = 0; i < n; i++) {
        sum.met += samples[i].met;
        sum.assessed += samples[i].assessed;
        sum.population += known ? samples[i].population : 0;
        if (sum.assessed > PEEL_COUNT_MAX || sum.population > PEEL_COUNT_MAX) return PEEL_ERROR_COUNT_TOO_LARGE;
    }
    *pooled = sum;
    return PEEL_OK;
}
