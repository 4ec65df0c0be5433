/** Winnow's own format for changes that no other importer knows, read as a stream. */
@NullMarked
package dev.winnow.importers.changes;

import org.jspecify.annotations.NullMarked;
