package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.winnow.support.Chromium;
import dev.winnow.support.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Someone in front of the browser, who notices every console error and every request that leaves the server. */
final class Visitor implements AutoCloseable {
    /** At which width it looks. */
    enum Window {
        WIDE(1440, 900),
        NARROW(400, 800);

        private final int width;
        private final int height;

        Window(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private static final Path SHOTS = Path.of("target", "screenshots").toAbsolutePath();
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
    private static final double PATIENCE_MILLIS = 60_000;

    private final String server;
    private final String look;
    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    Visitor(Chromium chromium, int port, ColorScheme scheme, Window window) {
        server = "http://127.0.0.1:" + port;
        look = scheme.name().toLowerCase(Locale.ROOT) + "-" + window.width;
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setViewportSize(window.width, window.height));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(this::heard);
        page.onPageError(error -> troubles.add("script error: " + error));
        page.onRequest(request -> {
            String address = request.url();
            if (!address.startsWith(server) && !address.startsWith("data:") && !address.startsWith("blob:")) {
                troubles.add("request to another host: " + address);
            }
        });
    }

    private void heard(ConsoleMessage message) {
        if (message.type().equals("error")) {
            troubles.add("console: " + message.text());
        }
    }

    Page page() {
        return page;
    }

    Visitor signIn() {
        return signIn("admin", TestDatabase.ADMIN_PASSWORD);
    }

    Visitor signIn(String login, String password) {
        page.navigate(server + "/login");
        page.locator("input[name=username]").fill(login);
        page.locator("input[name=password]").fill(password);
        page.locator("vaadin-button[slot=submit]").click();
        page.locator("main#content").waitFor();
        return this;
    }

    Visitor open(String path) {
        page.navigate(server + path);
        page.locator("main#content").waitFor();
        return this;
    }

    /** The first of these that can be seen: a grid keeps cells that are out of sight. */
    Locator seen(String selector) {
        return page.locator(selector + ":visible").first();
    }

    /** Takes a picture and holds the page against what every page must keep. */
    void look(String name) {
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + "-" + look + ".png"))
                .setFullPage(true));
        Object beyond = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) beyond).intValue())
                .as("%s scrolls sideways at %s", name, look)
                .isLessThanOrEqualTo(0);
        var broken = new AxeBuilder(page)
                .withTags(WCAG).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + " at "
                                + rule.getNodes().stream()
                                        .map(node -> String.valueOf(node.getTarget()))
                                        .toList())
                        .toList();
        assertThat(broken).as("accessibility of %s at %s", name, look).isEmpty();
    }

    List<String> troubles() {
        return troubles;
    }

    @Override
    public void close() {
        context.close();
    }
}
