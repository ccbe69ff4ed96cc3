#define LANES_LEVEL LANES_AVX2
#include "stats/compare/newcombe_kernel.h"
