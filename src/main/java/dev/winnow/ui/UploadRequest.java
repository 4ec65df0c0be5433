package dev.winnow.ui;

import dev.winnow.finding.ScanRequest;
import dev.winnow.project.ProjectName;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of the reports they upload.
 *
 * @param branch empty for the project's tracked branch
 */
record UploadRequest(String project, String commit, String branch) {
    private static final Pattern COMMIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+-]{0,99}");
    private static final Pattern BRANCH = Pattern.compile("[^\\s\\p{Cntrl}~^:?*\\[\\\\]{1,250}");

    UploadRequest {
        project = project.strip();
        commit = commit.strip();
        branch = branch.strip();
    }

    Optional<String> projectError() {
        if (project.isEmpty()) {
            return Optional.of("Say which project was scanned.");
        }
        return ProjectName.isValid(project)
                ? Optional.empty()
                : Optional.of("Letters, digits, dots, dashes and underscores; a letter or digit first; at most 100.");
    }

    Optional<String> commitError() {
        if (commit.isEmpty()) {
            return Optional.of("Say which commit was scanned.");
        }
        return COMMIT.matcher(commit).matches()
                ? Optional.empty()
                : Optional.of("A commit's hash or name, without spaces; at most 100 characters.");
    }

    Optional<String> branchError() {
        return branch.isEmpty() || BRANCH.matcher(branch).matches()
                ? Optional.empty()
                : Optional.of("Not a branch's name.");
    }

    boolean isValid() {
        return projectError().isEmpty()
                && commitError().isEmpty()
                && branchError().isEmpty();
    }

    ScanRequest toScan() {
        return new ScanRequest(project, commit, orNull(branch), null, commit, null, null, null, null, null, null, null);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
