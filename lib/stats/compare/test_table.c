#include "stats/compare/test.h"

struct table test_table(const peel_sample *before, const peel_sample *after) {
    return (struct table){(double)before->met, (double)(before->assessed - before->met), (double)after->met,
                          (double)(after->assessed - after->met)};
}

int test_without_variation(struct table table) {
    return table.a + table.b == 0.0 || table.c + table.d == 0.0 || table.a + table.c == 0.0 || table.b + table.d == 0.0;
}
