/** Kubernetes policy reports, in JSON and YAML, read as a stream. */
@NullMarked
package dev.winnow.importers.policyreport;

import org.jspecify.annotations.NullMarked;
