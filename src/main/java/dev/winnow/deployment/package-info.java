/** What runs where: environments, the history of their deployments, and what is critical in production at any instant. */
@ApplicationModule(
        displayName = "Deployment",
        allowedDependencies = {"importers", "problem", "access", "audit", "project", "finding", "policy"})
@NullMarked
package dev.winnow.deployment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
