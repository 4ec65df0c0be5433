package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.winnow.support.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Someone in front of the browser, who notices every console error and every request that leaves the server. */
final class Visitor implements AutoCloseable {
    /** What is in front of them, and which colour scheme they go about in; they look at pages in both. */
    enum Window {
        WIDE(1440, 900, ColorScheme.LIGHT),
        NARROW(400, 800, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Window(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    private static final Path SHOTS = Path.of("target", "screenshots").toAbsolutePath();
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

    /**
     * Resolves when the page stands still: nothing is asked of the server, nothing moves but what moves for ever, and
     * what that led to is drawn.
     */
    private static final String STILL = """
            async () => {
                const frame = () => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                const asking = () => Object.values(window.Vaadin?.Flow?.clients ?? {})
                        .some(client => client.isActive?.());
                const roots = root => [root, ...[...root.querySelectorAll('*')]
                        .filter(element => element.shadowRoot)
                        .flatMap(element => roots(element.shadowRoot))];
                const moving = () => roots(document).flatMap(root => root.getAnimations())
                        .some(one => one.playState === 'running' && one.effect?.getComputedTiming().endTime < Infinity);
                const end = performance.now() + 10_000;
                for (let still = 0; still < 3 && performance.now() < end; ) {
                    await frame();
                    still = asking() || moving() ? 0 : still + 1;
                }
                await document.fonts.ready;
            }""";

    /** The names of the rules that do not hold, each with the elements in question. */
    private static final String VIOLATIONS = """
            async tags => (await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations
                    .map(rule => rule.id + ' at ' + rule.nodes.map(node => node.target.join(' ')).join(', '))""";

    private final String server;
    private final Window window;
    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    /** @param server its address without a slash at the end */
    Visitor(Browser browser, String server, Window window) {
        this.server = server;
        this.window = window;
        context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(window.scheme)
                .setViewportSize(window.width, window.height));
        context.setDefaultTimeout(Journey.PATIENCE_MILLIS);
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
        go("/login");
        page.locator("input[name=username]").fill(login);
        page.locator("input[name=password]").fill(password);
        page.locator("vaadin-button[slot=submit]").click();
        page.locator("main#content").waitFor();
        return this;
    }

    Visitor open(String path) {
        go(path);
        page.locator("main#content").waitFor();
        return this;
    }

    /** Opens a page that may be one without the application's frame. */
    void go(String path) {
        page.navigate(server + path);
    }

    /** The first of these that can be seen: a grid keeps cells that are out of sight. */
    Locator seen(String selector) {
        return page.locator(selector + ":visible").first();
    }

    /** Takes a picture in each colour scheme and holds the page against what every page must keep. */
    void look(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            in(scheme);
            look(name, scheme.name().toLowerCase(Locale.ROOT) + "-" + window.width);
        }
        in(window.scheme);
    }

    /** What the window shows, in the light as {@code name.png} and in the dark as {@code name-dark.png}. */
    void pictures(Path folder, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            in(scheme);
            settle();
            String file = name + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png";
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)));
        }
        in(window.scheme);
    }

    private void in(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** Waits until the page stands still. */
    void settle() {
        page.evaluate(STILL);
    }

    private void look(String name, String look) {
        settle();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + "-" + look + ".png"))
                .setFullPage(true));
        Object beyond = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) beyond).intValue())
                .as("%s scrolls sideways at %s", name, look)
                .isLessThanOrEqualTo(0);
        // AxeBuilder would load axe into a second page each time and take the rules that hold, too.
        if (page.evaluate("() => window.axe === undefined").equals(true)) {
            page.evaluate("() => {" + AxeBuilder.getAxeScript() + "}");
        }
        assertThat(page.evaluate(VIOLATIONS, WCAG))
                .as("accessibility of %s at %s", name, look)
                .isEqualTo(List.of());
    }

    List<String> troubles() {
        return troubles;
    }

    @Override
    public void close() {
        context.close();
    }
}
