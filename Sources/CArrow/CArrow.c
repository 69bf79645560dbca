// C targets need one source file; the module is its header.
#include "CArrow.h"
