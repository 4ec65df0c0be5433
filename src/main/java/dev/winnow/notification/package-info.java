/**
 * Alerts to people: what has happened is noted by the transaction that brought it about, laid into the outbox of every
 * channel that wants it, and sent until it arrives.
 */
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {
            "importers",
            "problem",
            "text",
            "vault",
            "access",
            "audit",
            "project",
            "finding",
            "policy",
            "policy :: language",
            "metrics",
            "deployment",
            "search",
            "search :: query"
        })
@NullMarked
package dev.winnow.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
