/** What findings mean for a build: its score, and the verdict of the gate. */
@ApplicationModule(
        displayName = "Policy",
        allowedDependencies = {"importers", "problem", "text", "access", "audit", "project", "finding"})
@NullMarked
package dev.winnow.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
