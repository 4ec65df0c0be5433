/**
 * Audit packets: all that was known of a build, or of projects in a time, in one signed ZIP that can be verified without
 * Winnow.
 */
@ApplicationModule(
        displayName = "Packet",
        allowedDependencies = {
            "importers",
            "problem",
            "access",
            "audit",
            "signing",
            "project",
            "finding",
            "policy",
            "policy :: language",
            "triage",
            "triage :: vex",
            "deployment",
            "intake",
            "metrics"
        })
@NullMarked
package dev.winnow.packet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
