import CLibXML2

/// Touched before the first use, so that libxml2 sets itself up once and on one thread.
let libxml2IsReady: Void = xmlInitParser()
