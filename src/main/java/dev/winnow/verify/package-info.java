/** The command {@code verify-audit}: looks for tampering with the audit log, without a running server. */
@ApplicationModule(
        displayName = "Verify",
        allowedDependencies = {"audit", "intake"})
@NullMarked
package dev.winnow.verify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
