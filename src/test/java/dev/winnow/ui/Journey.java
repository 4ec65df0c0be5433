package dev.winnow.ui;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.support.Chromium;
import dev.winnow.support.TestDatabase;
import dev.winnow.ui.Visitor.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/**
 * What someone does in a real browser, in a wide and in a narrow window; {@link Visitor#look} holds every page that matters
 * against what must be so in either colour scheme. The server and its database are shared by all journeys of a JVM: each has
 * projects and users of its own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = TestDatabase.H2.class)
abstract class Journey {
    /** How long a page may take: other processes may have the processor for a while. */
    static final double PATIENCE_MILLIS = 60_000;

    static final LocatorAssertions.HasTextOptions SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);

    @LocalServerPort
    private int port;

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    Uploads uploads;

    @BeforeAll
    static void bePatient() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @BeforeEach
    void takeUploads() {
        uploads = new Uploads(intake, scans);
    }

    /** Someone new, signed in nowhere. */
    Visitor visitor(Window window) {
        return new Visitor(Chromium.shared(), server(), window);
    }

    /** The address of the server, without a slash at the end. */
    String server() {
        return "http://127.0.0.1:" + port;
    }

    static Locator field(Page page, String kind, String label) {
        return page.locator(kind + ":has(label:text-is('" + label + "')) input");
    }
}
