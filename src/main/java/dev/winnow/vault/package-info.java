/** Keeps secrets that must be read again, such as addresses with a password in them: encrypted in the database. */
@ApplicationModule(
        displayName = "Vault",
        allowedDependencies = {})
@NullMarked
package dev.winnow.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
