#pragma once

/* Debian builds libxml2 with ICU, and its headers then pull ICU's own, which clash with the copy inside Swift's
 * Foundation. Nothing here needs the ICU part of the interface, so it is hidden before the other headers are read. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
