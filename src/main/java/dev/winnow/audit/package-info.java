/**
 * The record of who did what: an append-only log whose records are chained by their hashes, so that one that was
 * changed, taken out or put in later is found. Who may read it is asked of the caller at the edges.
 */
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {})
@NullMarked
package dev.winnow.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
