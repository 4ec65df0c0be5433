/** Finds projects, builds, packages and findings by what people type. */
@ApplicationModule(
        displayName = "Search",
        allowedDependencies = {"importers", "access", "project", "finding", "problem", "text"})
@NullMarked
package dev.winnow.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
