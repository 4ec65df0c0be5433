package dev.winnow.intake;

/**
 * A report that lies safely on disk.
 *
 * @param hash SHA-256 of its bytes as they came, hexadecimal: its name in the store
 * @param bytes how many came
 */
record StoredReport(String hash, long bytes) {}
