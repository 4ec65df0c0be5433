package dev.winnow.importers;

/**
 * What a tool itself calls the identity of a result.
 *
 * @param name the fingerprint's kind and version, such as {@code primaryLocationLineHash}
 * @param value as the tool wrote it
 * @param partial whether it only contributes to an identity (SARIF {@code partialFingerprints})
 */
public record Fingerprint(String name, String value, boolean partial) {}
