/** What the gate answers pipelines: never before all is settled that was uploaded. */
@ApplicationModule(
        displayName = "Gate",
        allowedDependencies = {"project", "finding", "policy", "intake"})
@NullMarked
package dev.winnow.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
