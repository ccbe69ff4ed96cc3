#define LANES_LEVEL LANES_AVX2
#include "stats/rate/wilson_kernel.h"
