/** The REST interface {@code /api/v1}: thin controllers on the public types of the modules, errors as RFC 9457. */
@ApplicationModule(displayName = "API")
@NullMarked
package dev.winnow.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
