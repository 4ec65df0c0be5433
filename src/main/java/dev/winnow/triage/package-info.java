/**
 * What people say of findings: decisions, silence rules and VEX documents, kept through every import, and taken into
 * account by the builds they touch.
 */
@ApplicationModule(
        displayName = "Triage",
        allowedDependencies = {
            "importers",
            "problem",
            "access",
            "audit",
            "project",
            "finding",
            "finding :: identity",
            "policy",
            "statistics",
            "text"
        })
@NullMarked
package dev.winnow.triage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
