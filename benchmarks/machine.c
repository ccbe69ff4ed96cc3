/* What the figures were measured on. */
#include <peel.h>
#include <stdio.h>
#include <string.h>

static void print_cpu(void) {
    char line[512];
    FILE *file = fopen("/proc/cpuinfo", "r");
    const char *name = NULL;
    while (!name && file && fgets(line, sizeof line, file)) {
        if (strncmp(line, "model name", 10) == 0) name = strchr(line, ':');
    }
    if (file) fclose(file);
    if (name) line[strcspn(line, "\n")] = '\0';
    printf("CPU: %s\n", name ? name + 2 : "not known");
}

static const char *instruction_set(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return "x86-64 with AVX-512";
    if (__builtin_cpu_supports("avx2")) return "x86-64 with AVX2";
    return "x86-64";
#elif defined(__aarch64__)
    return "AArch64";
#else
    return "other";
#endif
}

int main(void) {
    print_cpu();
    printf("Instruction set: %s\n", instruction_set());
#if defined(__clang__)
    printf("Compiler: %s\n", __VERSION__);
#else
    printf("Compiler: gcc %s\n", __VERSION__);
#endif
    printf("libpeel: %s\n", peel_version());
    return 0;
}
