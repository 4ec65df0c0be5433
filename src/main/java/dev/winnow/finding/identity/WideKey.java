package dev.winnow.finding.identity;

import dev.winnow.importers.Result;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key that means the same problem in every project.
 *
 * @param high its first 64 bits
 * @param low its last 64 bits
 */
public record WideKey(long high, long low) {
    /**
     * The strongest key of a result, where it means the same in every project; so it is with alerts and changes, which
     * have one key.
     */
    public static Optional<WideKey> of(Result result) {
        Key strongest = new KeySchemeV1().keys(result).getFirst();
        return Key.isWide(strongest.low())
                ? Optional.of(new WideKey(strongest.high(), strongest.low()))
                : Optional.empty();
    }

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
