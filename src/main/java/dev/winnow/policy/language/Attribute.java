package dev.winnow.policy.language;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.winnow.importers.Category;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.project.Stage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a rule's condition can ask of a finding, as {@code finding.severity}. A finding that does not have an attribute
 * (a code finding no package, an old advisory no EPSS) is matched by no condition that needs it; {@code has(finding.epss)}
 * asks whether it is there.
 */
public enum Attribute {
    KIND(
            "kind",
            SimpleType.STRING,
            "what kind of problem",
            words(Stream.of(Kind.values()).map(Enum::name))),
    SEVERITY(
            "severity",
            SimpleType.STRING,
            "the worst that a scan of the build gives it",
            words(Stream.of(Severity.values()).map(Enum::name))),
    GUARD("guard", SimpleType.STRING, "the name of the guard that reported it"),
    CATEGORY(
            "category",
            SimpleType.STRING,
            "that guard's category",
            words(Stream.of(Category.values()).map(Category::word))),
    STAGE(
            "stage",
            SimpleType.STRING,
            "that guard's stage",
            words(Stream.of(Stage.values()).map(Stage::word))),
    RULE("rule", SimpleType.STRING, "the id of the scanner's rule"),
    IDENTIFIERS("identifiers", ListType.create(SimpleType.STRING), "the vulnerability's names, as CVE-2021-44228"),
    CWES("cwes", ListType.create(SimpleType.STRING), "its weaknesses, as CWE-79"),
    CVSS("cvss", SimpleType.DOUBLE, "its base score, 0 to 10"),
    EPSS("epss", SimpleType.DOUBLE, "the probability of exploitation in the next 30 days, 0 to 1"),
    KEV("kev", SimpleType.BOOL, "whether it is known to be exploited"),
    PACKAGE("package", SimpleType.STRING, "the name of the package at fault"),
    PURL("purl", SimpleType.STRING, "that package's URL, with its version"),
    FIX_AVAILABLE("fixAvailable", SimpleType.BOOL, "whether a version without it is known"),
    PATH("path", SimpleType.STRING, "its file, address or resource"),
    AGE_DAYS("ageDays", SimpleType.INT, "days of the calendar (UTC) since Winnow saw it first"),
    IS_NEW("isNew", SimpleType.BOOL, "whether the tracked branch did not have it before");

    /** What the scans of a build say, without asking for the finding itself. */
    private static final Set<Attribute> OF_BUILD = EnumSet.of(SEVERITY, GUARD, CATEGORY, STAGE, KEV, IS_NEW);

    private final String word;
    private final CelType type;
    private final String meaning;
    private final List<String> values;

    Attribute(String word, CelType type, String meaning) {
        this(word, type, meaning, List.of());
    }

    Attribute(String word, CelType type, String meaning, List<String> values) {
        this.word = word;
        this.type = type;
        this.meaning = meaning;
        this.values = values;
    }

    private static List<String> words(Stream<String> words) {
        return words.toList();
    }

    /** The attribute of this name. */
    public static Optional<Attribute> of(String word) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.word.equals(word))
                .findFirst();
    }

    /** The name in a condition, behind {@code finding.}. */
    public String word() {
        return word;
    }

    CelType type() {
        return type;
    }

    /** The name of its type in CEL. */
    public String typeName() {
        return type.equals(ListType.create(SimpleType.STRING)) ? "list(string)" : type.name();
    }

    /** What it says, for help texts. */
    public String meaning() {
        return meaning;
    }

    /** The only values that it has; empty where any may be. */
    public List<String> words() {
        return values;
    }

    /** Whether the scans of a build say it of whole sets of findings, so that no finding has to be looked up. */
    public boolean isOfBuild() {
        return OF_BUILD.contains(this);
    }
}
