#define LANES_LEVEL LANES_PORTABLE
#define BINOMIAL_ONE
#include "numeric/binomial_root_kernel.h"
