package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Section;
import dev.winnow.project.Build;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import dev.winnow.project.SeverityCounts;
import dev.winnow.support.OnH2;
import dev.winnow.ui.parts.Drawing;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.util.ReflectionTestUtils;

@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class ScoreHistoryTests extends SpringBrowserlessTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Build build(long id, int score) {
        var build = new Build(1, "main", "b" + id, "c" + id, START.plusSeconds(id));
        build.judge(1, score, Outcome.FAIL, SeverityCounts.NONE, 0);
        ReflectionTestUtils.setField(build, "id", id);
        return build;
    }

    private static final List<Build> BUILDS = List.of(build(2, 40), build(1, 80));

    private static final Project PROJECT = new Project("shop", START);

    private static <T extends Component> Stream<T> parts(Section history, Class<T> type) {
        return history.getChildren().filter(type::isInstance).map(type::cast);
    }

    private static NativeDetails table(Section history) {
        return parts(history, NativeDetails.class).findFirst().orElseThrow();
    }

    /** What Java throws on machines without fontconfig, without a font, and without the library that reads fonts. */
    static Stream<Throwable> missingFonts() {
        return Stream.of(
                new InternalError("java.lang.reflect.InvocationTargetException"),
                new RuntimeException("Fontconfig head is null, check your fonts or fonts configuration"),
                new UnsatisfiedLinkError("libfreetype.so.6: cannot open shared object file"),
                new NoClassDefFoundError("Could not initialize class sun.font.SunFontManager"));
    }

    @ParameterizedTest
    @MethodSource("missingFonts")
    void whereNoChartCanBeDrawnTheTableStandsOpen(Throwable missing) {
        var history = new ScoreHistory(PROJECT, BUILDS, (chart, width, height) -> {
            throw ScoreHistoryTests.<RuntimeException>unchecked(missing);
        });

        assertThat(parts(history, Drawing.class)).isEmpty();
        assertThat(table(history).isOpen()).isTrue();
        assertThat(table(history).getElement().getTextRecursively()).contains("b1", "80", "b2", "40");
        assertThat(history.getElement().getTextRecursively()).contains("from 80 to 40");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable thrown) {
        return (E) thrown;
    }

    @Test
    void elseTheChartStandsThereAndTheTableIsFolded() {
        var history = new ScoreHistory(PROJECT, BUILDS, (chart, width, height) -> "<svg></svg>");

        assertThat(parts(history, Drawing.class)).hasSize(2);
        assertThat(table(history).isOpen()).isFalse();
    }
}
