/**
 * What people take away: the brief of a quarter, and the findings of a query. All formats of a brief print the same
 * figures, which are computed once.
 */
@ApplicationModule(
        displayName = "Export",
        allowedDependencies = {
            "importers",
            "problem",
            "statistics",
            "text",
            "access",
            "audit",
            "project",
            "finding",
            "discussion",
            "triage",
            "metrics",
            "search",
            "search :: query"
        })
@NullMarked
package dev.winnow.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
