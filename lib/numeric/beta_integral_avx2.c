#define LANES_LEVEL LANES_AVX2
#include "numeric/beta_integral_kernel.h"
