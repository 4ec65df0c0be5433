/** Commands that ask a running server by its REST interface. */
@ApplicationModule(
        displayName = "Remote",
        allowedDependencies = {})
@NullMarked
package dev.winnow.remote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
