/** Projects, their guards and builds: the things findings hang on. */
@ApplicationModule(
        displayName = "Project",
        allowedDependencies = {"importers", "problem", "access", "audit"})
@NullMarked
package dev.winnow.project;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
