package dev.winnow.importers;

import org.jspecify.annotations.Nullable;

/**
 * The package a result is about.
 *
 * @param purl the package URL as the tool wrote it, or built from the tool's ecosystem and name; null where neither
 *     is known
 * @param name the tool's name for it; for Maven {@code group:artifact}
 * @param version the installed version
 * @param fixedVersion the first versions that are not affected, comma separated as the tool wrote them
 * @param fixState the tool's word for whether a fix exists, such as {@code fixed}, {@code affected}, {@code wont-fix}
 */
public record Component(
        @Nullable String purl,
        String name,
        @Nullable String version,
        @Nullable String fixedVersion,
        @Nullable String fixState) {}
