package dev.winnow.verify;

import dev.winnow.audit.ExtractCheck;
import dev.winnow.audit.ExtractLines;
import dev.winnow.packet.PacketNames;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The records of the audit log in a packet: follows the chain through them, to where the log ended. */
final class PacketLog {
    /** A record's content has a million characters before and after at most. */
    private static final int LONGEST = 16 << 20;

    private final PacketFile packet;
    private final PacketManifest manifest;
    private final Optional<Noted> noted;
    private final Problems problems;
    private final ExtractCheck check;

    PacketLog(PacketFile packet, PacketManifest manifest, Optional<Noted> noted, Problems problems) {
        this.packet = packet;
        this.manifest = manifest;
        this.noted = noted;
        this.problems = problems;
        this.check = new ExtractCheck(manifest.seq("after"), manifest.hash("after"));
    }

    void check() throws IOException {
        read(PacketNames.AUDIT);
        if (check.seq() != manifest.audit("to")
                || check.shown() != manifest.audit("shown")
                || check.leftOut() != manifest.audit("leftOut")) {
            problems.add(PacketNames.AUDIT + " has other records than the manifest says");
        }
        read(PacketNames.AUDIT_TO_HEAD);
        check.end().ifPresent(problems::add);
        if (check.seq() != manifest.seq("head") || !check.hash().equals(manifest.hash("head"))) {
            problems.add("the records do not lead to where the manifest says that the audit log ended");
        }
        noted.flatMap(Noted::problem).ifPresent(problems::add);
    }

    /** Stops at the first line that does not fit: from there on all would be wrong. */
    private void read(String name) throws IOException {
        try (InputStream in = new BufferedInputStream(packet.open(name), 1 << 16)) {
            long number = 0;
            Optional<String> line;
            while ((line = line(in, name)).isPresent()) {
                number++;
                Optional<String> wrong = next(line.get(), number == 1);
                if (wrong.isPresent()) {
                    problems.add("line " + number + " of " + name + ": " + wrong.get());
                    return;
                }
                noted.ifPresent(head -> head.pass(check.seq(), check.hash()));
            }
        }
    }

    private Optional<String> next(String text, boolean first) {
        try {
            ExtractLines.Line line = ExtractLines.read(text);
            if (line instanceof ExtractLines.Start != first) {
                return Optional.of(first ? "it does not say where it begins" : "it begins another extract");
            }
            return check.next(line);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> line(InputStream in, String name) throws IOException {
        var bytes = new ByteArrayOutputStream(512);
        int next;
        while ((next = in.read()) >= 0 && next != '\n') {
            if (bytes.size() == LONGEST) {
                throw new IOException(name + " has a line that is longer than any record");
            }
            bytes.write(next);
        }
        return next < 0 && bytes.size() == 0 ? Optional.empty() : Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
