/**
 * Errors a caller can act on, free of any protocol: the REST edge turns them into statuses, the browser edge into
 * messages. Their texts are written for the person who made the request and name no secret.
 */
@ApplicationModule(
        displayName = "Problem",
        allowedDependencies = {})
@NullMarked
package dev.winnow.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
