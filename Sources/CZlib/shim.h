// The system zlib, for the module map beside it.
#ifndef AMPLOMB_CZLIB_SHIM_H
#define AMPLOMB_CZLIB_SHIM_H

#include <zlib.h>

#endif
