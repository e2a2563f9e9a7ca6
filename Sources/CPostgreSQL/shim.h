#ifndef AMPLOMB_CPOSTGRESQL_SHIM_H
#define AMPLOMB_CPOSTGRESQL_SHIM_H

#include <libpq-fe.h>

#endif
