package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings.Sighting;
import dev.winnow.finding.SightingDetails;
import dev.winnow.importers.Advisory;
import dev.winnow.importers.CodeFlow;
import dev.winnow.importers.Component;
import dev.winnow.importers.Location;
import dev.winnow.importers.Rule;
import dev.winnow.importers.WebRequest;
import dev.winnow.search.CweNames;
import dev.winnow.ui.parts.CodeBlock;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.PathText;
import dev.winnow.ui.parts.Prose;
import dev.winnow.ui.parts.WebLink;
import dev.winnow.ui.parts.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the problem is and where, in the words of the guard that speaks for it. */
final class FindingWhat extends Section {
    private static final int PLACES = 20;
    private static final int LINKS = 12;
    private static final int STEPS = 60;

    private final SightingDetails details;
    private final Rule rule;
    private final Said said;

    /** @param said what the page says above */
    FindingWhat(Finding finding, Sighting sighting, Said said) {
        this.said = said;
        details = sighting.details();
        rule = sighting.rule();
        addClassName("panel");
        getElement().setAttribute("aria-label", "What and where");
        add(new H2("What and where"));
        if (said.isNew(details.message())) {
            add(new Prose(details.message()));
        }
        WebRequest request = details.request();
        details.locations().stream()
                .findFirst()
                .filter(location -> request == null || !request.url().equals(location.uri()))
                .ifPresent(this::place);
        add(facts(finding, sighting));
        details.codeFlows().stream().findFirst().ifPresent(this::flow);
        text("Description", rule.description(), true);
        text("How to fix it", rule.help(), false);
        places(sighting);
    }

    private void place(Location location) {
        if (location.uri() != null) {
            add(path(location));
        }
        if (CodeBlock.hasCode(location)) {
            add(CodeBlock.of(location));
        }
    }

    private Facts facts(Finding finding, Sighting sighting) {
        var facts = new Facts();
        var component = details.component();
        if (component != null) {
            facts.with("Package", Html.span(component.name(), "mono", "break"))
                    .with("Installed version", component.version())
                    .with("Fixed in", component.fixedVersion() == null ? fix(component) : component.fixedVersion());
            if (component.purl() != null) {
                facts.with("Package URL", Html.span(component.purl(), "mono", "break"));
            }
        }
        rule(facts, finding);
        facts.with("Weakness", rule.cwes().stream().map(FindingWhat::cwe).toList());
        Location first = details.locations().stream().findFirst().orElse(null);
        facts.with("In", first == null ? null : first.logicalName());
        facts.with("Resource", details.resource());
        facts.with("Layer", details.layer());
        web(facts, details.request());
        Advisory advisory = rule.advisory();
        if (advisory != null) {
            facts.with("CVSS", advisory.cvss() == null ? null : cvss(advisory));
            facts.with(
                    "EPSS",
                    advisory.epss() == null
                            ? null
                            : String.format(
                                    Locale.ENGLISH,
                                    "%.1f %% chance of exploitation in 30 days",
                                    advisory.epss() * 100));
            if (advisory.published() != null) {
                facts.with("Published", Moment.at(advisory.published()));
            }
        }
        if (details.occurredAt() != null) {
            facts.with("Happened", Moment.at(details.occurredAt()));
        }
        var suppression = details.suppression();
        if (suppression != null) {
            String why = suppression.justification();
            facts.with(
                    "Silenced by", sighting.guard() + " (" + suppression.by() + ")" + (why == null ? "" : ": " + why));
        }
        return facts.with("Advisories", advisories(finding)).with("Read more", links(finding));
    }

    /** Whether there will be a fix; the tools' words for it differ. */
    private static @Nullable String fix(Component component) {
        String state = component.fixState() == null ? "" : component.fixState();
        return switch (state.toLowerCase(Locale.ROOT).replace('-', '_')) {
            case "", "unknown", "fixed" -> null;
            case "affected", "not_fixed", "under_investigation" -> "no version yet";
            case "wont_fix", "will_not_fix" -> "none: it will not be fixed";
            case "fix_deferred" -> "none: the fix is deferred";
            case "end_of_life" -> "none: the package is no longer maintained";
            default -> "none: " + state;
        };
    }

