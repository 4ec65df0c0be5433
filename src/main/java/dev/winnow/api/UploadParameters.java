package dev.winnow.api;

import dev.winnow.finding.ScanRequest;
import dev.winnow.importers.Category;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.project.Stage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of an upload, checked. */
record UploadParameters(
        @Nullable String commit,
        @Nullable String branch,
        @Nullable String committedAt,
        @Nullable String build,
        @Nullable String buildUrl,
        @Nullable String change,
        @Nullable String guard,
        @Nullable String stage,
        @Nullable String category,
        @Nullable String target,
        @Nullable String scannedAt,
        @Nullable String author) {

    /** @throws InvalidRequest where a parameter cannot be what it says; names it */
    ScanRequest request(String project) {
        String commitSha = text("commit", commit, 100);
        if (commitSha == null) {
            throw new InvalidRequest("commit: say which commit was scanned, as in ?commit=9f3c2ab.");
        }
        String ciId = text("build", build, 200);
        return new ScanRequest(
                        project,
                        commitSha,
                        text("branch", branchName(branch), 250),
                        instant("committedAt", committedAt),
                        ciId == null ? commitSha : ciId,
                        url(text("buildUrl", buildUrl, 2000)),
                        text("change", change, 200),
                        text("guard", guard, 100),
                        stage(text("stage", stage, 20)),
                        category(text("category", category, 20)),
                        text("target", target, 500),
                        instant("scannedAt", scannedAt))
                .by(text("author", author, 200));
    }

    /** Without what Git puts before the names of branches. */
    static @Nullable String branchName(@Nullable String branch) {
        return branch != null && branch.startsWith("refs/heads/") ? branch.substring("refs/heads/".length()) : branch;
    }

    /** @throws InvalidRequest where it is longer, or no line of text */
    static @Nullable String text(String name, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (text.length() > longest) {
            throw new InvalidRequest(name + ": longer than " + longest + " characters.");
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new InvalidRequest(name + ": holds a control character.");
        }
        return text;
    }

    private static @Nullable String url(@Nullable String url) {
        if (url != null && !url.startsWith("https://") && !url.startsWith("http://")) {
            throw new InvalidRequest("buildUrl: not an http or https address.");
        }
        return url;
    }

    private static @Nullable Instant instant(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        try {
            if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            // A plus sign that nobody encoded arrives as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException | NumberFormatException e) {
            throw new InvalidRequest(name + ": not a time such as 2026-11-24T10:02:00Z or seconds since 1970.");
        }
    }

    private static @Nullable Stage stage(@Nullable String word) {
        return word == null
                ? null
                : Stage.ofWord(word)
                        .orElseThrow(() -> new InvalidRequest("stage: one of "
                                + words(Arrays.stream(Stage.values()).map(Stage::word)) + "."));
    }

    private static @Nullable Category category(@Nullable String word) {
        if (word == null) {
            return null;
        }
        try {
            return Category.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(
                    "category: one of " + words(Arrays.stream(Category.values()).map(Category::word)) + ".");
        }
    }

    private static String words(java.util.stream.Stream<String> words) {
        return words.collect(Collectors.joining(", "));
    }
}
