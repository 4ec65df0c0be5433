package dev.winnow.api;

import dev.winnow.discussion.Marked;
import dev.winnow.discussion.Marks;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.search.FoundFindings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Findings as lists show them, with who sees them and what people say of them: three statements a list. */
@Component
class ShownFindings {
    private final Findings findings;
    private final Marks marks;

    ShownFindings(Findings findings, Marks marks) {
        this.findings = findings;
        this.marks = marks;
    }

    /** In the given order. */
    List<FindingJson> of(List<Finding> list) {
        return list.stream().map(shown(list, Map.of())).toList();
    }

    /** With what a query marks in them. */
    List<FindingJson> ofHits(FoundFindings found) {
        Map<Long, Map<String, String>> highlights = found.hits().stream()
                .collect(Collectors.toMap(hit -> hit.finding().id(), hit -> {
                    var html = new LinkedHashMap<String, String>();
                    hit.highlights().forEach((field, highlight) -> html.put(field, highlight.html()));
                    return html;
                }));
        return found.findings().stream()
                .map(shown(found.findings(), highlights))
                .toList();
    }

    /** For lists that are made elsewhere. @param highlights by finding, with HTML in which all but {@code mark} is escaped */
    Function<Finding, FindingJson> shown(List<Finding> list, Map<Long, Map<String, String>> highlights) {
        List<Long> ids = list.stream().map(Finding::id).toList();
        Map<Long, List<String>> guards = findings.guardsOf(ids);
        Map<Long, Marked> marked = marks.on(ids);
        String root = Links.root();
        return finding -> FindingJson.of(
                finding,
                guards.getOrDefault(finding.id(), List.of()),
                marked.getOrDefault(finding.id(), Marked.NOTHING),
                highlights.getOrDefault(finding.id(), Map.of()),
                root);
    }
}
