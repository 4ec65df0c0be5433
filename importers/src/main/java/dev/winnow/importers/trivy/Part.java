package dev.winnow.importers.trivy;

import dev.winnow.importers.Location;
import dev.winnow.importers.packages.ScanTargets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code Results}: the packages of one operating system or lockfile, one configuration file, the secrets of
 * one file. Knows what its findings share: where they are and which ecosystem their packages belong to.
 */
final class Part {
    /** A file, a word for an ecosystem, or the image with its operating system; null until it is read. */
    @Nullable
    String target;

    /** Such as {@code os-pkgs}, {@code lang-pkgs}, {@code config}, {@code secret}; older reports have none. */
    @Nullable
    String classWord;

    /** The operating system's family, the package manager, or the kind of configuration. */
    @Nullable
    String type;

    boolean lookedAhead;

    private final @Nullable Workload workload;
    private final Artifact artifact;
    private @Nullable List<Location> packageLocations;

    Part(@Nullable Workload workload, Artifact artifact) {
        this.workload = workload;
        this.artifact = artifact;
    }

    /** The workload in a Kubernetes report as {@code namespace/Kind/name}. */
    @Nullable
    String workload() {
        String path = workload == null ? "" : workload.toString();
        return path.isEmpty() ? null : path;
    }

    /** Whether the findings are in the operating system's packages. */
    boolean operatingSystem() {
        return "os-pkgs".equals(classWord)
                || (classWord == null && (Packages.isOperatingSystem(type) || familyInTarget() != null));
    }

    /** The family in a target such as {@code python:3 (alpine 3.9.2)}: the first versions wrote no type beside it. */
    private @Nullable String familyInTarget() {
        int bracket = type == null && target != null && target.endsWith(")") ? target.indexOf(" (") : -1;
        if (bracket < 0 || target == null) {
            return null;
        }
        int end = target.indexOf(' ', bracket + 2);
        String family = end < 0 ? "" : target.substring(bracket + 2, end);
        return Packages.isOperatingSystem(family) ? family : null;
    }

    /** The image's name without tag where the target is {@code image:tag (system version)}. */
    @Nullable
    String image() {
        if (target == null || !operatingSystem()) {
            return null;
        }
        int bracket = target.endsWith(")") ? target.indexOf(" (") : -1;
        return ScanTargets.image(bracket < 0 ? target : target.substring(0, bracket));
    }

    /** Where a vulnerable package is: its own path, else the lockfile, else the image; the image by name only. */
    List<Location> locationsOf(@Nullable String packagePath) {
        if (packagePath != null && !packagePath.isBlank()) {
            return List.of(Location.ofFile(packagePath));
        }
        if (packageLocations == null) {
            packageLocations = sharedLocations();
        }
        return packageLocations;
    }

    /** The file the findings are in; null where the target names no file. */
    @Nullable
    String file() {
        if (target == null
                || target.isBlank()
                || target.equals(".")
                || operatingSystem()
                || Packages.isEcosystemWord(target)
                || target.startsWith("arn:")
                || (workload != null && "config".equals(classWord))) {
            return null;
        }
        // A binary inside an image of a workload has the image's tag in its name only where it is the image itself.
        return artifact.isNamed(target) ? ScanTargets.image(target) : target;
    }

    /** The ecosystem, as Trivy's word for it, of packages named in a part that has no type: licence lists. */
    @Nullable
    String ecosystem() {
        if (type != null && !type.isBlank()) {
            return type;
        }
        if (target == null) {
            return null;
        }
        if (target.equals("OS Packages")) {
            return artifact.family;
        }
        String family = familyInTarget();
        return family == null ? Packages.ecosystemOf(target) : family;
    }

    private List<Location> sharedLocations() {
        String file = file();
        if (file != null) {
            return List.of(Location.ofFile(file));
        }
        String image = image();
        return image == null ? List.of() : List.of(new Location(null, 0, 0, 0, 0, -1, null, null, image, null));
    }
}
