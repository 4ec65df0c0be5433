/** Falco's alerts, read as a stream. */
@NullMarked
package dev.winnow.importers.falco;

import org.jspecify.annotations.NullMarked;
