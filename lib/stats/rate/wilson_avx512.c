#define LANES_LEVEL LANES_AVX512
#include "stats/rate/wilson_kernel.h"
