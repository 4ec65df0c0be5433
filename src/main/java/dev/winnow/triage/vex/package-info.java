/**
 * VEX: what suppliers and teams say of vulnerabilities in products. Statements come in as documents and silence what they
 * say is not affected; what people decided goes out as documents.
 */
@NamedInterface("vex")
@NullMarked
package dev.winnow.triage.vex;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
