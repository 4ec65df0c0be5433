package dev.winnow.importers.zap;

import dev.winnow.importers.Masking;
import dev.winnow.importers.Rule;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all instances of one alert share. */
record AlertFacts(
        Rule rule,
        Severity severity,
        String title,
        String otherInfo,
        @Nullable Suppression suppression) {
    /** The most references of a rule. */
    private static final int REFERENCES = 50;

    /** Makes facts of alerts, and equal rules of different sites one. */
    static final class Reader {
        private static final int RULES = 500;

        private final PlainText.Cache plain = new PlainText.Cache();
        private final Map<String, Rule> rules = new LinkedHashMap<>();

        AlertFacts of(Fields alert, List<String> tags) {
            String name = alert.has(Field.NAME) ? alert.text(Field.NAME) : alert.text(Field.ALERT);
            String title = alert.has(Field.ALERT) ? alert.text(Field.ALERT) : name;
            Rule rule = shared(rule(alert, Texts.line(name), tags));
            return new AlertFacts(
                    rule,
                    severity(alert),
                    title.isBlank() ? rule.id() : Texts.line(title),
                    text(alert, Field.OTHER_INFO),
                    isFalsePositive(alert) ? new Suppression("false-positive", null) : null);
        }

        private Rule rule(Fields alert, String name, List<String> tags) {
            List<String> references = references(plain.of(alert.text(Field.REFERENCE)));
            return new Rule(
                    id(alert, name),
                    name.isEmpty() ? null : name,
                    text(alert, Field.DESCRIPTION),
                    text(alert, Field.SOLUTION),
                    references.isEmpty() ? null : references.getFirst(),
                    numbered(alert, Field.CWE, "CWE-"),
                    tags(alert, tags),
                    references,
                    null);
        }

        private String text(Fields alert, Field field) {
            return Texts.block(Masking.maskKnown(plain.of(alert.text(field))));
        }

        private Rule shared(Rule rule) {
            Rule known = rules.get(rule.id());
            if (known != null && known.equals(rule)) {
                return known;
            }
            if (rules.size() < RULES) {
                rules.put(rule.id(), rule);
            }
            return rule;
        }
    }

    private static String id(Fields alert, String name) {
        for (Field field : new Field[] {Field.ALERT_REF, Field.PLUGIN_ID}) {
            String id = Texts.line(alert.text(field));
            if (!id.isEmpty() && !id.equals("-1")) {
                return id;
            }
        }
        return name.isEmpty() ? "unnamed" : name;
    }

    private static Severity severity(Fields alert) {
        return switch (alert.text(Field.RISK_CODE)) {
            case "3" -> Severity.HIGH;
            case "2" -> Severity.MEDIUM;
            case "1" -> Severity.LOW;
            case "0" -> Severity.INFO;
            default -> {
                // "Medium (High)": the risk, then in brackets the confidence.
                String risk = alert.text(Field.RISK);
                int bracket = risk.indexOf('(');
                String word = bracket < 0 ? risk : risk.substring(0, bracket);
                yield Severity.ofWord(word.strip()).orElse(Severity.UNKNOWN);
            }
        };
    }

    private static boolean isFalsePositive(Fields alert) {
        if (alert.has(Field.CONFIDENCE_CODE)) {
            return alert.text(Field.CONFIDENCE_CODE).equals("0");
        }
        return alert.text(Field.CONFIDENCE).toLowerCase(Locale.ROOT).equals("false positive");
    }

    /** The number with the catalogue's prefix; none where it is absent, 0 or -1. */
    private static List<String> numbered(Fields alert, Field field, String prefix) {
        String number = alert.text(field);
        boolean some = number.length() <= 9 && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return some && !number.isEmpty() && Integer.parseInt(number) > 0
                ? List.of(prefix + Integer.parseInt(number))
                : List.of();
    }

    private static List<String> tags(Fields alert, List<String> own) {
        var tags = new ArrayList<>(own);
        tags.addAll(numbered(alert, Field.WASC, "WASC-"));
        return tags;
    }

    private static List<String> references(String text) {
        var references = new LinkedHashSet<String>();
        for (String word : text.split("\\s+")) {
            boolean address = word.startsWith("https://") || word.startsWith("http://");
            if (address && word.length() <= 2_000 && references.size() < REFERENCES) {
                references.add(Masking.maskKnown(word));
            }
        }
        return List.copyOf(references);
    }
}
