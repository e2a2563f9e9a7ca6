// The system libxml2, for the module map beside it.
#ifndef AMPLOMB_CLIBXML2_SHIM_H
#define AMPLOMB_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
// libxml2 would pull in ICU's headers, which clash with Foundation's copy of them; nothing here needs them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

#endif
