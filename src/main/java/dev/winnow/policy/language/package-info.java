/**
 * Policies as they are written: read, checked and asked. Knows nothing of databases and servers, so that the command line
 * checks with the same code.
 */
@NamedInterface("language")
@NullMarked
package dev.winnow.policy.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
