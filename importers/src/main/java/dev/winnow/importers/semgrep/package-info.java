/** Semgrep's JSON reports, read as a stream. */
@NullMarked
package dev.winnow.importers.semgrep;

import org.jspecify.annotations.NullMarked;
