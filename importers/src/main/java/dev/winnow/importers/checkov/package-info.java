/** Checkov's JSON reports, read as a stream. */
@NullMarked
package dev.winnow.importers.checkov;

import org.jspecify.annotations.NullMarked;
