package dev.winnow.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.search.query.Query.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTests {
    private static List<Query> parts(String typed) {
        return QueryParser.parse(typed).parts();
    }

    private static Query has(Field field, String... values) {
        return new Query.Has(
                field,
                java.util.Arrays.stream(values)
                        .map(value -> new Value(value, false))
                        .toList());
    }

    @Test
    void fieldsWordsAndPhrasesMustAllHold() {
        assertThat(parts("severity:critical guard:trivy  injection \"free words\" -rule:G104"))
                .containsExactly(
                        has(Field.SEVERITY, "critical"),
                        has(Field.GUARD, "trivy"),
                        new Query.Words("injection", false),
                        new Query.Words("free words", true),
                        new Query.Not(has(Field.RULE, "G104")));
        assertThat(parts("   ")).isEmpty();
    }

    @Test
    void commasAndOrAreAlternatives() {
        assertThat(parts("severity:critical,HIGH")).containsExactly(has(Field.SEVERITY, "critical", "high"));
        assertThat(parts("kind:secret OR (kind:code severity:low)"))
                .containsExactly(new Query.Any(List.of(
                        has(Field.KIND, "secret"),
                        new Query.All(List.of(has(Field.KIND, "code"), has(Field.SEVERITY, "low"))))));
        assertThat(parts("status:open (rule:a OR rule:b)"))
                .containsExactly(
                        has(Field.STATUS, "open"), new Query.Any(List.of(has(Field.RULE, "a"), has(Field.RULE, "b"))));
    }

    @Test
    void aSeverityCanBeCompared() {
        assertThat(parts("severity:>=high")).containsExactly(has(Field.SEVERITY, "critical", "high"));
        assertThat(parts("severity:<medium")).containsExactly(has(Field.SEVERITY, "low", "info"));
    }

    @Test
    void agesAndDaysAreRanges() {
        assertThat(parts("age:>30d")).containsExactly(new Query.Aged(Duration.ofDays(30), null, ">30d"));
        assertThat(parts("age:<2w")).containsExactly(new Query.Aged(null, Duration.ofDays(14), "<2w"));
        assertThat(parts("age:7d..1m"))
                .containsExactly(new Query.Aged(Duration.ofDays(7), Duration.ofDays(30), "7d..1m"));
        assertThat(parts("introduced:>=2026-07-01"))
                .containsExactly(new Query.Within(
                        Field.INTRODUCED, Instant.parse("2026-07-01T00:00:00Z"), null, ">=2026-07-01"));
        assertThat(parts("seen:>2026-07-01"))
                .containsExactly(
                        new Query.Within(Field.SEEN, Instant.parse("2026-07-02T00:00:00Z"), null, ">2026-07-01"));
        assertThat(parts("closed:2026-07-01..2026-07-31"))
                .containsExactly(new Query.Within(
                        Field.CLOSED,
                        Instant.parse("2026-07-01T00:00:00Z"),
                        Instant.parse("2026-08-01T00:00:00Z"),
                        "2026-07-01..2026-07-31"));
    }

    @Test
    void identifiersPackagesAndAddressesAreReadAsPeopleTypeThem() {
        assertThat(parts("cve:CVE-2024-*")).containsExactly(has(Field.ID, "CVE-2024-*"));
        assertThat(parts("cwe:CWE-079")).containsExactly(has(Field.CWE, "79"));
        assertThat(parts("pkg:npm/%40scope/name@1.0")).containsExactly(has(Field.PACKAGE, "pkg:npm/%40scope/name@1.0"));
        assertThat(parts("https://shop.example/x?q=1"))
                .containsExactly(new Query.Words("https://shop.example/x?q=1", false));
        assertThat(parts("org.slf4j:slf4j-api")).containsExactly(new Query.Words("org.slf4j:slf4j-api", false));
        assertThat(parts("eval(x) - --flag"))
                .containsExactly(
                        new Query.Words("eval(x)", false),
                        new Query.Words("-", false),
                        new Query.Words("--flag", false));
        assertThat(parts("rule:\"a*b\"")).containsExactly(new Query.Has(Field.RULE, List.of(new Value("a*b", true))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "severty:high          | 1  | severity",
                "  gard:trivy          | 3  | guard",
                "status:opn            | 8  | open",
                "severity:low,hgh      | 14 | high",
                "severity:>=worse      | 12 | critical, high",
                "rule:                 | 6  | rule:G104",
                "x age:30              | 7  | comparison",
                "age:>30x              | 6  | number with h, d, w, m",
                "seen:yesterday        | 6  | 2026-07-01",
                "introduced:>=2026-13-01 | 14 | day",
                "age:30d..7d           | 5  | shorter",
                "cwe:xss               | 5  | number",
                "(a b                  | 1  | not closed",
                "a b)                  | 4  | closes",
                "a \"b c               | 3  | quote",
                "a OR                  | 3  | between two parts",
                "()                    | 1  | nothing between",
                "kev:maybe             | 5  | yes, no",
                "zzz:1                 | 1  | project, guard",
            })
    void anErrorSaysWhereAndWhatIsExpected(String typed, int column, String expected) {
        String query = typed.equals("gard:trivy") ? "  gard:trivy" : typed;
        QueryError error = catchThrowableOfType(QueryError.class, () -> QueryParser.parse(query));

        assertThat(error).as(query).isNotNull();
        assertThat(error.column()).as(query).isEqualTo(column);
        assertThat(error.getMessage()).contains(expected);
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void theExampleOfEveryFieldIsAQueryForIt(Field field) {
        assertThat(QueryParser.parse(field.example()).chosen(field)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "severity:critical,high -rule:G104 \"say \\\"x\\\"\" path:src/**/*.java",
                "kind:secret OR (kind:code age:>30d) OR -status:closed",
                "-(a OR b) (c OR d) introduced:>=2026-07-01",
                "rule:\"with space\",plain package:\"a,b\"",
            })
    void whatIsWrittenIsReadAsTheSameQuery(String typed) {
        Query query = QueryParser.parse(typed);

        assertThat(QueryParser.parse(query.text())).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a OR b(c", "(a OR -)", "a -", "(a -) b"})
    void wordsThatWouldTakeTheEndOfAGroupAreQuotedInIt(String typed) {
        Query query = QueryParser.parse(typed);

        assertThat(QueryParser.parse(query.text()).text()).isEqualTo(query.text());
    }

    @Test
    void anythingThatIsTypedIsReadOrRefusedWithItsPlace() {
        long seed = Long.getLong("winnow.test.seed", System.nanoTime());
        var random = new Random(seed);
        String letters = "ab:(),\"\\- *>=<.OR\u0000\u00A0é😀";
        String[] words = {"severity:", "age:", "path:", "OR", "high", "2026-01-01", "30d"};
        for (int round = 0; round < 5_000; round++) {
            var typed = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                if (random.nextInt(4) == 0) {
                    typed.append(words[random.nextInt(words.length)]);
                } else {
                    typed.append(letters.charAt(random.nextInt(letters.length())));
                }
            }
            try {
                Query query = QueryParser.parse(typed.toString());
                assertThat(QueryParser.parse(query.text()).text())
                        .as("seed %s: %s", seed, typed)
                        .isEqualTo(query.text());
            } catch (QueryError e) {
                assertThat(e.column()).as("seed %s: %s", seed, typed).isBetween(1, typed.length() + 1);
            }
        }
    }

    @Test
    void aLongQueryIsRefused() {
        assertThat(catchThrowableOfType(QueryError.class, () -> QueryParser.parse("a ".repeat(1_001))))
                .isNotNull();
        assertThat(catchThrowableOfType(QueryError.class, () -> QueryParser.parse("(".repeat(100) + "a")))
                .isNotNull();
        assertThat(catchThrowableOfType(QueryError.class, () -> QueryParser.parse("a ".repeat(101))))
                .isNotNull();
    }

    @Test
    void valuesOfAFieldAreAddedAndTakenAway() {
        Query query = QueryParser.parse("status:open words");

        Query two = query.with(Field.SEVERITY, "critical").with(Field.SEVERITY, "high");
        assertThat(two.text()).isEqualTo("status:open words severity:critical,high");
        assertThat(two.chosen(Field.SEVERITY)).containsExactly("critical", "high");
        assertThat(two.without(Field.SEVERITY, "critical").text()).isEqualTo("status:open words severity:high");
        assertThat(two.without(Field.SEVERITY, "high").without(Field.SEVERITY, "critical"))
                .isEqualTo(query);
        assertThat(query.with(Field.AGE, "<7d").with(Field.AGE, ">90d").text()).isEqualTo("status:open words age:>90d");
        assertThat(query.with(Field.RULE, "a,b c*").text()).isEqualTo("status:open words rule:\"a,b c*\"");
    }
}
