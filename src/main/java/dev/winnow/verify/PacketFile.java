package dev.winnow.verify;

import dev.winnow.packet.PacketNames;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A ZIP that nobody trusts. It has two tables of contents: the directory at its end, which most programs go by, and the
 * heads before each file, which those go by that read it from its beginning. Both must say the same. Nothing is unpacked.
 */
final class PacketFile implements Closeable {
    private static final short UNICODE_PATH = 0x7075;

    private final Path path;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    /** @throws IOException where it is no ZIP that can be read */
    PacketFile(Path path, Problems problems) throws IOException {
        this.path = path;
        try {
            this.zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException | IllegalArgumentException e) {
            throw new IOException(
                    path + " is no ZIP that can be read: " + Problems.shown(String.valueOf(e.getMessage())), e);
        }
        Set<String> folded = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!PacketNames.isSafe(name)) {
                problems.add("a file has a name that no packet has: " + Problems.shown(name));
            } else if (isRenamed(entry)) {
                problems.add(name + " has another name for some programs");
            } else if (!folded.add(name.toLowerCase(Locale.ROOT))) {
                problems.add(name + " is there more than once");
            }
            entries.put(name, entry);
        }
    }

    /** Whether it carries a second name, which some programs take instead (Info-ZIP: Unicode Path Extra Field). */
    private static boolean isRenamed(ZipEntry entry) {
        byte[] extra = entry.getExtra();
        if (extra == null) {
            return false;
        }
        ByteBuffer fields = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
        while (fields.remaining() >= 4) {
            if (fields.getShort() == UNICODE_PATH) {
                return true;
            }
            int length = Short.toUnsignedInt(fields.getShort());
            fields.position(fields.position() + Math.min(length, fields.remaining()));
        }
        return false;
    }

    /** Names by the directory at the end. */
    Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** Opens a file by the directory at the end; there must be one of that name. */
    InputStream open(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        InputStream in = entry == null ? null : zip.getInputStream(entry);
        if (in == null) {
            throw new IOException("there is no " + name);
        }
        return in;
    }

    /** A small file. @throws IOException where it is larger, or broken */
    byte[] read(String name, int most) throws IOException {
        try (InputStream in = open(name)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException(name + " is larger than " + most + " bytes");
            }
            return bytes;
        }
    }

    /** @param most bytes that are read of it */
    Content content(String name, long most) throws IOException {
        try (InputStream in = open(name)) {
            return Content.of(in, most);
        }
    }

    /**
     * Holds what a program finds that reads from the beginning against what the directory at the end led to.
     *
     * @param known contents by name
     * @param most bytes that are read of a file, by its name
     */
    void fromTheBeginning(Map<String, Content> known, ToLongFunction<String> most, Problems problems)
            throws IOException {
        Set<String> left = new HashSet<>(known.keySet());
        try (var stream = new ZipInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
            ZipEntry entry;
            while ((entry = stream.getNextEntry()) != null) {
                String name = entry.getName();
                if (!left.remove(name)) {
                    problems.add("a program that reads the ZIP from its beginning finds another file there: "
                            + Problems.shown(name));
                    return;
                }
                if (isRenamed(entry)) {
                    problems.add(name + " has another name for some programs");
                    return;
                }
                if (!Content.of(stream, most.applyAsLong(name)).equals(known.get(name))) {
                    problems.add("a program that reads the ZIP from its beginning finds other content in "
                            + Problems.shown(name));
                    return;
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            problems.add(
                    "the ZIP cannot be read from its beginning: " + Problems.shown(String.valueOf(e.getMessage())));
            return;
        }
        if (!left.isEmpty()) {
            problems.add("a program that reads the ZIP from its beginning does not find "
                    + Problems.shown(left.iterator().next()));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
