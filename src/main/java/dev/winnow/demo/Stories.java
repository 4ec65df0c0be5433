package dev.winnow.demo;

import static dev.winnow.demo.Scanner.CHECKOV;
import static dev.winnow.demo.Scanner.GITLEAKS;
import static dev.winnow.demo.Scanner.GRYPE;
import static dev.winnow.demo.Scanner.SEMGREP;
import static dev.winnow.demo.Scanner.TERRAFORM;
import static dev.winnow.demo.Scanner.TRIVY;
import static dev.winnow.demo.Scanner.ZAP;
import static dev.winnow.demo.Story.Draw.ADVISORIES;
import static dev.winnow.demo.Story.Draw.ALERTS;
import static dev.winnow.demo.Story.Draw.CHECKS;
import static dev.winnow.demo.Story.Draw.FLAWS;
import static dev.winnow.demo.Story.Draw.LEAKS;
import static dev.winnow.demo.When.always;
import static dev.winnow.demo.When.since;
import static dev.winnow.importers.Severity.CRITICAL;
import static dev.winnow.importers.Severity.HIGH;
import static dev.winnow.importers.Severity.INFO;
import static dev.winnow.importers.Severity.LOW;
import static dev.winnow.importers.Severity.MEDIUM;

import dev.winnow.demo.When.Span;
import java.util.List;

/** The demo's three projects. Change something here and {@link Demo#EDITION} with it. */
final class Stories {
    private Stories() {}

    static List<Story> all() {
        var catalogue = new Catalogue();
        return List.of(shopApi(catalogue), storefront(catalogue), ledger(catalogue));
    }

    /** Falls for half a year, then is mended; its newest build still waits for Grype. */
    private static Story shopApi(Catalogue catalogue) {
        String root = "src/main/java/com/example/shop/";
        List<String> files = List.of(
                root + "order/OrderController.java",
                root + "order/OrderQueries.java",
                root + "payment/PaymentGateway.java",
                root + "payment/RefundJob.java",
                root + "customer/CustomerImport.java",
                root + "customer/AddressBook.java",
                root + "catalogue/PriceFeed.java",
                root + "web/SessionFilter.java");
        var story = new Story(
                catalogue,
                "shop-api",
                "Payments",
                11,
                36,
                "java",
                List.of(SEMGREP, TRIVY, GRYPE, GITLEAKS),
                files,
                List.of());
        int end = story.builds;
        return story.moves(14, root + "order/OrderQueries.java", root + "order/store/OrderQueries.java")
                .partly(18, SEMGREP)
                .without(story.last(), GRYPE)
                // Twice in, twice out: the merge of an old branch brought it back.
                .flawed(
                        "java.sql.string-concatenation",
                        root + "payment/PaymentGateway.java",
                        new Span(4, 10),
                        new Span(19, 27))
                .flawed("java.crypto.weak-hash", root + "order/OrderQueries.java", new Span(2, 30))
                .vulnerable("CVE-2021-44228", new Span(20, 23))
                .vulnerable("CVE-2022-22965", new Span(8, 9))
                .vulnerable("CVE-2023-45853", new Span(0, end))
                .some(11, ADVISORIES, LOW, always())
                .some(2, ADVISORIES, HIGH, always().until(26, 30))
                .some(7, ADVISORIES, HIGH, since(2, 20).until(24, 34))
                .some(5, ADVISORIES, MEDIUM, since(0, 18).until(25, 34))
                .some(2, FLAWS, HIGH, always().until(24, 32))
                .some(9, FLAWS, HIGH, since(2, 21).until(22, 33))
                .some(6, FLAWS, HIGH, since(3, 33).lasting(1, 3))
                .some(12, FLAWS, MEDIUM, since(0, 22).until(23, 34))
                .some(8, FLAWS, MEDIUM, since(1, 32).lasting(1, 4))
                .some(2, FLAWS, MEDIUM, since(10, 30))
                .some(8, FLAWS, LOW, since(0, 26))
                .some(3, LEAKS, MEDIUM, since(4, 28).lasting(1, 2))
                .change("118", "feature/gift-cards", 5, HIGH, MEDIUM)
                .change("131", "fix/rounding", 11)
                .change("140", "feature/rule-engine", 17, CRITICAL)
                .change("152", "feature/refunds", 23, MEDIUM)
                .change("160", "chore/upgrade-libraries", 28)
                .change("171", "feature/price-feed", 33, HIGH);
    }

