package dev.winnow.search.query;

import dev.winnow.finding.FindingStatus;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of the query line. A new one is a constant here, and its value in the index's document. */
public enum Field {
    PROJECT(Type.WORD, "a project", "project:shop"),
    GUARD(Type.WORD, "a guard that sees it", "guard:trivy"),
    SEVERITY(Type.SEVERITY, "critical, high, medium, low, info, unknown; or a comparison", "severity:>=high"),
    STATUS(Type.STATUS, "open, closed, elsewhere (on other branches only)", "status:open"),
    KIND(Type.KIND, "vulnerability, code, secret, misconfiguration, license, web, runtime, change", "kind:secret"),
    RULE(Type.WORD, "the rule, as the tool spells it", "rule:G104"),
    PATH(
            Type.PATH,
            "a file, folder, address or resource; * within a folder, ** across folders; a name finds it at any depth",
            "path:src/api/**"),
    ID(Type.WORD, "any identifier of the vulnerability", "id:CVE-2024-*", "cve", "ghsa"),
    CWE(Type.CWE, "a weakness by its number", "cwe:79"),
    PACKAGE(Type.WORD, "a package by name or package URL", "package:log4j*", "purl"),
    VERSION(Type.WORD, "the version of the package", "version:2.14.*"),
    FIXED(Type.YES_NO, "whether a version of the package without the vulnerability is known", "fixed:yes"),
    KEV(Type.YES_NO, "whether its exploitation is known", "kev:yes", "exploited"),
    SILENCED(Type.YES_NO, "whether it is silenced", "silenced:no"),
    DECISION(
            Type.WORD,
            "what was decided: new, proposed, false-positive, accepted-risk, wont-fix, authorised, confirmed, returned, rule, vex",
            "decision:false-positive"),
    ASSIGNEE(Type.WORD, "who sees to it, by login name; me, none", "assignee:me"),
    LABEL(Type.WORD, "a label; none", "label:sprint-12"),
    TITLE(Type.TEXT, "words of the title", "title:injection"),
    MESSAGE(Type.TEXT, "words of what the guard says", "message:\"user input\""),
    AGE(Type.AGE, "time since it was first seen, in h, d, w, m (30 days) or y", "age:>30d"),
    INTRODUCED(Type.DATE, "the day since when it is there", "introduced:>=2026-07-01"),
    SEEN(Type.DATE, "the day when it was first seen", "seen:2026-07-01..2026-07-31"),
    OPENED(Type.DATE, "the day when it opened on the tracked branch, the last time", "opened:>=2026-07-01"),
    CLOSED(Type.DATE, "the day when it was closed", "closed:>=2026-07-01");

    /** What values a field takes. */
    public enum Type {
        /** Any word; an asterisk stands for any characters. */
        WORD,
        SEVERITY(Severity.values()),
        STATUS(FindingStatus.values()),
        KIND(Kind.values()),
        YES_NO("yes", "no"),
        PATH,
        CWE,
        TEXT,
        AGE,
        DATE;

        private final List<String> choices;

        Type(Enum<?>... choices) {
            this.choices = Arrays.stream(choices)
                    .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                    .toList();
        }

        Type(String one, String other) {
            this.choices = List.of(one, other);
        }

        /** All values, for closed choices; else empty. */
        public List<String> choices() {
            return choices;
        }
    }

    private static final String ME = "me";
    private static final String NONE = "none";

    private final Type type;
    private final String help;
    private final String example;
    private final List<String> aliases;

    Field(Type type, String help, String example, String... aliases) {
        this.type = type;
        this.help = help;
        this.example = example;
        this.aliases = List.of(aliases);
    }

    public Type type() {
        return type;
    }

    /** Whether the value stands for who asks; in quotes it is a name like any other. */
    public boolean isMe(Query.Value value) {
        return this == ASSIGNEE && !value.quoted() && value.text().equalsIgnoreCase(ME);
    }

    /** Whether the value stands for findings that have none; in quotes it is a word like any other. */
    public boolean isNone(Query.Value value) {
        return (this == ASSIGNEE || this == LABEL)
                && !value.quoted()
                && value.text().equalsIgnoreCase(NONE);
    }

    /** What it asks for, in a few words. */
    public String help() {
        return help;
    }

    /** A query with it. */
    public String example() {
        return example;
    }

    /** Its name as it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Other names for it. */
    public List<String> aliases() {
        return aliases;
    }

    /** The field of this name, in any case. */
    public static Optional<Field> of(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(field -> field.names().anyMatch(wanted::equals))
                .findFirst();
    }

    private Stream<String> names() {
        return Stream.concat(Stream.of(word()), aliases.stream());
    }

    /** All names that a field can be given. */
    static List<String> allNames() {
        return Arrays.stream(values()).flatMap(Field::names).toList();
    }
}
