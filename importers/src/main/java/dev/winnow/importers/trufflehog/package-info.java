/** TruffleHog's JSON lines, read as a stream. */
@NullMarked
package dev.winnow.importers.trufflehog;

import org.jspecify.annotations.NullMarked;
