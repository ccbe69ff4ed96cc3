/* Published forms of case records: their columns, and the criteria that they answer. */
#ifndef RECORDS_LAYOUTS_H
#define RECORDS_LAYOUTS_H

#include <stddef.h>

#include <peel/cases_plan.h>

/* The criteria of a layout, and how many there are. PEEL_LAYOUT_NONE has none. */
const peel_criterion *layout_criteria(int32_t layout, size_t *n);

/* The layout whose columns are all among these names, in any order; PEEL_LAYOUT_NONE where they are of no layout. */
int32_t layout_of(const char *const *names, size_t n);

#endif