    /** A dynamic scan that cries all day over pages that come and go; a critical library in its newest build. */
    private static Story storefront(Catalogue catalogue) {
        List<String> files = List.of(
                "src/pages/Cart.jsx",
                "src/pages/Checkout.jsx",
                "src/pages/Search.jsx",
                "src/widgets/Reviews.jsx",
                "src/widgets/Banner.jsx",
                "server/Assets.js",
                "server/Session.js");
        List<String> pages = List.of(
                "/", "/cart", "/checkout", "/search?q=shoes", "/item/4711", "/login", "/account", "/help/returns");
        var story = new Story(
                catalogue, "storefront", "Web", 23, 32, "js", List.of(SEMGREP, TRIVY, ZAP, TERRAFORM), files, pages);
        return story.moves(9, "src/widgets/Reviews.jsx", "src/reviews/Reviews.jsx")
                .partly(15, ZAP)
                .vulnerable("CVE-2022-37601", new Span(story.last(), story.builds))
                .vulnerable("CVE-2021-44906", new Span(12, 14))
                // One was meant to be, and says so; who opened the other one nobody knows.
                .drifted(
                        new Problem.Drift(
                                "aws_db_instance.catalogue", "instance_class", "db.t4g.medium", "db.t4g.large", MEDIUM),
                        new Span(27, story.builds))
                .drifted(
                        new Problem.Drift(
                                "aws_security_group.search", "ingress", "443 from the shop", "443 from anywhere", HIGH),
                        new Span(story.last(), story.builds))
                .vulnerable("CVE-2023-45853", new Span(0, story.builds))
                .some(9, ADVISORIES, LOW, always())
                .some(5, ADVISORIES, HIGH, since(1, 24).lasting(2, 6))
                .some(3, ADVISORIES, MEDIUM, since(0, 20).lasting(3, 9))
                .some(2, ALERTS, HIGH, since(6, 28).lasting(1, 4))
                .some(8, ALERTS, MEDIUM, since(0, 4))
                .some(14, ALERTS, MEDIUM, since(0, 10).comingAndGoing())
                .some(10, ALERTS, LOW, always())
                .some(18, ALERTS, LOW, since(0, 12).comingAndGoing())
                .some(12, ALERTS, INFO, since(0, 12).comingAndGoing())
                .some(3, FLAWS, HIGH, since(2, 28).lasting(1, 5))
                .some(6, FLAWS, MEDIUM, since(0, 13).until(15, 31))
                .some(5, FLAWS, LOW, since(0, 20))
                .change("87", "feature/reviews", 6, MEDIUM)
                .change("93", "feature/resize-images", 13, CRITICAL)
                .change("99", "fix/search", 19)
                .change("104", "feature/wish-list", 25, LOW)
                .change("110", "feature/one-page-checkout", 30, HIGH);
    }

    /** Calm: little comes in, and it leaves again within a build or two. Its newest build passes. */
    private static Story ledger(Catalogue catalogue) {
        String root = "src/main/java/com/example/ledger/";
        List<String> files = List.of(
                root + "Bookings.java",
                root + "Journal.java",
                root + "statement/StatementExport.java",
                root + "audit/AuditTrail.java");
        var story = new Story(
                catalogue,
                "ledger",
                "Payments",
                37,
                28,
                "java",
                List.of(SEMGREP, TRIVY, GRYPE, CHECKOV),
                files,
                List.of());
        return story.moves(16, root + "Journal.java", root + "journal/Journal.java")
                .flawed("java.log.forging", root + "audit/AuditTrail.java", new Span(3, 5), new Span(12, 13))
                .flawed("java.lang.stack-trace", root + "Journal.java", new Span(0, 24))
                .vulnerable("CVE-2023-45853", new Span(0, story.builds))
                .vulnerable("CVE-2024-1597", new Span(18, 19))
                .some(7, ADVISORIES, LOW, always())
                .some(3, ADVISORIES, HIGH, since(1, 23).lasting(1, 2))
                .some(3, ADVISORIES, MEDIUM, since(0, 23).lasting(1, 3))
                .some(2, FLAWS, HIGH, since(2, 23).lasting(1, 1))
                .some(3, FLAWS, MEDIUM, since(1, 23).lasting(1, 2))
                .some(2, FLAWS, LOW, since(0, 10))
                .some(2, CHECKS, HIGH, always().until(2, 6))
                .some(3, CHECKS, MEDIUM, always().until(3, 20))
                .some(4, CHECKS, LOW, always())
                .change("41", "feature/year-end", 7, MEDIUM)
                .change("44", "fix/export", 13)
                .change("52", "feature/audit-trail", 21);
    }
}
