/** The browser application: thin views on the public types of the modules. */
@ApplicationModule(displayName = "UI")
@NullMarked
package dev.winnow.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
