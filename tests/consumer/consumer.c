/* A program that knows libpeel by its installed copy alone. */
#include <peel.h>
#include <stdio.h>

int main(void) {
    const peel_sample attended = {41, 79, 0};
    peel_interval ci;
    peel_status status = peel_rate(&attended, NULL, &ci);
    if (status != PEEL_OK) {
        fprintf(stderr, "%s\n", peel_status_sentence(status));
        return 1;
    }
    printf("%s: %.4f to %.4f\n", peel_version(), 100 * ci.lower, 100 * ci.upper);
    return 0;
}
