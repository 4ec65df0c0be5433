package dev.winnow.support;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The browser of the machine, driven by Playwright, which downloads none and asks nobody anything. One for all tests of a
 * JVM: each visitor has a context of their own.
 */
public final class Chromium {
    private static @Nullable Browser shared;

    private static final String HOW_TO_GET_IT =
            "No Chromium found: the browser tests need one, as from `apt-get install chromium-headless-shell`.";

    private static final List<String> QUIET = List.of(
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run");

    private Chromium() {}

    /** Skips the tests where there is no browser; in continuous integration that is a failure. */
    public static synchronized Browser shared() {
        if (shared == null) {
            shared = launch(find().orElseGet(
                            () -> "true".equals(System.getenv("CI")) ? fail(HOW_TO_GET_IT) : abort(HOW_TO_GET_IT)));
        }
        return shared;
    }

    private static Browser launch(Path binary) {
        // Ends with the JVM, and the browser with it.
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(binary)
                        .setArgs(QUIET));
    }

    /** The shell without windows draws and runs pages as the whole browser does, for two thirds of the processor's time. */
    private static Optional<Path> find() {
        return Stream.of(
                        "/usr/lib/chromium/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
