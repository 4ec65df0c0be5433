/** Findings: what is the same problem, where it was seen, since when and until when. */
@ApplicationModule(
        displayName = "Finding",
        allowedDependencies = {"importers", "project", "audit"})
@NullMarked
package dev.winnow.finding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
