/* Texts of case records with every quirk, and plans to count them by, drawn at random: equal states give equal ones. */
#ifndef SUPPORT_CASES_RANDOM_H
#define SUPPORT_CASES_RANDOM_H

#include <peel.h>
#include <stdint.h>

#include "support/naive_csv.h"

struct random_plan {
    peel_cases_plan plan; /* points into what follows */
    peel_group_by by[3];
    peel_criterion criteria[4];
    peel_filter filters[2];
};

/* The text's encoding and delimiter are drawn too. */
void draw_text(uint64_t *state, struct text *text);

/* For a text: the plan has its encoding and delimiter, and names the columns that texts have. */
void draw_plan(uint64_t *state, const struct text *text, struct random_plan *plan);

#endif
