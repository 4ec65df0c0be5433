/**
 * SARIF 2.1.0, read as the standard asks of a consumer. What results refer to (rules, artifacts, base addresses,
 * invocations) tools write before or after them. A report is read once where it stands before them, or what comes behind
 * makes no difference; else twice, first without its results.
 */
@NullMarked
package dev.winnow.importers.sarif;

import org.jspecify.annotations.NullMarked;
