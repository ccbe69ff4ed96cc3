/*
 * Clopper-Pearson: how long libpeel and its peers take for one bound and for both, and how many digits are right, on
 * the rows of the reference table.
 */
#include <stdio.h>
#include <stdlib.h>

#include "answers.h"
#include "peers.h"
#include "timing.h"

enum { peers_max = 8 };

/* The accuracy is shown for n up to each of these. */
static const struct size ranges[] = {
    {100, "100"}, {10000, "1e4"}, {1000000, "1e6"}, {1000000000, "1e9"}, {1000000000000, "1e12"}};

enum { range_count = sizeof ranges / sizeof ranges[0] };

/* The rows of one size that a peer answers. */
struct work {
    const struct peer *peer;
    const struct row **rows;
    size_t n;
    size_t left_out;
};

static void one_bound(const void *work) {
    const struct work *of = work;
    double sum = 0.0;
    for (size_t i = 0; i < of->n; i++)
        sum += i % 2 == 0 ? of->peer->lower(of->rows[i]) : of->peer->upper(of->rows[i]);
    keep(sum);
}

static void both_bounds(const void *work) {
    const struct work *of = work;
    double sum = 0.0;
    for (size_t i = 0; i < of->n; i++) {
        double lower;
        double upper;
        of->peer->both(of->rows[i], &lower, &upper);
        sum += lower + upper;
    }
    keep(sum);
}

static struct work work_of(const struct peer *peer, int64_t size, const struct row *rows, size_t n,
                           const struct answer *answers) {
    struct work work = {peer, malloc(n * sizeof *work.rows), 0, 0};
    if (!work.rows) abort();
    for (size_t i = 0; answers && i < n; i++) {
        if (rows[i].assessed != size) continue;
        if (answered(&answers[i]))
            work.rows[work.n++] = &rows[i];
        else
            work.left_out++;
    }
    return work;
}

struct cell {
    double ns;
    double ratio; /* to libpeel on the same rows; 0: nothing was timed */
    size_t left_out;
};

/* One size: every peer, and libpeel once more on the rows that the peer answers, all in turns. */
static void time_size(void (*pass)(const void *), const struct work *works, struct cell *cells) {
    struct work same[peers_max];
    struct contestant contestants[2 * peers_max];
    size_t used = 0;
    for (size_t p = 0; p < peer_count; p++) {
        if (works[p].n == 0) continue;
        same[p] = works[p];
        same[p].peer = peers[0];
        contestants[used++] = (struct contestant){pass, &works[p], (double)works[p].n, 0.0};
        contestants[used++] = (struct contestant){pass, &same[p], (double)works[p].n, 0.0};
    }
    compete(contestants, used);
    used = 0;
    for (size_t p = 0; p < peer_count; p++) {
        cells[p] = (struct cell){0.0, 0.0, works[p].left_out};
        if (works[p].n == 0) continue;
        cells[p].ns = contestants[used].median;
        cells[p].ratio = contestants[used].median / contestants[used + 1].median;
        used += 2;
    }
}

static void print_cell(size_t p, const struct cell *cell) {
    if (cell->ratio <= 0.0)
        printf(cell->left_out > 0 ? " no answer |" : " |");
    else if (p == 0)
        printf(" %.0f |", cell->ns);
    else
        printf(" %.0f (%.1f) |", cell->ns, cell->ratio);
}

static void print_times(const char *title, void (*pass)(const void *), const struct row *rows, size_t n,
                        struct answer *const *answers) {
    struct cell cells[size_count][peers_max];
    for (size_t s = 0; s < size_count; s++) {
        struct work works[peers_max];
        for (size_t p = 0; p < peer_count; p++)
            works[p] = work_of(peers[p], sizes[s].n, rows, n, answers[p]);
        time_size(pass, works, cells[s]);
        for (size_t p = 0; p < peer_count; p++)
            free(works[p].rows);
    }
    printf("\n| %s |", title);
    for (size_t s = 0; s < size_count; s++)
        printf(" n = %s |", sizes[s].label);
    printf("\n|---|---|---|---|---|\n");
    for (size_t p = 0; p < peer_count; p++) {
        printf("| %s %s |", peers[p]->name, peers[p]->version);
        for (size_t s = 0; s < size_count; s++)
            print_cell(p, &cells[s][p]);
        printf("\n");
    }
}

static void print_error(const struct row *rows, size_t n, const struct answer *answers, int64_t above, int64_t to) {
    double worst = 0.0;
    size_t left_out = 0;
    size_t answers_given = 0;
    for (size_t i = 0; i < n; i++) {
        if (rows[i].assessed <= above || rows[i].assessed > to) continue;
        if (!answered(&answers[i])) {
            left_out++;
            continue;
        }
        double error = worst_ulp(&answers[i], &rows[i]);
        if (error > worst) worst = error;
        answers_given++;
    }
    if (answers_given == 0)
        printf(" no answer");
    else if (worst >= 0x1p52)
        printf(" no digit right");
    else
        printf(worst < 1e5 ? " %.0f" : " %.0e", worst);
    if (left_out > 0) printf(" (%zu of %zu left out)", left_out, left_out + answers_given);
    printf(" |");
}

static void print_errors(const struct row *rows, size_t n, struct answer *const *answers) {
    printf("\n| Worst error of a bound, ulp |");
    for (size_t r = 0; r < range_count; r++)
        printf(" n to %s |", ranges[r].label);
    printf("\n|---|---|---|---|---|---|\n");
    for (size_t p = 0; p < peer_count; p++) {
        printf("| %s %s |", peers[p]->name, peers[p]->version);
        for (size_t r = 0; r < range_count; r++) {
            if (answers[p])
                print_error(rows, n, answers[p], r == 0 ? 0 : ranges[r - 1].n, ranges[r].n);
            else
                printf(" |");
        }
        printf("\n");
    }
    printf("\nLeft out: the peer reported a fault, aborted, or took more than 0.1 s.\n");
}

int main(void) {
    struct row *rows;
    struct answer *answers[peers_max] = {NULL};
    size_t n = rows_read(&rows);
    if (peer_count > peers_max) abort();
    for (size_t p = 0; p < peer_count; p++) {
        if (peers[p]->both) answers[p] = answers_of(peers[p], rows, n);
    }
    print_times("One Clopper-Pearson bound, ns (times libpeel)", one_bound, rows, n, answers);
    print_times("Clopper-Pearson, both bounds, ns (times libpeel)", both_bounds, rows, n, answers);
    print_errors(rows, n, answers);
    for (size_t p = 0; p < peer_count; p++)
        free(answers[p]);
    free(rows);
    return 0;
}
