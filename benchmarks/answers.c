#define _DEFAULT_SOURCE

#include "answers.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static void answer_from(const struct peer *peer, const struct row *rows, size_t n, struct answer *shared,
                        volatile size_t *next) {
    const struct itimerval limit = {.it_value = {.tv_usec = 100000}};
    for (; *next < n; ++*next) {
        struct answer answer;
        setitimer(ITIMER_PROF, &limit, NULL); /* its signal ends the process */
        peer->both(&rows[*next], &answer.lower, &answer.upper);
        shared[*next] = answer;
    }
}

static void *required(void *memory) {
    if (memory && memory != MAP_FAILED) return memory;
    perror("answers");
    exit(1);
}

/* Memory that a child and its parent share. */
static void *shared_memory(size_t size) {
    return required(mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
}

struct answer *answers_of(const struct peer *peer, const struct row *rows, size_t n) {
    struct answer *answers = required(malloc(n * sizeof *answers));
    struct answer *shared = shared_memory(n * sizeof *shared);
    volatile size_t *next = shared_memory(sizeof *next);
    for (size_t i = 0; i < n; i++)
        shared[i] = (struct answer){NAN, NAN};
    for (*next = 0; *next < n; ++*next) { /* a child that ended early did so at row *next */
        pid_t child = fork();
        if (child == 0) {
            answer_from(peer, rows, n, shared, next);
            _exit(0);
        }
        if (child < 0 || waitpid(child, NULL, 0) != child) required(NULL);
    }
    memcpy(answers, shared, n * sizeof *answers);
    munmap(shared, n * sizeof *shared);
    munmap((void *)(uintptr_t)next, sizeof *next);
    return answers;
}

int answered(const struct answer *answer) {
    return !isnan(answer->lower) && !isnan(answer->upper);
}

/* For doubles of one sign the order of their bits is their own order. */
static double ulp(double got, double expected) {
    int64_t bits_got;
    int64_t bits_expected;
    memcpy(&bits_got, &got, sizeof got);
    memcpy(&bits_expected, &expected, sizeof expected);
    return fabs((double)(bits_got - bits_expected));
}

double worst_ulp(const struct answer *answer, const struct row *row) {
    return fmax(ulp(answer->lower, row->lower), ulp(answer->upper, row->upper));
}
