#ifndef AMPLOMB_CPCRE2_SHIM_H
#define AMPLOMB_CPCRE2_SHIM_H
// 8-bit code units only: names are matched as bytes.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#endif
