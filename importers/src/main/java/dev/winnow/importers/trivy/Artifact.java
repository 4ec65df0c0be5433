package dev.winnow.importers.trivy;

import dev.winnow.importers.Category;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Kind;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.ImageDigests;
import dev.winnow.importers.packages.ScanTargets;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** What was scanned, gathered while the report goes by: enough to say afterwards what the scan was about. */
final class Artifact {
    /** The most notices kept; a cluster can fail at each of its thousands of objects. */
    private static final int MOST_NOTICES = 20;

    boolean legacy;
    boolean kubernetes;
    boolean sawConfiguration;

    /** Whether the report names anything that was looked at, with or without findings. */
    boolean listed;

    @Nullable
    String name;

    @Nullable
    String type;

    @Nullable
    Instant createdAt;

    /** The operating system's family, such as {@code alpine}. */
    @Nullable
    String family;

    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final List<String> notices = new ArrayList<>();
    private final ImageDigests digests = new ImageDigests();
    private boolean sawPackages;
    private boolean failed;
    private @Nullable String tag;
    private @Nullable String image;

    void metadata(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "RepoTags" -> repoTags(json);
                case "ImageID" -> digests.add(json.textIfScalar());
                case "RepoDigests" -> repoDigests(json);
                case "OS" -> operatingSystem(json);
                default -> json.skip();
            }
        }
    }

    void repoTags(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            String text = json.textIfScalar();
            tag = tag == null && text != null && !text.isBlank() ? text : tag;
        }
    }

    private void repoDigests(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            digests.add(json.textIfScalar());
        }
    }

    private void operatingSystem(JsonCursor json) throws IOException {
        if (json.peek() != JsonToken.START_OBJECT) {
            json.skip();
            return;
        }
        boolean ended = false;
        String version = "";
        json.object();
        while (json.member()) {
            switch (json.name()) {
                case "Family" -> family = json.textIfScalar();
                case "Name" -> version = json.textIfScalar();
                case "EOSL" -> ended = json.bool(false);
                default -> json.skip();
            }
        }
        if (ended) {
            notice("The operating system " + family + " " + version
                    + " gets no more security updates; its vulnerabilities may be listed incompletely.");
        }
    }

    void saw(Part part) {
        String word = part.classWord == null ? "" : part.classWord;
        sawPackages |= word.equals("lang-pkgs") || word.equals("os-pkgs") || part.operatingSystem();
        sawConfiguration |= word.equals("config");
        if (image == null) {
            image = part.image();
        }
    }

    void saw(Kind kind) {
        kinds.add(kind);
    }

    void failed(String where, String error) {
        failed = true;
        notice((where.isEmpty() ? "" : where + ": ") + error);
    }

    boolean isNamed(String target) {
        return name != null && target.equals(name) && isImage();
    }

    ScanInfo scan(Tool tool) {
        // Trivy lists every operating system, lockfile and configuration file it looked at, with findings or without. A
        // report that lists nothing may be clean, but looks the same as one whose scan could not read its artifact, so
        // it is taken as partial: what is still there must not be closed by a scan that saw nothing. The price is that
        // a scan for secrets alone, which lists only files with secrets, does not close the last of them.
        if (!listed) {
            notice("The report lists nothing that was scanned, so it closes no finding."
                    + (legacy
                            ? " Where another scanner wrote it, upload it with that format, as in format=gitleaks."
                            : ""));
        }
        digests.add(name);
        return new ScanInfo(tool, category(), target(), createdAt, listed && !failed, notices, digests.all());
    }

    private boolean isImage() {
        return "container_image".equals(type) || (type == null && (tag != null || (legacy && image != null)));
    }

    private Category category() {
        boolean packages = sawPackages || kinds.contains(Kind.VULNERABILITY);
        boolean configuration = sawConfiguration || kinds.contains(Kind.MISCONFIGURATION);
        if (kubernetes) {
            return packages || !(configuration || kinds.isEmpty()) ? Category.CONTAINER : Category.IAC;
        }
        if (isImage() || "vm".equals(type)) {
            return Category.CONTAINER;
        }
        if (packages) {
            return Category.SCA;
        }
        if (configuration || "aws_account".equals(type)) {
            return Category.IAC;
        }
        return kinds.contains(Kind.SECRET) ? Category.SECRETS : Category.SCA;
    }

    private String target() {
        String target = null;
        if (kubernetes) {
            target = name == null || name.isBlank() ? "kubernetes" : Texts.line(name);
        } else if (isImage()) {
            target = imageName();
        } else if ("repository".equals(type) || "filesystem".equals(type) || type == null) {
            target = ScanTargets.repository(name);
            target = target == null ? ScanTargets.directory(name) : target;
        } else {
            target = ScanTargets.file(name);
        }
        return target == null || target.isBlank() ? ScanTargets.SOURCE : target;
    }

    /** By reference; a saved image by the name it was saved under, else the archive's; without any, from a target. */
    private @Nullable String imageName() {
        String reference = name;
        if (reference == null || reference.isBlank()) {
            reference = tag;
        } else if (ScanTargets.isAbsolute(reference) || ScanTargets.isArchive(reference)) {
            reference = tag == null ? ScanTargets.file(reference) : tag;
        }
        String clean = ScanTargets.image(reference);
        if (clean == null) {
            clean = image;
        }
        return clean == null ? "image" : clean;
    }

    private void notice(String text) {
        if (notices.size() < MOST_NOTICES) {
            notices.add(Texts.line(text));
        }
    }
}
