package dev.winnow.verify;

import dev.winnow.packet.PacketNames;
import dev.winnow.signing.PublicSigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a packet, first at what vouches for the rest: the signature, then the list of hashes that it is of, then the
 * files. Where the signature is none, nothing else is even decompressed.
 */
final class PacketCheck {
    /** Bytes of the list of hashes and of the manifest, which are held in memory: some hundred thousand files. */
    private static final int LARGEST_LIST = 64 << 20;

    private static final int LARGEST_KEY = 10_000;
    private static final int LARGEST_SIGNATURE = 1_000;

    /** Files that every packet has. */
    private static final List<String> NEEDED = List.of(
            PacketNames.SUMS,
            PacketNames.SIGNATURE,
            PacketNames.KEY,
            PacketNames.MANIFEST,
            PacketNames.AUDIT,
            PacketNames.AUDIT_TO_HEAD);

    private static final Set<String> UNLISTED = Set.of(PacketNames.SUMS, PacketNames.SIGNATURE);

    /** Files that are named by their hash. */
    private static final Pattern BY_HASH = Pattern.compile("(?:reports|policies)/([0-9a-f]{64})\\.(?:report|yaml)");

    private final PacketFile packet;
    private final Optional<PublicSigningKey> trusted;
    private final Optional<Noted> noted;
    private final Problems problems;
    private final Map<String, Content> contents = new LinkedHashMap<>();
    private @Nullable PacketManifest manifest;
    private String fingerprint = "";

    PacketCheck(PacketFile packet, Optional<PublicSigningKey> trusted, Optional<Noted> noted, Problems problems) {
        this.packet = packet;
        this.trusted = trusted;
        this.noted = noted;
        this.problems = problems;
    }

    /**
     * What was looked at.
     *
     * @param about in words; empty where there is no manifest that can be read
     * @param head where the audit log ended
     * @param key SHA-256 of the key that the signature fits
     */
    record Seen(Optional<String> about, int files, long bytes, String head, String key) {}

    Seen seen() {
        Optional<PacketManifest> known = Optional.ofNullable(manifest);
        return new Seen(
                known.map(PacketManifest::about),
                contents.size(),
                contents.values().stream().mapToLong(Content::bytes).sum(),
                known.map(one -> one.seq("head") + ":" + Problems.shown(one.hash("head")))
                        .orElse(""),
                fingerprint);
    }

    /** @throws IOException where a file is broken or larger than it may be */
    void run() throws IOException {
        for (String name : NEEDED) {
            if (!packet.names().contains(name)) {
                problems.add(name + " is missing");
            }
        }
        // Names that are there twice, or lead elsewhere, are enough to stop.
        if (!problems.none()) {
            return;
        }
        byte[] list = packet.read(PacketNames.SUMS, LARGEST_LIST);
        if (!isSigned(list)) {
            return;
        }
        Map<String, String> sums = PacketSums.read(list, problems);
        if (!sameNames(sums)) {
            return;
        }
        byte[] text = packet.read(PacketNames.MANIFEST, LARGEST_LIST);
        PacketManifest said;
        try {
            said = PacketManifest.read(text);
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return;
        }
        manifest = said;
        for (String name : packet.names()) {
            look(name, sums, said);
        }
        if (problems.none()) {
            packet.fromTheBeginning(contents, name -> largest(name, said), problems);
        }
        if (problems.none()) {
            new PacketLog(packet, said, noted, problems).check();
        }
    }

    private boolean isSigned(byte[] list) throws IOException {
        PublicSigningKey key;
        if (trusted.isPresent()) {
            key = trusted.get();
        } else {
            try {
                key = PublicSigningKey.ofPem(
                        new String(packet.read(PacketNames.KEY, LARGEST_KEY), StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException e) {
                problems.add(PacketNames.KEY + ": " + e.getMessage());
                return false;
            }
        }
        fingerprint = key.fingerprint();
        boolean fits = key.verifies(list, packet.read(PacketNames.SIGNATURE, LARGEST_SIGNATURE));
        if (!fits) {
            problems.add("the signature does not fit the list of hashes and the key "
                    + (trusted.isPresent() ? "that you gave" : "in the packet") + ", " + fingerprint
                    + ": the list was changed, or another key signed it. Nothing else was looked at");
        }
        return fits;
    }

    private boolean sameNames(Map<String, String> sums) {
        boolean same = true;
        for (String name : sums.keySet()) {
            if (!packet.names().contains(name)) {
                problems.add(Problems.shown(name) + " is missing");
                same = false;
            }
        }
        for (String name : packet.names()) {
            if (!sums.containsKey(name) && !UNLISTED.contains(name)) {
                problems.add(name + " was added");
                same = false;
            }
        }
        return same && problems.none();
    }

    private void look(String name, Map<String, String> sums, PacketManifest said) throws IOException {
        Content content = packet.content(name, largest(name, said));
        contents.put(name, content);
        if (UNLISTED.contains(name)) {
            return;
        }
        if (!content.sha256().equals(sums.get(name))) {
            problems.add(name + " was changed: it has another hash than listed");
            return;
        }
        Matcher hash = BY_HASH.matcher(name);
        if (hash.matches() && !hash.group(1).equals(content.sha256())) {
            problems.add(name + " is not named by its hash");
        }
        PacketManifest.File file = said.files().get(name);
        if (file == null) {
            if (!name.equals(PacketNames.MANIFEST)) {
                problems.add("the manifest does not have " + name);
            }
            return;
        }
        OptionalLong records = file.records();
        boolean lines = name.startsWith("projects/") && records.isPresent();
        if (file.bytes() != content.bytes()
                || !file.sha256().equals(content.sha256())
                || lines && records.getAsLong() != content.lines()) {
            problems.add("the manifest says something else of " + name);
        }
    }

    /** No more of a file is decompressed than it may have: a bomb must not take all day. */
    private static long largest(String name, PacketManifest said) {
        PacketManifest.File file = said.files().get(name);
        return file == null ? LARGEST_LIST : Math.max(0, file.bytes());
    }
}
