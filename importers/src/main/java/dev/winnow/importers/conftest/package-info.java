/** Conftest's JSON reports, read as a stream. */
@NullMarked
package dev.winnow.importers.conftest;

import org.jspecify.annotations.NullMarked;
