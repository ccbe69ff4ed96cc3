#include "program.h"
const char trend_help[] = "";
int command_trend(int argc, char **argv) {
    (void)argc;
    (void)argv;
    return 0;
}
