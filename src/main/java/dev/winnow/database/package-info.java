/** Care for the database as a whole; what is in it belongs to the other modules. */
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {})
@NullMarked
package dev.winnow.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
