#define LANES_LEVEL LANES_PORTABLE
#include "stats/rate/wilson_kernel.h"
