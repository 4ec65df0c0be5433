/** Reads Grype's JSON, from its first versions on. */
@NullMarked
package dev.winnow.importers.grype;

import org.jspecify.annotations.NullMarked;
