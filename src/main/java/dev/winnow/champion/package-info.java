/**
 * Who is a team's security champion: a rota of two-week turns, as people change it, as the interface gives it, and as a
 * calendar that programs subscribe to.
 */
@ApplicationModule(
        displayName = "Champion",
        allowedDependencies = {"problem", "text", "access", "audit", "project", "metrics"})
@NullMarked
package dev.winnow.champion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
