package dev.winnow.packet;

import java.util.regex.Pattern;

/** What lies where in a packet. */
public final class PacketNames {
    /** What the packet is about; lists all files but itself, {@link #SUMS} and {@link #SIGNATURE}. */
    public static final String MANIFEST = "manifest.json";

    /** Hashes of all files but itself and {@link #SIGNATURE}, as {@code sha256sum} reads them. */
    public static final String SUMS = "SHA256SUMS";

    /** The Ed25519 signature of {@link #SUMS}: 64 bytes. */
    public static final String SIGNATURE = "SHA256SUMS.sig";

    /** The public key, for convenience: who trusts it must have it from elsewhere. */
    public static final String KEY = "signing-key.pem";

    /** Records of the audit log. */
    public static final String AUDIT = "audit/records.ndjson";

    /** From there to where the log ended. */
    public static final String AUDIT_TO_HEAD = "audit/to-head.ndjson";

    static final String README = "README.txt";

    /** How many characters a name has at most. */
    public static final int LONGEST = 300;

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*");

    private PacketNames() {}

    /** Whether it is a name that packets have, and that stays below the folder that somebody unpacks one in. */
    public static boolean isSafe(String name) {
        return name.length() <= LONGEST && SAFE.matcher(name).matches();
    }

    static String report(String sha256) {
        return "reports/" + sha256 + ".report";
    }

    static String policy(String hash) {
        return "policies/" + hash + ".yaml";
    }

    static String of(String project, String file) {
        return "projects/" + project + "/" + file;
    }
}
