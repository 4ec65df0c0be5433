/** Reads Trivy's JSON: schema 2, the array it wrote before, and both layouts of its Kubernetes reports. */
@NullMarked
package dev.winnow.importers.trivy;

import org.jspecify.annotations.NullMarked;
