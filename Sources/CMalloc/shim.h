// The allocator of the C library, which Swift's module of it leaves out.
#ifndef AMPLOMB_CMALLOC_SHIM_H
#define AMPLOMB_CMALLOC_SHIM_H

#include <malloc.h>

#endif
