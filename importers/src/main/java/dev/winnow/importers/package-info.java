/**
 * From the bytes a scanner wrote to one stream of results, in constant memory. Plain Java: no framework, no database,
 * no network. One package a format; {@link dev.winnow.importers.Formats} finds the fitting {@link
 * dev.winnow.importers.Importer} from a report's content.
 */
@NullMarked
package dev.winnow.importers;

import org.jspecify.annotations.NullMarked;
