/** Gets a report safely in, and drives its import: the store of reports, the queue and its workers. */
@ApplicationModule(
        displayName = "Intake",
        allowedDependencies = {
            "importers",
            "problem",
            "project",
            "finding",
            "finding :: identity",
            "policy",
            "triage",
            "access",
            "audit",
            "vault"
        })
@NullMarked
package dev.winnow.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
