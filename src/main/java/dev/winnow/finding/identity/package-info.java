/** What makes two results the same problem: keys, and the passes that match by them. No database here. */
@NamedInterface("identity")
@NullMarked
package dev.winnow.finding.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
