/** Gitleaks' JSON reports, read as a stream. */
@NullMarked
package dev.winnow.importers.gitleaks;

import org.jspecify.annotations.NullMarked;
