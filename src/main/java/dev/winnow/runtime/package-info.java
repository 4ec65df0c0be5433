/**
 * What happens at run time: takes alerts in as they come, sorts them into findings with a count, and finds the build and
 * the author behind each.
 */
@ApplicationModule(
        displayName = "Runtime",
        allowedDependencies = {
            "importers",
            "problem",
            "access",
            "project",
            "finding",
            "finding :: identity",
            "deployment",
            "intake",
            "notification",
            "vault"
        })
@NullMarked
package dev.winnow.runtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