    private void rule(Facts facts, Finding finding) {
        if (said.isNew(finding.ruleId())) {
            facts.with("Rule", Html.span(finding.ruleId(), "mono", "break"));
        }
        String name = rule.name();
        if (name != null && said.isNew(name)) {
            facts.with("Rule name", name);
        }
        Set<String> names = new LinkedHashSet<>(details.identifiers());
        names.remove(finding.name());
        names.remove(finding.ruleId());
        facts.with("Other names", String.join(", ", names));
    }

    private List<Advisories.Page> pages(Finding finding) {
        return Stream.concat(Stream.of(finding.name()), details.identifiers().stream())
                .distinct()
                .flatMap(name -> Advisories.of(name).stream())
                .toList();
    }

    private List<com.vaadin.flow.component.Component> advisories(Finding finding) {
        return pages(finding).stream()
                .map(page -> WebLink.of(page.address(), page.name() + " at " + page.catalogue()))
                .toList();
    }

    private static String cvss(Advisory advisory) {
        return advisory.cvss() + (advisory.cvssVector() == null ? "" : "  " + advisory.cvssVector());
    }

    private static void web(Facts facts, @Nullable WebRequest request) {
        if (request == null) {
            return;
        }
        facts.with("Request", Html.span(request.method() + " " + request.url(), "mono", "break"))
                .with("Parameter", request.parameter());
        if (request.attack() != null) {
            facts.with("Sent", Html.span(request.attack(), "mono", "break"));
        }
        if (request.evidence() != null) {
            facts.with("Evidence", Html.span(request.evidence(), "mono", "break"));
        }
    }

    private List<com.vaadin.flow.component.Component> links(Finding finding) {
        Set<String> above =
                pages(finding).stream().map(Advisories.Page::address).collect(Collectors.toSet());
        return Stream.of(Stream.ofNullable(rule.helpUri()), rule.references().stream(), details.references().stream())
                .flatMap(one -> one)
                .filter(address -> !address.isBlank() && !above.contains(address))
                .distinct()
                .limit(LINKS)
                .map(WebLink::of)
                .toList();
    }

    private static com.vaadin.flow.component.Component cwe(String cwe) {
        return CweNames.number(cwe)
                .map(number -> WebLink.of(
                        "https://cwe.mitre.org/data/definitions/" + number + ".html",
                        cwe + CweNames.of(number).map(name -> ": " + name).orElse("")))
                .orElseGet(() -> Html.span(cwe));
    }

    private void flow(CodeFlow flow) {
        var steps = new OrderedList();
        steps.addClassName("flow");
        flow.steps().stream().limit(STEPS).forEach(step -> {
            var item = new ListItem(path(step));
            if (step.message() != null) {
                item.add(Html.span(step.message(), "break"));
            }
            if (step.snippet() != null) {
                item.add(CodeBlock.of(step));
            }
            steps.add(item);
        });
        var box = new NativeDetails(
                "How the value travels: " + Words.count(flow.steps().size(), "step", "steps"), steps);
        add(box);
    }

    private void text(String name, String text, boolean open) {
        if (!said.isNew(text)) {
            return;
        }
        var box = new NativeDetails(name, new Prose(text));
        box.setOpen(open);
        add(box);
    }

    private void places(Sighting sighting) {
        var more = new ArrayList<Location>(details.locations());
        if (!more.isEmpty()) {
            more.removeFirst();
        }
        more.addAll(sighting.morePlaces());
        if (more.isEmpty()) {
            return;
        }
        var list = new Div();
        list.addClassName("stack");
        more.stream().limit(PLACES).forEach(location -> list.add(path(location)));
        add(new NativeDetails("Other places: " + more.size(), list));
    }

    private static PathText path(Location location) {
        String where = location.uri();
        if (where == null) {
            where = location.logicalName() == null ? "(no place)" : location.logicalName();
        }
        return new PathText(where + (location.startLine() > 0 ? ":" + location.startLine() : ""));
    }
}
