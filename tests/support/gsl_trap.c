/*
 * GSL's error handler, taken over: the library must never reach it, since by default it aborts the caller's program.
 * libgsl calls gsl_error by its dynamic symbol, which the test program's own definition, being exported, precedes.
 */
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

#pragma GCC visibility push(default)
void gsl_error(const char *reason, const char *file, int line, int gsl_errno);
#pragma GCC visibility pop

void gsl_error(const char *reason, const char *file, int line, int gsl_errno) {
    fprintf(stderr, "GSL's error handler was reached: %s (%s:%d, error %d)\n", reason, file, line, gsl_errno);
    abort();
}
