#define LANES_LEVEL LANES_AVX512
#include "stats/compare/newcombe_kernel.h"
