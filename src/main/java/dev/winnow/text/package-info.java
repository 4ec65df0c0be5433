/** What any text is asked, whoever wrote it: whether it is plain, and whether it fits a pattern. */
@ApplicationModule(
        displayName = "Text",
        allowedDependencies = {})
@NullMarked
package dev.winnow.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
