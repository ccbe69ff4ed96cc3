/*
 * Which methods offer something, and what is said to who asks it of another one.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <stdlib.h>
#include <string.h>

static int has_offer(const peel_method *method, int32_t concept_number, uint32_t offer) {
    return method->number / 100 == concept_number && (method->offers & offer) != 0;
}

char *methods_with(int32_t concept_number, uint32_t offer) {
    peel_method method;
    size_t count = 0, size = 1, told = 0;
    for (size_t i = 0; peel_method_at(i, &method) == PEEL_OK; i++)
        if (has_offer(&method, concept_number, offer)) {
            count++;
            size += strlen(method.name) + strlen(" and ");
        }
    char *names = needed(calloc(size, 1));
    for (size_t i = 0; peel_method_at(i, &method) == PEEL_OK; i++) {
        if (!has_offer(&method, concept_number, offer)) continue;
        strcat(names, told == 0 ? "" : told + 1 < count ? ", " : " and ");
        strcat(names, method.name);
        told++;
    }
    return names;
}

/* Which methods have what this one has not. */
int refuse_side(int32_t number) {
    peel_method method;
    if (peel_method_get(number, &method) != PEEL_OK) return exit_usage;
    char *names = methods_with(number / 100, PEEL_OFFERS_ONE_SIDED);
    usage_error("%s: %s One-sided: %s.", method.name, peel_status_sentence(PEEL_ERROR_METHOD_SIDE), names);
    free(names);
    return exit_usage;
}

int typed_prior(const char *typed, int taken, double *met, double *failed) {
    const double least = 0.001, most = 1e6; /* as the library has it, for which two zeros are no prior */
    double a = 0, b = 0;
    if (!typed) return exit_answered;
    if (!typed_pair(typed, &a, &b) || !(a >= least && a <= most) || !(b >= least && b <= most))
        return usage_error("--prior %s: type two numbers from 0.001 to 1000000, as in 2,3: the prior is worth so many "
                           "cases met and so many failed",
                           typed);
    if (!taken) return usage_error("--prior goes with the methods beta and beta-hpd: add --method beta");
    *met = a;
    *failed = b;
    return exit_answered;
}
