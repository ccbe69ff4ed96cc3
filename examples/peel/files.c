/*
 * Files, read in pieces: what is fed to a reader of the library, and what is said where a file cannot be read.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Of 8 KiB to 1 MiB, 10 million rows are read as fast by each from 64 KiB on. */
enum { piece_size = 256 * 1024 };

/* How far the work has come, on a terminal: from the second second on, five times a second. */
struct progress {
    const char *source;
    double begun, said;
    int64_t size, read; /* size 0: not known */
    int shown;
};

static double now(void) {
    struct timespec time;
    return clock_gettime(CLOCK_MONOTONIC, &time) == 0 ? (double)time.tv_sec + 1e-9 * (double)time.tv_nsec : 0;
}

static void begin_progress(struct progress *progress, const char *source, FILE *file) {
    struct stat about;
    *progress = (struct progress){.source = source};
    if (!isatty(STDERR_FILENO)) return;
    progress->begun = progress->said = now();
    progress->shown = 1;
    if (fstat(fileno(file), &about) == 0 && S_ISREG(about.st_mode)) progress->size = about.st_size;
}

/* A line that is wider than the terminal could not be taken back. */
static size_t terminal_width(void) {
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* The end of a name, which tells most of it, in no more than that many bytes. */
static const char *end_of(const char *name, size_t room) {
    size_t length = strlen(name);
    if (length <= room) return name;
    name += length - room;
    while (((unsigned char)*name & 0xC0U) == 0x80U)
        name++;
    return name;
}

static void put_progress(const struct progress *progress) {
    char work[number_size], of[number_size / 2] = "";
    if (progress->size > 0) snprintf(of, sizeof of, " of %.0f", (double)progress->size / 1e6);
    snprintf(work, sizeof work, ": %.0f%s MB", (double)progress->read / 1e6, of);
    size_t width = terminal_width(), taken = strlen(work) + strlen("...") + 1;
    char *source = text_flat_copy(progress->source);
    int fits = strlen(source) + strlen(work) < width;
    fprintf(stderr, "\r%s%s%s\033[K", fits ? "" : "...",
            fits ? source : end_of(source, width > taken ? width - taken : 0), work);
    fflush(stderr);
    free(source);
}

static void say_progress(struct progress *progress, size_t size) {
    progress->read += (int64_t)size;
    if (progress->shown == 0) return;
    double time = now();
    if (time - progress->begun < 1 || time - progress->said < 0.2) return;
    put_progress(progress);
    progress->said = time;
    progress->shown = 2;
}

static void end_progress(const struct progress *progress) {
    if (progress->shown == 2) fprintf(stderr, "\r\033[K");
}

const char *source_name(const char *path) {
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

void set_file_aside(struct report *report, const char *source, const char *message, const char *advice) {
    peel_error error = {.status = PEEL_OK};
    snprintf(error.message, sizeof error.message, "%s%s", message, advice);
    report_add_fault(report, source, &error, exit_file);
}

/* A text that cannot be read on. The library's advice on its limits is for programs: here there is no option for them. */
void set_text_aside(struct report *report, const char *source, peel_error *error) {
    const char *much = error->status == PEEL_ERROR_FIELD_TOO_LONG    ? "The field is longer"
                       : error->status == PEEL_ERROR_TOO_MANY_FIELDS ? "The row has more fields"
                                                                     : NULL;
    if (much)
        snprintf(error->message, sizeof error->message,
                 "%s than this program reads: is a quotation mark missing, or is this no text in CSV?", much);
    report_add_fault(report, source, error, exit_file);
}

static peel_status feed_pieces(FILE *file, const char *source, const struct reading *reading, peel_error *error) {
    static char piece[piece_size];
    struct progress progress;
    peel_status status = PEEL_OK;
    size_t size;
    begin_progress(&progress, source, file);
    while (status == PEEL_OK && (size = fread(piece, 1, sizeof piece, file)) > 0) {
        status = reading->feed(reading->reader, piece, size, error);
        say_progress(&progress, size);
    }
    end_progress(&progress);
    return status;
}

static int read_stream(struct report *report, const char *source, FILE *file, const struct reading *reading,
                       peel_error *error) {
    errno = 0;
    error->status = feed_pieces(file, source, reading, error);
    if (!ferror(file)) return 1;
    set_file_aside(report, source, strerror(errno), errno == EISDIR ? ": name a file in it" : "");
    return 0;
}

int read_file(struct report *report, const char *path, const struct reading *reading, peel_error *error) {
    if (strcmp(path, "-") == 0) {
        int again = report->input_read;
        report->input_read = 1;
        if (!again) return read_stream(report, source_name(path), stdin, reading, error);
        set_file_aside(report, source_name(path), "it was read already: name - once", "");
        return 0;
    }
    FILE *file = fopen(path, "rb");
    if (!file) {
        int missing = errno == ENOENT || errno == ENOTDIR;
        set_file_aside(report, path, missing ? reading->missing : "", strerror(errno));
        return 0;
    }
    int fed = read_stream(report, path, file, reading, error);
    fclose(file);
    return fed;
}
