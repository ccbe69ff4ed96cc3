/* GSL's inverse beta distribution functions, with the handler that aborts switched off: they answer NaN instead. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_version.h>

#include "peers.h"

static double lower(const struct row *row) {
    gsl_set_error_handler_off();
    return gsl_cdf_beta_Pinv(row->tail, (double)row->met, (double)(row->assessed - row->met + 1));
}

static double upper(const struct row *row) {
    gsl_set_error_handler_off();
    return gsl_cdf_beta_Qinv(row->tail, (double)(row->met + 1), (double)(row->assessed - row->met));
}

static void both(const struct row *row, double *low, double *high) {
    *low = lower(row);
    *high = upper(row);
}

const struct peer peer_gsl = {"GSL", GSL_VERSION, lower, upper, both};
