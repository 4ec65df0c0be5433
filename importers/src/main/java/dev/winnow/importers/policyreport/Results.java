package dev.winnow.importers.policyreport;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.RulePool;
import dev.winnow.importers.packages.Sentences;
import dev.winnow.importers.packages.TextLists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes results of items. Keeps what neighbours share. */
final class Results {
    private final RulePool rules = new RulePool();
    private Tool tool = new Tool("PolicyReport", null);

    /** One for each workload that the item is about, since each is mended by itself. */
    List<Result> of(Item item, Context context) {
        if (item.subjects.size() < 2) {
            Subject subject = subject(item, context);
            return List.of(of(item, context, subject == null ? List.of() : List.of(subject)));
        }
        Map<String, List<Subject>> workloads = item.subjects.stream()
                .map(subject -> subject.in(context.namespace))
                .distinct()
                .collect(Collectors.groupingBy(Subject::path, LinkedHashMap::new, Collectors.toList()));
        return workloads.values().stream()
                .map(subjects -> of(item, context, subjects))
                .toList();
    }

    private Result of(Item item, Context context, List<Subject> subjects) {
        Kind kind = kind(item, context);
        String message = item.message == null ? "" : Texts.block(Masking.maskKnown(item.message));
        var result = Result.of(tool(item, context), kind, rule(item, kind), severity(item))
                .title(Sentences.first(message))
                .message(message)
                .locations(subjects.stream().map(Subject::location).toList())
                .resource(subjects.isEmpty() ? null : subjects.getFirst().path());
        if (kind == Kind.VULNERABILITY) {
            result.component(item.properties.component()).identifiers(List.of(item.policy == null ? "" : item.policy));
        }
        if (kind == Kind.RUNTIME) {
            result.occurredAt(item.time);
        }
        return result.build();
    }

    /** Who wrote the item; the name of the format where nobody says. */
    Tool tool(Item item, Context context) {
        String source = item.source == null ? context.source() : item.source;
        String name = source == null ? "PolicyReport" : Texts.line(source);
        if (!name.equals(tool.name())) {
            tool = new Tool(name, null);
        }
        return tool;
    }

    private Kind kind(Item item, Context context) {
        String policy = item.policy == null ? "" : item.policy;
        Component component = item.properties.component();
        if (component != null && (policy.startsWith("CVE-") || policy.startsWith("GHSA-"))) {
            return Kind.VULNERABILITY;
        }
        boolean falco = tool(item, context).name().toLowerCase(Locale.ROOT).contains("falco");
        return falco ? Kind.RUNTIME : Kind.MISCONFIGURATION;
    }

    /** Kyverno's policies have named rules; kube-bench has one policy for many checks, with a number each. */
    private static String id(Item item) {
        String policy = item.policy == null ? "policy" : item.policy;
        if (item.properties.index != null) {
            return Texts.line(policy + "/" + item.properties.index);
        }
        return item.rule == null || item.rule.equals(policy) ? policy : Texts.line(policy + "/" + item.rule);
    }

    private Rule rule(Item item, Kind kind) {
        boolean vulnerability = kind == Kind.VULNERABILITY;
        Advisory advisory = vulnerability ? new Advisory(null, null, null, false, null) : null;
        return rules.shared(new Rule(
                vulnerability && item.policy != null ? item.policy : id(item),
                null,
                "",
                item.properties.remediation == null ? "" : item.properties.remediation,
                TextLists.linkOrNull(item.properties.link),
                List.of(),
                item.category == null ? List.of() : List.of(item.category),
                List.of(),
                advisory));
    }

    private static Severity severity(Item item) {
        Severity usual = item.outcome.equals("warn") ? Severity.LOW : Severity.MEDIUM;
        String word = item.severity == null ? item.properties.severity : item.severity;
        return word == null ? usual : Severity.ofWord(word).orElse(usual);
    }

    private static @Nullable Subject subject(Item item, Context context) {
        if (!item.subjects.isEmpty()) {
            return item.subjects.getFirst().in(context.namespace);
        }
        Subject named = item.properties.subject();
        return named == null ? context.subject() : named.in(context.namespace);
    }
}
