/**
 * Sample data for a first look: three made-up projects whose scanners' reports of three quarters of a year are written
 * and taken in like any upload. Nothing else depends on it.
 */
@ApplicationModule(
        displayName = "Demo",
        allowedDependencies = {
            "importers",
            "access",
            "champion",
            "project",
            "finding",
            "intake",
            "runtime",
            "deployment",
            "search",
            "search::query",
            "triage",
            "discussion"
        })
@NullMarked
package dev.winnow.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
