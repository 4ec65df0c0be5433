package dev.winnow.importers;

/** What kind of problem a result is. The kind decides which keys identify it (design: identity). */
public enum Kind {
    /** A known vulnerability in a package. */
    VULNERABILITY,
    /** A weakness in source code. */
    CODE,
    /** A credential where it should not be. */
    SECRET,
    /** A setting or infrastructure template that fails a check. */
    MISCONFIGURATION,
    /** A package under a licence that policy does not allow. */
    LICENSE,
    /** A weakness seen by talking to a running web application. */
    WEB,
    /** Something that happened in a running system. */
    RUNTIME,
    /** A change made past the pipeline. */
    CHANGE
}
