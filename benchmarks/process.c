/* The whole process of `peel rate 41/79` against /bin/true, in turns. Usage: process PATH_OF_PEEL */
#define _DEFAULT_SOURCE

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "timing.h"

enum { spawns = 300 };

/* Milliseconds from the spawn to the end of the process; ends the program where that fails. */
static double spawned(char *const *command, const posix_spawn_file_actions_t *quiet) {
    char *const environment[] = {NULL};
    struct rusage usage;
    pid_t child;
    int status = -1;
    double start = now();
    if (posix_spawn(&child, command[0], quiet, NULL, command, environment) != 0 ||
        wait4(child, &status, 0, &usage) != child || status != 0) {
        fprintf(stderr, "process: %s cannot be run, or failed\n", command[0]);
        exit(1);
    }
    return (now() - start) * 1e-6;
}

int main(int argc, char **argv) {
    static double peel_ms[spawns];
    static double true_ms[spawns];
    char *const nothing[] = {"/bin/true", NULL};
    posix_spawn_file_actions_t quiet;
    if (argc != 2) return 2;
    char *const peel[] = {argv[1], "rate", "41/79", NULL};
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    for (int i = 0; i < spawns; i++) {
        peel_ms[i] = spawned(peel, &quiet);
        true_ms[i] = spawned(nothing, &quiet);
    }
    posix_spawn_file_actions_destroy(&quiet);
    double ours = median(peel_ms, spawns);
    double theirs = median(true_ms, spawns);
    printf("\n| Whole process, median of %d | ms | times /bin/true |\n|---|---|---|\n", (int)spawns);
    printf("| peel rate 41/79 | %.2f | %.2f |\n| /bin/true | %.2f | 1 |\n", ours, ours / theirs, theirs);
    return 0;
}
