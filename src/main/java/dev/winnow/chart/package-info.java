/** Charts as SVG, coloured by the names of the style sheet's tokens, so that one drawing serves light and dark. */
@ApplicationModule(displayName = "Charts", allowedDependencies = "project")
@NullMarked
package dev.winnow.chart;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
