/** Which guards a project has at which stages, how they run, what only they find, and which ones are missing. */
@ApplicationModule(
        displayName = "Guard",
        allowedDependencies = {"importers", "problem", "project", "finding", "policy", "policy :: language"})
@NullMarked
package dev.winnow.guard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
