/** The application: one package a feature, each a module whose allowed directions {@code ArchitectureTests} checks. */
@NullMarked
package dev.winnow;

import org.jspecify.annotations.NullMarked;
