package dev.winnow.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.project.Outcome;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ScoreChartTests {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static ScorePoint point(int day, int score, Outcome verdict, String label) {
        return new ScorePoint(
                START.plusSeconds(86_400L * day), score, Optional.of(verdict), label, "projects/shop/builds/" + day);
    }

    private static Document draw(List<ScorePoint> points) throws Exception {
        return document(new ScoreChart(points, ZoneOffset.UTC).svg(600, 200));
    }

    private static Document document(String svg) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void everyPointIsALinkToItsBuild() throws Exception {
        Document svg = draw(List.of(point(1, 80, Outcome.PASS, "one"), point(2, 40, Outcome.FAIL, "two")));

        var links = svg.getElementsByTagName("a");
        assertThat(links.getLength()).isEqualTo(2);
        Element second = (Element) links.item(1);
        assertThat(second.getAttribute("href")).isEqualTo("projects/shop/builds/2");
        assertThat(second.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("two");
    }

    @Test
    void aHigherScoreStandsHigherAndALaterBuildFurtherRight() throws Exception {
        Document svg = draw(List.of(point(1, 80, Outcome.PASS, "one"), point(2, 40, Outcome.FAIL, "two")));

        var spots = svg.getElementsByTagName("a");
        Element first = (Element)
                ((Element) spots.item(0)).getElementsByTagName("circle").item(0);
        Element second = (Element)
                ((Element) spots.item(1)).getElementsByTagName("circle").item(0);
        assertThat(Double.parseDouble(first.getAttribute("cy")))
                .isLessThan(Double.parseDouble(second.getAttribute("cy")));
        assertThat(Double.parseDouble(first.getAttribute("cx")))
                .isLessThan(Double.parseDouble(second.getAttribute("cx")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT20S", "PT7M", "PT5H", "PT30H", "P2D", "P3D", "P5D", "P20D", "P61D", "P100D", "P400D"})
    void noLabelOfTheTimeComesTwice(String span) throws Exception {
        Instant end = START.plus(Duration.parse(span));
        for (int width : new int[] {360, 1080}) {
            String svg = new ScoreChart(
                            List.of(
                                    new ScorePoint(START, 80, Optional.of(Outcome.PASS), "one", "one"),
                                    new ScorePoint(end, 40, Optional.of(Outcome.FAIL), "two", "two")),
                            ZoneOffset.UTC)
                    .svg(width, 200);
            var labels = new ArrayList<String>();
            var texts = document(svg).getElementsByTagName("text");
            for (int i = 0; i < texts.getLength(); i++) {
                labels.add(texts.item(i).getTextContent());
            }
            assertThat(labels).doesNotHaveDuplicates().anyMatch(label -> label.matches(".*(Dec|Jan|Feb|Mar|Apr).*"));
        }
    }

    @Test
    void coloursAreThoseOfTheStyleSheet() {
        String svg = new ScoreChart(
                        List.of(point(1, 80, Outcome.PASS, "one"), point(2, 40, Outcome.FAIL, "two")), ZoneOffset.UTC)
                .svg(600, 200);

        assertThat(svg).contains("var(--good)", "var(--bad)", "var(--accent)", "var(--soft)");
        assertThat(svg).doesNotContain("rgb(");
    }

    @Test
    void namesFromOutsideStayText() throws Exception {
        String hostile = "</title></a><script>alert(1)</script>\"'&";
        Document svg = draw(List.of(point(1, 80, Outcome.PASS, hostile), point(2, 40, Outcome.FAIL, "two")));

        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(hostile);
    }

    @Test
    void buildsOfOneMomentAreDrawnToo() throws Exception {
        assertThat(draw(List.of(point(1, 80, Outcome.PASS, "one"), point(1, 40, Outcome.FAIL, "two")))
                        .getElementsByTagName("a")
                        .getLength())
                .isEqualTo(2);
    }

    @Test
    void twoDrawingsOfAPageShareNoIds() {
        var points = new ArrayList<ScorePoint>();
        for (int day = 0; day < 60; day++) {
            points.add(point(day, day, Outcome.WARN, "build"));
        }

        assertThat(new ScoreChart(points, ZoneOffset.UTC).svg(600, 200)).doesNotContain("id=", "url(");
    }

    @Test
    void aSparklineRisesWithTheScore() {
        assertThat(Sparkline.svg(List.of(20, 80))).contains("M3.0 25.0L93.0 3.0");
    }

    @Test
    void aSparklineOfEqualScoresIsALevelLineInTheMiddle() {
        assertThat(Sparkline.svg(List.of(50, 50, 50))).contains("M3.0 14.0L48.0 14.0L93.0 14.0");
    }
}
