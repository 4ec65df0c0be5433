/**
 * SARIF 2.1.0, read as the standard asks of a consumer. A report is read twice: once without its results for what they
 * refer to (rules, artifacts, base addresses, invocations), which tools write before or after them; then the results.
 */
@NullMarked
package dev.winnow.importers.sarif;

import org.jspecify.annotations.NullMarked;
