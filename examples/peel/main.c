/*
 * peel: audit metrics from the shell. Each command is a file; this one finds the command and sees the output off.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

const char *const format_words[] = {"table", "csv", "json"};

static const char help[] =
    "peel: rates of inspection samples, their changes and trends, and how sure they are\n"
    "\n"
    "Usage: peel COMMAND [ARGUMENT...]\n"
    "\n"
    "  peel rate SAMPLE...          the rate of samples such as 41/79, or of a file of them\n"
    "  peel compare BEFORE AFTER    did the rate change, and by how much?\n"
    "  peel reported FIGURE...      what printed percentages such as 80.6 tell without their counts\n"
    "  peel trend FILE              do the rates of a series of periods rise or fall, and when did they change?\n"
    "  peel chart FILE              which month of a series is news, for better or worse, and which is noise?\n"
    "  peel tally FILE              the rates of case records, a row a case, by group and period\n"
    "  peel methods [NAME]          the methods of intervals and tests, and when to choose each\n"
    "  peel help [COMMAND]          this text, or that of a command; also COMMAND --help\n"
    "  peel --version               the version\n"
    "\n"
    "Examples:\n"
    "  peel rate 41/79\n"
    "  peel rate --failures 15/59\n"
    "  peel rate 41/79 --method all\n"
    "  peel rate 41/79 --against 60%\n"
    "  peel rate 45/100 --population 300\n"
    "  peel compare 57/81 68/80\n"
    "  peel reported 94 80.6\n"
    "  peel trend 45/48 44/47 43/48 39/46 37/47\n"
    "  peel chart 45/48 44/47 43/48 39/46 21/47 45/48 44/46 --target 90\n"
    "  peel tally --look cases.csv\n"
    "  peel methods\n"
    "  peel methods --coverage 79\n"
    "\n"
    "Exit codes: 0 answered; 1 a row or a sample was set aside; 2 the command line was wrong; 3 a file could not be\n"
    "read or written.\n";

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} commands[] = {{"rate", command_rate, rate_help},
                {"compare", command_compare, compare_help},
                {"reported", command_reported, reported_help},
                {"trend", command_trend, trend_help},
                {"chart", command_chart, chart_help},
                {"tally", command_tally, tally_help},
                {"methods", command_methods, methods_help}};

static const struct command *find(const char *name) {
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(name, commands[i].name) == 0) return &commands[i];
    return NULL;
}

static int show_help(int argc, char **argv) {
    const struct command *command = argc > 1 ? find(argv[1]) : NULL;
    if (argc > 2) return usage_error("%s: help is of one command at a time", argv[2]);
    if (argc > 1 && !command)
        return usage_error("%s: no such command: there are rate, compare, reported, trend, chart, tally and methods",
                           argv[1]);
    printf("%s", command ? command->help : help);
    return exit_answered;
}

static int run(int argc, char **argv) {
    if (argc < 2) return usage_error("type a command: rate, compare, reported, trend, chart, tally, methods or help");
    const struct command *command = find(argv[1]);
    if (command) return command->run(argc - 1, argv + 1);
    if (strcmp(argv[1], "--version") == 0) {
        if (argc > 2) return usage_error("%s: nothing goes with --version", argv[2]);
        printf("peel %s\n", peel_version());
        return exit_answered;
    }
    if (strcmp(argv[1], "help") == 0) return show_help(argc - 1, argv + 1);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) return show_help(1, argv);
    return usage_error("%s: no such command: there are rate, compare, reported, trend, chart, tally, methods and help",
                       argv[1]);
}

/*
 * What was written but did not arrive is no answer. A reader that went away wanted no more, and is told nothing. A write
 * may have failed long ago: one more line brings its reason back.
 */
static int finish(int exit_code) {
    int failed = ferror(stdout);
    errno = 0;
    if (failed) {
        clearerr(stdout);
        putchar('\n');
    }
    if (fflush(stdout) == 0 && !failed) return exit_code;
    if (errno != EPIPE) complain("standard output: %s", errno != 0 ? strerror(errno) : "a part could not be written");
    return exit_file;
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN);
    /* Texts are UTF-8 everywhere; numbers keep their dot. Where that locale is missing, the user's own measures texts. */
    if (!setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "");
    int exit_code = run(argc, argv);
    wrap_end();
    return finish(exit_code);
}
