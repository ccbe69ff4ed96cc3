/*
 * Which methods offer something.
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
