/**
 * The numbers: how fast problems are detected and fixed, how often the gate lets through, how loud guards are. One service
 * gives them to pages, interface and exports.
 */
@ApplicationModule(
        displayName = "Metrics",
        allowedDependencies = {
            "importers",
            "problem",
            "statistics",
            "access",
            "audit",
            "project",
            "finding",
            "policy",
            "policy :: language",
            "triage",
            "deployment"
        })
@NullMarked
package dev.winnow.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
