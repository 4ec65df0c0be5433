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

/** The browser of the machine, driven by Playwright, which downloads none and asks nobody anything. */
public record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final String HOW_TO_GET_IT =
            "No Chromium found: the browser tests need one, as from `apt-get install chromium`.";

    private static final List<String> QUIET = List.of(
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run");

    /** Skips the tests where there is no browser; in continuous integration that is a failure. */
    public static Chromium launch() {
        Path binary = find().orElse(null);
        if (binary == null) {
            return "true".equals(System.getenv("CI")) ? fail(HOW_TO_GET_IT) : abort(HOW_TO_GET_IT);
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(binary)
                        .setArgs(QUIET));
        return new Chromium(playwright, browser);
    }

    private static Optional<Path> find() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
