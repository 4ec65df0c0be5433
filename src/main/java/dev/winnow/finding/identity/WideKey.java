package dev.winnow.finding.identity;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A key that means the same problem in every project.
 *
 * @param high its first 64 bits
 * @param low its last 64 bits
 */
public record WideKey(long high, long low) {
    /** Those among a finding's keys, as {@link IdentityIndex#encoded} gave them. */
    public static List<WideKey> among(byte[] keys) {
        var wide = new ArrayList<WideKey>(2);
        var buffer = ByteBuffer.wrap(keys);
        while (buffer.remaining() >= 16) {
            var key = new WideKey(buffer.getLong(), buffer.getLong());
            if (Key.isWide(key.low())) {
                wide.add(key);
            }
        }
        return wide;
    }
}
