/**
 * The commands {@code verify-audit} and {@code verify}: look for tampering with the audit log and with audit packets,
 * without a running server.
 */
@ApplicationModule(
        displayName = "Verify",
        allowedDependencies = {"audit", "intake", "signing", "packet"})
@NullMarked
package dev.winnow.verify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
