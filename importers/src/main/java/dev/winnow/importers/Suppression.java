package dev.winnow.importers;

import org.jspecify.annotations.Nullable;

/**
 * That the scanner itself marks a result as not to be acted on.
 *
 * @param by how, in the tool's terms: {@code inSource}, {@code external}, {@code vex}, {@code ignored}, {@code
 *     false-positive}
 * @param justification why, as written in the report
 */
public record Suppression(String by, @Nullable String justification) {}
