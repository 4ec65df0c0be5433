/** Silence rules as a YAML file, so that they can live in Git: written, read, compared with those in force, and applied. */
@NamedInterface("file")
@NullMarked
package dev.winnow.triage.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
