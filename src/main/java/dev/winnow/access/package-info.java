/**
 * Who is calling and what they may do: users with roles, API tokens, and the {@link dev.winnow.access.Caller} that
 * every other module asks before it shows or changes something.
 */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"problem", "audit", "text"})
@NullMarked
package dev.winnow.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
