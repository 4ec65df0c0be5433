package dev.winnow.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.packet.PacketNames;
import dev.winnow.support.OnH2;
import dev.winnow.support.Seeds;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.support.Zips;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Packets as they were made, and packets that somebody has been at. */
@OnH2
class VerifyPacketTests extends ApiClaims {
    @TempDir
    private Path dir;

    private byte[] zip;
    private Map<String, byte[]> files;
    private Path key;
    private String said = "";

    @BeforeEach
    void aPacket() throws Exception {
        String report = TestReports.sarif(List.of(new Weak("high-link", "src/l.js", 14)));
        api.upload(project, report, "commit", "c1", "build", "11", "branch", "main")
                .json(201);
        zip = api.get("/projects/" + project + "/builds/11/packet").response().getContentAsByteArray();
        files = Zips.files(zip);
        key = Files.writeString(
                dir.resolve("winnow-public.pem"), api.get("/signing-key").text());
    }

    private int run(String... args) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = VerifyPacket.run(List.of(args), out, out);
        said = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    /** With the key of the server. */
    private int verify(byte[] packet) throws IOException {
        return run(file(packet), "--key", key.toString());
    }

    private String file(byte[] packet) throws IOException {
        return Files.write(dir.resolve("packet.zip"), packet).toString();
    }

    private Map<String, byte[]> but(String name, byte[] content) {
        var changed = new LinkedHashMap<>(files);
        changed.put(name, content);
        return changed;
    }

    private void found(Map<String, byte[]> changed, String... words) throws IOException {
        assertThat(verify(Zips.zip(changed))).as(said).isEqualTo(1);
        assertThat(said).contains("TAMPERED: ").contains(words).contains("tampered with: ");
    }

    @Test
    void whatNobodyTouchedIsVerifiedWithTheKeyOfTheServer() throws Exception {
        assertThat(verify(zip)).as(said).isZero();
        assertThat(said).contains("verified: ", files.size() + " files", "build 11 (commit c1) of " + project);
        // Somebody unpacked it and zipped it again: all files are as they were.
        assertThat(verify(Zips.zip(files))).as(said).isZero();
    }

    @Test
    void withoutAKeyItIsNotProven() throws Exception {
        assertThat(run(file(zip))).isEqualTo(2);
        assertThat(said).contains("NOT PROVEN", "signing-key", "--key").doesNotContain("verified");
    }

    @Test
    void aChangeOfAnyFileIsFoundWithItsName() throws Exception {
        for (var file : files.entrySet()) {
            String name = file.getKey();
            byte[] changed = file.getValue().clone();
            if (changed.length > 0) {
                changed[changed.length / 2] ^= 1;
                found(but(name, changed), name.startsWith(PacketNames.SUMS) ? "signature does not fit" : name);
            }
            byte[] longer = Arrays.copyOf(file.getValue(), file.getValue().length + 1);
            found(but(name, longer), name.startsWith(PacketNames.SUMS) ? "signature does not fit" : name);
            var without = new LinkedHashMap<>(files);
            without.remove(name);
            found(without, name + " is missing");
        }
    }

    @Test
    void whatWasAddedIsFound() throws Exception {
        found(but("projects/" + project + "/more.ndjson", new byte[0]), "more.ndjson was added");
        found(but("reports/evil.report", "x".getBytes(StandardCharsets.UTF_8)), "reports/evil.report was added");
    }

    @Test
    void namesThatLeadElsewhereAreFound() throws Exception {
        for (String name : List.of(
                "../outside",
                "/etc/passwd",
                "a/../../b",
                "C:\\x",
                "a\\b",
                "projects/",
                ".hidden",
                "a\u001b[31mb",
                "a\u202Eb",
                "x".repeat(1_000))) {
            found(but(name, new byte[] {1}), "a name that no packet has");
            assertThat(said).doesNotContain("\u001b", "\u202E").hasSizeLessThan(2_000);
        }
        found(but("MANIFEST.json", new byte[] {1}), "more than once");
    }

