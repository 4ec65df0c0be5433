package dev.winnow.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People's Markdown is shown, and does nothing on its own. */
class MarkdownTests {
    @Test
    void whatPeopleWriteIsShownAsMarkdown() {
        String html = Markdown.html("""
                # Seen
                **Not** reachable: `eval` is *only* called with

                - a constant
                - [the vendor's note](https://vendor.example/1?a=b&c=d "note")

                ```java
                eval("<x>");
                ```
                | a | b |
                |---|--:|
                | 1 | 2 |
                """);

        assertThat(html)
                .contains("<h3>Seen</h3>", "<strong>Not</strong>", "<code>eval</code>", "<em>only</em>")
                .contains("<li>a constant</li>", "eval(\"&lt;x&gt;\");", "<th>a</th>", "<td align=\"right\">2</td>")
                .contains("href=\"https://vendor.example/1?a=b&amp;c=d\"", "rel=\"noopener noreferrer nofollow\"");
    }

    @Test
    void aBareAddressIsALinkAndALineBreakIsOne() {
        assertThat(Markdown.html("see https://a.example/x\nor me@a.example"))
                .contains("<a href=\"https://a.example/x\"", "<br>", "href=\"mailto:me@a.example\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=alert(1)> b",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<div onclick=\"alert(1)\">x</div>",
                "<iframe src=\"https://evil.example\"></iframe>",
                "<style>body{display:none}</style>",
                "<svg/onload=alert(1)>",
                "<!-- <script>alert(1)</script> -->",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](java\tscript:alert(1))",
                "[x](<java\nscript:alert(1)>)",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:msgbox(1))",
                "[x](//evil.example/)",
                "[x](/people)",
                "[x](https://a.example/\"onmouseover=\"alert(1))",
                "[x](https://a.example 'a\" onmouseover=\"alert(1)')",
                "![x](https://evil.example/pixel.png)",
                "![x\" onerror=\"alert(1)](https://evil.example/pixel.png)",
                "![x](javascript:alert(1))",
                "[![x](https://evil.example/pixel.png)](https://a.example/)",
                "<javascript:alert(1)>",
                "[x]\n\n[x]: javascript:alert(1)",
                "```\" onmouseover=\"alert(1)\nx\n```",
                "| a |\n|---|\n| <script>alert(1)</script> |",
            })
    void hostileMarkdownMakesNothingButTextAndLinksThatLeadAway(String hostile) {
        var body = org.jsoup.Jsoup.parseBodyFragment(Markdown.html(hostile)).body();

        assertThat(body.select("script, img, iframe, style, svg, div, object, link, base, form, input"))
                .isEmpty();
        assertThat(body.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .map(attribute -> attribute.getKey()))
                .isSubsetOf("href", "title", "rel", "target", "start", "align");
        assertThat(body.select("a").eachAttr("href")).allMatch(address -> address.matches("(https?://|mailto:).*"));
    }

    @Test
    void htmlStandsThereAsItWasTyped() {
        assertThat(Markdown.html("a <b>bold</b> <script>x</script>"))
                .contains("a &lt;b&gt;bold&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;");
    }

    @Test
    void anImageIsALinkWithItsText() {
        assertThat(Markdown.html("![the trace](https://img.example/t.png)"))
                .contains("href=\"https://img.example/t.png\"", ">the trace</a>")
                .doesNotContain("<img");
        assertThat(Markdown.html("![](https://img.example/t.png)")).contains(">https://img.example/t.png</a>");
    }

    @Test
    void endlessNestingIsShownAsTextAndBreaksNothing() {
        for (String deep : List.of(
                ">".repeat(9_000) + "a",
                "- ".repeat(4_500) + "a",
                "*a **b ".repeat(1_400),
                "**a*".repeat(1_100) + "*b**".repeat(1_100),
                "[".repeat(9_990),
                "![".repeat(4_000) + "](x)".repeat(400),
                "`".repeat(9_999),
                "<".repeat(9_999))) {
            assertThat(Markdown.html(deep)).as(deep.substring(0, 8)).isNotEmpty();
        }
    }

    @Test
    void whatIsNotSeenIsTakenOut() {
        assertThat(Markdown.html("a\u202eb\u0000c\u0007d\ud800e")).isEqualTo("<p>abcde</p>\n");
    }
}
