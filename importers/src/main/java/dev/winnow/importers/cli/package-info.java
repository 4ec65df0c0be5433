/** The {@code normalize} command: reports in, one line of JSON a result out, without a server. */
@NullMarked
package dev.winnow.importers.cli;

import org.jspecify.annotations.NullMarked;
