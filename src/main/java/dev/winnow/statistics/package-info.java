/** What is counted and measured, without knowing of what: shares, durations, survival. */
@ApplicationModule(
        displayName = "Statistics",
        allowedDependencies = {})
@NullMarked
package dev.winnow.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
