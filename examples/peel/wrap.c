/*
 * Sentences that are as wide as the terminal: long lines are broken between words. In a pipe nothing is broken, and the
 * lines of a table, which are fitted already, pass as they are.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct {
    FILE *terminal; /* NULL: nothing is wrapped */
    size_t width;
    int paused;
    char *line; /* what has come of a line that has not ended yet */
    size_t length, room;
} wrap;

static int is_letter(char byte) {
    return ((unsigned char)byte & 0xC0U) != 0x80U;
}

/* A line without its end, broken where it is too wide; what follows stands below its beginning. */
static void write_line(const char *line, size_t length) {
    size_t indent = 0;
    while (indent < length && line[indent] == ' ')
        indent++;
    for (size_t start = 0;;) {
        size_t letters = start > 0 ? indent : 0, space = 0, end = start;
        for (; end < length && letters <= wrap.width; end++) {
            if (line[end] == ' ' && end > start + indent) space = end;
            letters += (size_t)is_letter(line[end]);
        }
        if (letters <= wrap.width || space == 0) {
            fwrite(line + start, 1, length - start, wrap.terminal);
            return;
        }
        fwrite(line + start, 1, space - start, wrap.terminal);
        fprintf(wrap.terminal, "\n%*s", (int)indent, "");
        start = space + 1;
    }
}

static ssize_t take(void *cookie, const char *bytes, size_t size) {
    (void)cookie;
    for (size_t i = 0; i < size && !wrap.paused; i++) {
        if (bytes[i] != '\n') {
            wrap.line = grown(wrap.line, &wrap.room, wrap.length, 1);
            wrap.line[wrap.length++] = bytes[i];
            continue;
        }
        write_line(wrap.line ? wrap.line : "", wrap.length);
        putc('\n', wrap.terminal);
        wrap.length = 0;
    }
    if (wrap.paused) fwrite(bytes, 1, size, wrap.terminal);
    fflush(wrap.terminal);
    return (ssize_t)size; /* what did not arrive is known of the terminal's own stream, which main looks at */
}

void wrap_begin(void) {
#ifdef __GLIBC__ /* elsewhere stdout may not be exchanged, and lines stay long */
    const cookie_io_functions_t functions = {.write = take};
    struct winsize size;
    if (wrap.terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20) return;
    FILE *stream = fopencookie(NULL, "w", functions);
    if (!stream) return;
    wrap.terminal = stdout;
    wrap.width = size.ws_col;
    stdout = stream;
#endif
}

size_t wrap_width(void) {
    return wrap.terminal ? wrap.width : 0;
}

void wrap_pause(int pause) {
    if (!wrap.terminal) return;
    fflush(stdout);
    wrap.paused = pause;
}

void wrap_end(void) {
    if (!wrap.terminal) return;
#ifdef __GLIBC__
    FILE *stream = stdout;
    stdout = wrap.terminal;
    fclose(stream); /* which hands on what it holds */
#endif
    if (wrap.length > 0) write_line(wrap.line, wrap.length);
    free(wrap.line);
    wrap.line = NULL;
    wrap.terminal = NULL;
}