    @Test
    void aNameThatIsThereTwiceIsFound() throws Exception {
        String twin = "manifest.jsoN";
        byte[] packed = Zips.zip(but(twin, "{}".getBytes(StandardCharsets.UTF_8)));
        replace(packed, twin, PacketNames.MANIFEST);
        assertThat(verify(packed)).as(said).isEqualTo(1);
        assertThat(said).contains("manifest.json is there more than once");
    }

    private static void replace(byte[] bytes, String old, String fresh) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = all.indexOf(old); at >= 0; at = all.indexOf(old, at + 1)) {
            System.arraycopy(fresh.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, fresh.length());
        }
    }

    @Test
    void aFileThatOnlySomeProgramsWouldFindIsFound() throws Exception {
        // In front of the packet: programs that go by the directory at the end pass over it.
        byte[] other = Zips.zip(Map.of("evil.ndjson", "evil".getBytes(StandardCharsets.UTF_8)));
        int directory = new String(other, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        var both = new ByteArrayOutputStream();
        both.write(other, 0, directory);
        both.write(zip);
        assertThat(verify(both.toByteArray())).as(said).isEqualTo(1);
        assertThat(said).contains("from its beginning", "evil.ndjson");
    }

    /** Info-ZIP's unzip takes it: it would unpack a file that is not listed, and not the one that is. */
    @Test
    void aSecondNameForSomeProgramsIsFound() throws Exception {
        byte[] second = "../../escaped.txt".getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(PacketNames.MANIFEST.getBytes(StandardCharsets.UTF_8));
        var extra = ByteBuffer.allocate(9 + second.length).order(ByteOrder.LITTLE_ENDIAN);
        extra.putShort((short) 0x7075)
                .putShort((short) (5 + second.length))
                .put((byte) 1)
                .putInt((int) crc.getValue())
                .put(second);
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                if (file.getKey().equals(PacketNames.MANIFEST)) {
                    entry.setExtra(extra.array());
                }
                out.putNextEntry(entry);
                out.write(file.getValue());
            }
        }
        assertThat(verify(bytes.toByteArray())).as(said).isEqualTo(1);
        assertThat(said).contains(PacketNames.MANIFEST + " has another name for some programs");
    }

    @Test
    void whoSignsWithAnotherKeyIsFoundByTheOneThatIsTrusted() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var forged = new LinkedHashMap<>(files);
        String builds = "projects/" + project + "/builds.ndjson";
        forged.put(
                builds,
                Zips.text(files.get(builds))
                        .replace("\"fail\"", "\"pass\"")
                        .replace("c1", "c9")
                        .getBytes(StandardCharsets.UTF_8));
        forged.put(
                PacketNames.KEY,
                ("-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getEncoder()
                                        .encodeToString(other.getPublic().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n")
                        .getBytes(StandardCharsets.US_ASCII));
        forged.put(
                PacketNames.MANIFEST,
                manifestOf(forged, builds, PacketNames.KEY).getBytes(StandardCharsets.UTF_8));
        byte[] packed = Zips.zip(signed(forged, other));

        assertThat(run(file(packed))).as(said).isEqualTo(2);
        assertThat(said).contains("NOT PROVEN");
        assertThat(verify(packed)).isEqualTo(1);
        assertThat(said).contains("the signature does not fit", "that you gave");
    }

    /** The manifest with the sizes and hashes that these files have now. */
    private String manifestOf(Map<String, byte[]> changed, String... names) throws Exception {
        var manifest = (ObjectNode) JsonMapper.shared().readTree(files.get(PacketNames.MANIFEST));
        for (JsonNode file : manifest.path("files")) {
            String name = file.path("name").asString();
            if (List.of(names).contains(name)) {
                ((ObjectNode) file).put("bytes", changed.get(name).length).put("sha256", sha256(changed.get(name)));
            }
        }
        return JsonMapper.shared().writeValueAsString(manifest);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Map<String, byte[]> signed(Map<String, byte[]> packet, KeyPair by) throws Exception {
        var signed = new LinkedHashMap<>(packet);
        var sums = new StringBuilder();
        for (var file : packet.entrySet()) {
            if (!file.getKey().startsWith(PacketNames.SUMS)) {
                sums.append(sha256(file.getValue()))
                        .append("  ")
                        .append(file.getKey())
                        .append('\n');
            }
        }
        byte[] text = sums.toString().getBytes(StandardCharsets.UTF_8);
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(by.getPrivate());
        signature.update(text);
        signed.put(PacketNames.SUMS, text);
        signed.put(PacketNames.SIGNATURE, signature.sign());
        return signed;
    }

    /** Even who has the key cannot leave a record out of the log, or put another in its place. */
    @Test
    void aLogThatDoesNotLeadToItsEndIsFoundThoughItIsSigned() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path otherKey = Files.writeString(
                dir.resolve("other.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getEncoder().encodeToString(other.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        String log = Zips.text(files.get(PacketNames.AUDIT));
        List<String> lines = log.lines().toList();
        String upload = lines.stream()
                .filter(line -> line.contains("upload.accepted"))
                .findFirst()
                .orElseThrow();
        var without = new ArrayList<>(lines);
        without.remove(upload);
        for (String changed : List.of(
                log.replace("\"actor\":\"admin\"", "\"actor\":\"nobody\""),
                String.join("\n", without) + "\n",
                log.replace(upload, "{\"seq\":1,\"content\":\"" + "0".repeat(64) + "\"}"),
                log.replace(upload, upload + "\n" + upload),
                log.replace(lines.getFirst() + "\n", ""),
                log.replaceFirst("\"after\":[0-9]+", "\"after\":0"),
                log.replace(upload, "[]"),
                log + "{\"winnowAuditExtract\":1}\n")) {
            assertThat(changed).isNotEqualTo(log);
            var forged = new LinkedHashMap<>(files);
            forged.put(PacketNames.AUDIT, changed.getBytes(StandardCharsets.UTF_8));
            forged.put(
                    PacketNames.MANIFEST, manifestOf(forged, PacketNames.AUDIT).getBytes(StandardCharsets.UTF_8));
            assertThat(run(file(Zips.zip(signed(forged, other))), "--key", otherKey.toString()))
                    .as(said)
                    .isEqualTo(1);
            assertThat(said).contains("line ", PacketNames.AUDIT);
        }
        assertThat(run(file(Zips.zip(signed(files, other))), "--key", otherKey.toString()))
                .as(said)
                .isZero();
    }

    @Test
    void anEndOfTheLogThatWasNotedBeforeMustBeInIt() throws Exception {
        List<String> lines = Zips.text(files.get(PacketNames.AUDIT)).lines().toList();
        String upload = lines.stream()
                .filter(line -> line.contains("upload.accepted"))
                .findFirst()
                .orElseThrow();
        JsonNode record = JsonMapper.shared().readTree(upload);
        String head = record.path("seq").asLong() + ":" + record.path("hash").asString();
        assertThat(run(file(zip), "--key=" + key, "--head", head)).as(said).isZero();
        assertThat(run(file(zip), "--key=" + key, "--head", record.path("seq").asLong() + ":" + "0".repeat(64)))
                .isEqualTo(1);
        assertThat(said).contains("another hash than the one that was noted");
        assertThat(run(file(zip), "--key=" + key, "--head", "999999:" + "0".repeat(64)))
                .isEqualTo(1);
    }

    @Test
    void aBombIsNotDecompressedBeyondWhatWasListed() throws Exception {
        // Signed by whoever, 4 GB of zeros in some megabytes, where the manifest says little.
        String report = files.keySet().stream()
                .filter(name -> name.startsWith("reports/"))
                .findFirst()
                .orElseThrow();
        Path bomb = dir.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                if (file.getKey().equals(report)) {
                    zeros(out, 300L << 20);
                } else {
                    out.write(file.getValue());
                }
                out.closeEntry();
            }
        }
        assertThat(run(bomb.toString(), "--key", key.toString())).as(said).isEqualTo(1);
        assertThat(said).contains(report + " was changed");
        // A bomb in the place of what is held in memory.
        for (String name : List.of(PacketNames.SUMS, PacketNames.SIGNATURE)) {
            try (var out = new ZipOutputStream(Files.newOutputStream(bomb))) {
                for (var file : files.entrySet()) {
                    out.putNextEntry(new ZipEntry(file.getKey()));
                    if (file.getKey().equals(name)) {
                        zeros(out, 100L << 20);
                    } else {
                        out.write(file.getValue());
                    }
                    out.closeEntry();
                }
            }
            assertThat(run(bomb.toString(), "--key", key.toString())).as(said).isEqualTo(1);
            assertThat(said).contains("is larger than");
        }
    }

    private static void zeros(OutputStream out, long bytes) throws IOException {
        byte[] some = new byte[1 << 16];
        for (long left = bytes; left > 0; left -= some.length) {
            out.write(some);
        }
    }

    @Test
    void whatIsNoPacketCannotBeRead() throws Exception {
        assertThat(run(file(new byte[0]))).isEqualTo(2);
        assertThat(run(file("not a ZIP".getBytes(StandardCharsets.UTF_8)))).isEqualTo(2);
        assertThat(said).contains("is no ZIP that can be read");
        assertThat(run(file(Arrays.copyOf(zip, zip.length - 30)))).isEqualTo(2);
        assertThat(run(dir.resolve("nothing.zip").toString())).isEqualTo(2);
        assertThat(said).contains("there is no file");
        assertThat(run()).isEqualTo(2);
        assertThat(run("a", "b")).isEqualTo(2);
        assertThat(run(file(zip), "--what")).isEqualTo(2);
        assertThat(run(file(zip), "--key")).isEqualTo(2);
        assertThat(run(file(zip), "--key", dir.resolve("no.pem").toString())).isEqualTo(2);
        assertThat(run(
                        file(zip),
                        "--key",
                        Files.writeString(
                                        dir.resolve("bad.pem"),
                                        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")
                                .toString()))
                .isEqualTo(2);
        assertThat(said).contains("no Ed25519 public key");
        assertThat(run(file(Zips.zip(Map.of("a", new byte[] {1}))))).isEqualTo(1);
        assertThat(said).contains("manifest.json is missing");
    }

    /** Whatever bytes are changed: it says something sensible, and never that changed files are as they were. */
    @Test
    void noChangeOfTheBytesPassesForThePacket() {
        Seeds.some(300).forEach(seed -> {
            var random = new Random(seed);
            byte[] changed = zip.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(5) == 0) {
                changed = Arrays.copyOf(changed, random.nextInt(changed.length));
            }
            try {
                int code = verify(changed);
                assertThat(code).as("seed " + seed + ": " + said).isBetween(0, 2);
                if (code == 0) {
                    Map<String, byte[]> now = Zips.files(changed);
                    assertThat(now.keySet()).as("seed " + seed).isEqualTo(files.keySet());
                    now.forEach((name, bytes) ->
                            assertThat(bytes).as("seed " + seed + " " + name).isEqualTo(files.get(name)));
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void openSslAndCoreutilsVerifyItToo() throws Exception {
        assumeThat(runs("openssl", "version")).as("openssl is installed").isTrue();
        assumeThat(runs("sha256sum", "--version")).as("sha256sum is installed").isTrue();
        Path folder = Files.createDirectories(dir.resolve("unpacked"));
        Zips.unpack(zip, folder);
        String[] signature = {
            "openssl",
            "pkeyutl",
            "-verify",
            "-rawin",
            "-pubin",
            "-inkey",
            key.toString(),
            "-sigfile",
            "SHA256SUMS.sig",
            "-in",
            "SHA256SUMS"
        };
        String[] sums = {"sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"};
        assertThat(code(folder, signature)).as(said).isZero();
        assertThat(said).contains("Signature Verified Successfully");
        assertThat(code(folder, sums)).as(said).isZero();

        Path builds = folder.resolve("projects/" + project + "/builds.ndjson");
        Files.writeString(builds, Files.readString(builds).replace("c1", "c2"));
        assertThat(code(folder, sums)).isEqualTo(1);
        assertThat(said).contains("builds.ndjson: FAILED");
        Path list = folder.resolve("SHA256SUMS");
        Files.writeString(list, Files.readString(list).replace("builds", "guilds"));
        assertThat(code(folder, signature)).isEqualTo(1);
    }

    private boolean runs(String... command) throws Exception {
        try {
            return code(dir, command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private int code(Path folder, String... command) throws Exception {
        File output = dir.resolve("output").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        int code = process.waitFor();
        said = Files.readString(output.toPath());
        return code;
    }
}
