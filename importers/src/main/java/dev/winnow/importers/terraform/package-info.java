/** Terraform's and OpenTofu's plans, read as a stream for what changed past them. */
@NullMarked
package dev.winnow.importers.terraform;

import org.jspecify.annotations.NullMarked;
