#define LANES_LEVEL LANES_AVX512
#include "numeric/beta_integral_kernel.h"
