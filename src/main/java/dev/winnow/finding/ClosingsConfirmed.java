package dev.winnow.finding;

/**
 * Closings that were held have turned out right, and are now as of the scan that missed the findings. Published inside
 * the transaction that closes them.
 *
 * @param buildId the build of that scan: more is fixed in it than was recorded
 */
public record ClosingsConfirmed(long buildId) {}
