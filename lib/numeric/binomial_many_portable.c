#define LANES_LEVEL LANES_PORTABLE
#include "numeric/binomial_root_kernel.h"
