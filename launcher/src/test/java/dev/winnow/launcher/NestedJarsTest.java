package dev.winnow.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedJarsTest {
    @TempDir
    private Path folder;

    @Test
    void classesAndResourcesOfTheNamedJarsAreFoundAndOfOthersNot() throws Exception {
        String type = "dev/winnow/launcher/NestedJar.class";
        byte[] bytes = ours(type);
        File jar = runnable(
                entry("BOOT-INF/lib/one-1.0.jar", zip(entry(type, bytes), entry("where.txt", text("one")))),
                entry("BOOT-INF/lib/two-2.0.jar", zip(entry("where.txt", text("two")), entry("é ü.txt", text("two")))),
                entry("BOOT-INF/lib/three-3.0.jar", zip(entry("third.txt", text("three")))));
        var libraries = new NestedJars(jar, "one-", "two-");

        Class<?> loaded = libraries.loadClass("dev.winnow.launcher.NestedJar");
        assertThat(loaded.getClassLoader()).isSameAs(libraries);
        assertThat(read(libraries, "where.txt")).isEqualTo("one");
        assertThat(read(libraries, "é ü.txt")).isEqualTo("two");
        assertThat(libraries.getResource("third.txt")).isNull();
        assertThatThrownBy(() -> libraries.loadClass("dev.winnow.launcher.Launcher"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void storedAndEmptyEntriesAreReadToo() throws Exception {
        var jar = new NestedJar(zip(stored("stored.txt", text("as it is")), entry("empty", new byte[0])));
        assertThat(jar.bytes("stored.txt")).isEqualTo(text("as it is"));
        assertThat(jar.bytes("empty")).isEmpty();
        assertThat(jar.bytes("absent")).isNull();
    }

    @Test
    void aJarThatIsNotThereIsNamed() throws Exception {
        var libraries = new NestedJars(runnable(entry("BOOT-INF/lib/one-1.0.jar", zip())), "two-");
        assertThatThrownBy(() -> libraries.loadClass("dev.winnow.Absent")).hasMessageContaining("two-*.jar");
    }

    @Test
    void whatIsNoJarIsRefused() {
        assertThatThrownBy(() -> new NestedJar(new byte[100])).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> new NestedJar(new byte[0])).isInstanceOf(ZipException.class);
    }

    private File runnable(Entry... entries) throws IOException {
        return Files.write(folder.resolve("runnable.jar"), zip(entries)).toFile();
    }

    private static byte[] zip(Entry... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setComment("behind the directory");
            for (Entry entry : entries) {
                zip.putNextEntry(entry.header);
                zip.write(entry.bytes);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private record Entry(ZipEntry header, byte[] bytes) {}

    private static Entry entry(String name, byte[] bytes) {
        return new Entry(new ZipEntry(name), bytes);
    }

    private static Entry stored(String name, byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        var header = new ZipEntry(name);
        header.setMethod(ZipEntry.STORED);
        header.setSize(bytes.length);
        header.setCrc(crc.getValue());
        return new Entry(header, bytes);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ours(String type) throws IOException {
        try (InputStream in = NestedJarsTest.class.getClassLoader().getResourceAsStream(type)) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    private static String read(ClassLoader libraries, String name) throws IOException {
        try (InputStream in = libraries.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
