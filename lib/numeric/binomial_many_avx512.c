#define LANES_LEVEL LANES_AVX512
#include "numeric/binomial_root_kernel.h"
