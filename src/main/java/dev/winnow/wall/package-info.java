/**
 * The wall: what a team sees without asking. Boards that are computed when something changed and shared by all screens that
 * show the same, and the revocable addresses of screens that nobody signs in at.
 */
@ApplicationModule(
        displayName = "Wall",
        allowedDependencies = {
            "importers",
            "problem",
            "text",
            "access",
            "audit",
            "project",
            "finding",
            "policy",
            "deployment",
            "guard",
            "metrics"
        })
@NullMarked
package dev.winnow.wall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
