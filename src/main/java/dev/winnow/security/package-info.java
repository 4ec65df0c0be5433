/**
 * How requests prove who makes them: bearer tokens for the REST interface, HTTP basic for making a token, a form and a
 * session for the browser; and the headers that every answer carries.
 */
@ApplicationModule(
        displayName = "Security",
        allowedDependencies = {"access", "ui", "audit", "wall"})
@NullMarked
package dev.winnow.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
