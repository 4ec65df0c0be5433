/**
 * What people say to each other of findings: comments, who sees to a finding, and labels. It belongs to the finding and
 * stays with it through every import; it changes no score and no verdict.
 */
@ApplicationModule(
        displayName = "Discussion",
        allowedDependencies = {"problem", "access", "audit", "project", "finding"})
@NullMarked
package dev.winnow.discussion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
