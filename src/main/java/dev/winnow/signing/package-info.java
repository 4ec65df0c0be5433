/** Signs what leaves Winnow, so that anybody can tell later whether it is as it was: Ed25519, which OpenSSL verifies too. */
@ApplicationModule(
        displayName = "Signing",
        allowedDependencies = {"audit", "vault"})
@NullMarked
package dev.winnow.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
