#define LANES_LEVEL LANES_PORTABLE
#include "stats/compare/newcombe_kernel.h"
