/*
 * A proportion with the fewest digits that read back as the same number, as shortest_digits finds them by trying, but in whole
 * numbers: 0.2 us each in place of 1.3, and 43 forces, 36 months and 12 criteria have 92,880 of them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "program.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

/* number * 10^places, of 17 digits before the dot: whole + rest / 2^shift, exactly. */
struct scaled {
    uint64_t whole;
    wide rest;
    int shift, places;
    wide half; /* what half a unit of the number's last bit comes to, times 2^shift */
};

static struct scaled scale(double number) {
    static const double least[] = {1e-1, 1e-2, 1e-3}; /* each double a little above its decimal */
    struct scaled scaled = {.places = 17};
    wide power = 100000000000000000;
    int exponent = 0;
    wide fraction = (uint64_t)ldexp(frexp(number, &exponent), 53);
    for (int i = 0; i < 3 && number < least[i]; i++, scaled.places++)
        power *= 10;
    scaled.shift = 53 - exponent; /* 53 to 66: what follows stays below 2^120 */
    scaled.half = power / 2;
    scaled.whole = (uint64_t)(fraction * power >> scaled.shift);
    scaled.rest = fraction * power & (((wide)1 << scaled.shift) - 1);
    return scaled;
}

/*
 * Rounds to 10^-dropped of the whole, to the even one where both are as near. Returns 1 where that reads back as the number: a power of 2, below
 * which numbers stand closer, is exact in 15 digits here.
 */
static int round_off(const struct scaled *scaled, uint64_t dropped, uint64_t *digits) {
    wide unit = (wide)dropped << scaled->shift;
    wide rest = ((wide)(scaled->whole % dropped) << scaled->shift) + scaled->rest;
    uint64_t down = scaled->whole / dropped;
    int up = rest > unit / 2 || (rest == unit / 2 && down % 2 == 1);
    *digits = down + (uint64_t)up;
    return (up ? unit - rest : rest) < scaled->half;
}

int proportion_text(char *text, double number) {
    uint64_t digits = 0;
    if (number == 0 || number == 1) {
        memcpy(text, number == 0 ? "0" : "1", 2);
        return !signbit(number);
    }
    if (!(number >= 1e-4 && number < 1)) return 0;
    struct scaled scaled = scale(number);
    int kept = 15;
    for (uint64_t dropped = 100; !round_off(&scaled, dropped, &digits) && dropped > 1; dropped /= 10)
        kept++;
    int length = 2 + scaled.places - 17 + kept;
    memset(text, '0', (size_t)length);
    text[1] = '.';
    for (int at = length - 1; digits > 0; digits /= 10)
        text[at--] = (char)('0' + digits % 10);
    while (text[length - 1] == '0')
        length--;
    text[length] = '\0';
    return 1;
}
