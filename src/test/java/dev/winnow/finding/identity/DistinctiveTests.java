package dev.winnow.finding.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctiveTests {
    private final Distinctive distinctive = new Distinctive();

    private void note(Result result) {
        distinctive.note(Distinctive.id(result.fingerprints().getFirst()), Distinctive.place(result));
    }

    private boolean shared(Result result) {
        return distinctive.isShared(Distinctive.id(result.fingerprints().getFirst()));
    }

    @Test
    void aValueSharedByDifferentResultsIsNoKeyForAnyOfThem() {
        var one = Sample.fingerprinted("R", "a.c", 1, "one();", "placeholder-1");
        var other = Sample.fingerprinted("R", "a.c", 9, "other();", "placeholder-1");
        List.of(one, other).forEach(this::note);

        assertThat(shared(one)).isTrue();
    }

    @Test
    void equalResultsOfOnePlaceMayShareTheirFingerprint() {
        var one = Sample.fingerprinted("R", "a.c", 1, "same();", "abcdef0123456789");
        var other = Sample.fingerprinted("R", "a.c", 9, "same();", "abcdef0123456789");
        List.of(one, other).forEach(this::note);

        assertThat(shared(one)).isFalse();
        assertThat(distinctive.anyShared()).isFalse();
    }

    @Test
    void theSameCodeInTwoFilesIsTwoPlaces() {
        var one = Sample.fingerprinted("R", "a.c", 1, "same();", "abcdef0123456789");
        var other = Sample.fingerprinted("R", "b.c", 1, "same();", "abcdef0123456789");
        List.of(one, other).forEach(this::note);

        assertThat(shared(one)).isTrue();
    }

    @Test
    void whatReadsLikeASentenceOrIsShortIsNoFingerprint() {
        assertThat(Distinctive.couldBe("requires login")).isFalse();
        assertThat(Distinctive.couldBe("")).isFalse();
        assertThat(Distinctive.couldBe("1")).isFalse();
        assertThat(Distinctive.couldBe("39fa2ee980eb94b0:1")).isTrue();
    }
}
