#define LANES_LEVEL LANES_AVX2
#include "numeric/binomial_root_kernel.h"
