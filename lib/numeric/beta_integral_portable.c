#define LANES_LEVEL LANES_PORTABLE
#include "numeric/beta_integral_kernel.h"
