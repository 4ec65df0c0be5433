package dev.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.PatternMatchUtils;

/** Patterns mean what they always meant, and no pattern takes for ever. */
class GlobTests {
    private final Random random = new Random(20260701);

    private String some(List<String> parts, String between, int most) {
        return IntStream.range(0, 1 + random.nextInt(most))
                .mapToObj(i -> parts.get(random.nextInt(parts.size())))
                .collect(Collectors.joining(between));
    }

    @Test
    void textsFitAsTheyDoForOtherMatchers() {
        int fitting = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = some(List.of("a", "b", "*", "*", "**"), "", 6);
            String text = some(List.of("a", "b"), "", 6);
            boolean fits = PatternMatchUtils.simpleMatch(pattern, text);

            assertThat(Glob.matches(pattern, text)).as(pattern + " on " + text).isEqualTo(fits);
            fitting += fits ? 1 : 0;
        }
        assertThat(fitting).isBetween(2_000, 18_000);
    }

    @Test
    void pathsFitAsTheyDoForOtherMatchers() {
        var ant = new AntPathMatcher();
        int fitting = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = some(List.of("a", "b", "*", "**", "**", "a*", "*b*"), "/", 5);
            String path = some(List.of("a", "b", "ab", "bab"), "/", 5);
            boolean fits = ant.match(pattern, path);

            assertThat(Glob.matchesPath(pattern, path))
                    .as(pattern + " on " + path)
                    .isEqualTo(fits);
            fitting += fits ? 1 : 0;
        }
        assertThat(fitting).isBetween(2_000, 18_000);
    }

    @Test
    void slashesAtTheEndsAndSignsOfOtherPatternLanguagesAreTakenAsTheyStand() {
        assertThat(Glob.matchesPath("/src/*.java", "src/A.java")).isTrue();
        assertThat(Glob.matchesPath("src/**", "src")).isTrue();
        assertThat(Glob.matchesPath("src/*", "src/a/")).isFalse();
        assertThat(Glob.matchesPath("https://shop.example/a?b=*", "https://shop.example/a?b=1"))
                .isTrue();
        assertThat(Glob.matchesPath("src/?.c", "src/a.c")).isFalse();
        assertThat(Glob.matchesPath("src/{name:.*}", "src/a")).isFalse();
        assertThat(Glob.matches("CVE-2024-[0-9]", "CVE-2024-1")).isFalse();
    }

    @Test
    void asterisksInARowAreOne() {
        assertThat(Glob.stars("a**b***c*")).isEqualTo(3);
        assertThat(Glob.stars("abc")).isZero();
    }

    /** Guarded against a hang alone: matchers that go back need longer than the world lasts. */
    @Test
    void noPatternTakesForEver() {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            String letters = "a".repeat(2_000);
            assertThat(Glob.matches("a*".repeat(250) + "b", letters)).isFalse();
            assertThat(Glob.matchesPath("*a".repeat(100) + "*b", letters)).isFalse();
            assertThat(Glob.matchesPath("**/a/".repeat(100) + "b", "a/".repeat(1_000)))
                    .isFalse();
        });
    }
}
