#define LANES_LEVEL LANES_AVX2
#define BINOMIAL_ONE
#include "numeric/binomial_root_kernel.h"
