#include "numeric/proportion.h"

#include <math.h>

/*
 * In x and y: a logit of -20 has rounding of 2e-15 of x. After a long step the sum has lost what the product keeps. Down is up of the
 * others, so that mirrored steps end at mirrored places to the last bit.
 */
struct proportion proportion_moved(struct proportion from, double step) {
    if (step < 0.0) return proportion_flipped(proportion_moved(proportion_flipped(from), -step));
    double growth = expm1(step);
    double total = 1.0 + from.x * growth;
    double change = from.x * from.y * growth / total;
    struct proportion to = {from.x + change, from.y - change};
    if (step >= 0.5) to = (struct proportion){from.x * exp(step) / total, from.y / total};
    if (to.x <= 0.5)
        to.y = 1.0 - to.x;
    else
        to.x = 1.0 - to.y;
    return to;
}
