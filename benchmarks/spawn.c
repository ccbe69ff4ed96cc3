/*
 * Runs a command on one core and says what it took: spawn OUT COMMAND [ARGUMENT...]. The command's output goes to the file OUT.
 * Prints "wall cpu peak": seconds, seconds of the processor in the process and those that it waited for, and KiB.
 *
 * A program of its own, since a process begins with the peak of the one that starts it: from Python it would be Python's.
 */
#define _GNU_SOURCE

#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "timing.h"

extern char **environ;

/* The last core that may be used: the first serves interrupts on many machines. */
static int stay_on_one_core(void) {
    cpu_set_t allowed, one;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 0;
    size_t core = CPU_SETSIZE - 1;
    while (core > 0 && !CPU_ISSET(core, &allowed))
        core--;
    CPU_ZERO(&one);
    CPU_SET(core, &one);
    return sched_setaffinity(0, sizeof one, &one) == 0;
}

static double seconds(struct timeval time) {
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

int main(int argc, char **argv) {
    posix_spawn_file_actions_t to_file;
    struct rusage usage;
    pid_t child;
    int status = -1;
    if (argc < 3) return fprintf(stderr, "usage: spawn OUT COMMAND [ARGUMENT...]\n"), 2;
    if (!stay_on_one_core()) return perror("spawn"), 1;
    posix_spawn_file_actions_init(&to_file);
    posix_spawn_file_actions_addopen(&to_file, STDOUT_FILENO, argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const double start = now();
    const int spawned = posix_spawnp(&child, argv[2], &to_file, NULL, argv + 2, environ) == 0;
    if (!spawned || wait4(child, &status, 0, &usage) != child || status != 0) {
        fprintf(stderr, "spawn: %s cannot be run, or failed\n", argv[2]);
        return 1;
    }
    const double wall = (now() - start) * 1e-9;
    posix_spawn_file_actions_destroy(&to_file);
    printf("%.6f %.6f %ld\n", wall, seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss);
    return 0;
}
