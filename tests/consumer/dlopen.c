/* A program that opens the library while it runs, as plug-ins and bindings do. Usage: dlopen LIBRARY */
#include <dlfcn.h>
#include <peel.h>
#include <stdio.h>
#include <string.h>

/* POSIX has dlsym return functions as data pointers, which ISO C does not convert: copy the bits. */
static int find(void *library, const char *name, void *function, size_t size) {
    void *address = dlsym(library, name);
    memcpy(function, &address, size);
    return address != NULL;
}

int main(int argc, char **argv) {
    peel_status (*rate)(const peel_sample *, const peel_rate_options *, peel_interval *);
    const char *(*version)(void);
    const peel_sample attended = {41, 79, 0};
    peel_interval ci;
    void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
    if (!library) {
        fprintf(stderr, "%s\n", argc == 2 ? dlerror() : "usage: dlopen LIBRARY");
        return 1;
    }
    if (!find(library, "peel_rate", &rate, sizeof rate) || !find(library, "peel_version", &version, sizeof version)) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    if (rate(&attended, NULL, &ci) != PEEL_OK) return 1;
    printf("%s: %.4f to %.4f\n", version(), 100 * ci.lower, 100 * ci.upper);
    return dlclose(library);
}
