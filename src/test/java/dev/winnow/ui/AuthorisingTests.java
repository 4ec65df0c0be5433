package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/** A change made past the pipeline is authorised by the pull request that allows it. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class AuthorisingTests extends SpringBrowserlessTest {
    private static final String LINK = "https://git.example.com/shop/pull/31";
    private static final String CHANGE = """
            {"winnow":"changes/1","tool":{"name":"Watch"},"complete":true,"changes":[
             {"rule":"port-opened","resource":"firewall/office","severity":"critical","title":"<b>Port</b> opened"}]}""";

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    private Uploads uploads;

    @BeforeEach
    void takeUploads() {
        uploads = new Uploads(intake, scans);
    }

    private void open(String project) {
        UI.getCurrent().navigate("inbox", QueryParameters.of("q", "project:" + project + " " + InboxView.WAITING));
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private List<String> tools() {
        return find(NativeButton.class).all().stream()
                .filter(one -> one.getElement().getAttribute("aria-keyshortcuts") != null)
                .map(AuthorisingTests::text)
                .toList();
    }

    private void click(String word, boolean primary) {
        NativeButton button = find(NativeButton.class).all().stream()
                .filter(one ->
                        one.hasClassName("primary") == primary && text(one).startsWith(word))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no button " + word + " in " + text((Component) getCurrentView())));
        test(button).click();
    }

    private TextField field(String label) {
        return find(TextField.class).all().stream()
                .filter(one -> label.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aChangeIsAuthorisedWithTheLinkThatItsPageThenShows() {
        uploads.imported("authorised-one", "a1", CHANGE);
        open("authorised-one");
        assertThat(tools())
                .anyMatch(tool -> tool.startsWith("Authorised"))
                .noneMatch(tool -> tool.startsWith("Accepted"));

        click("Authorised", false);
        test(field("Reason")).setValue("Maintenance of the office line");
        click("Authorised", true);
        assertThat(field("Pull request").isInvalid()).isTrue();
        test(field("Pull request")).setValue("javascript:alert(1)");
        click("Authorised", true);
        assertThat(field("Pull request").isInvalid()).isTrue();
        test(field("Pull request")).setValue(" " + LINK + " ");
        click("Authorised", true);

        assertThat(text((Component) getCurrentView())).contains("Nothing matches the query");
        UI.getCurrent().navigate("inbox", QueryParameters.of("q", "project:authorised-one decision:authorised"));
        assertThat(text((Component) getCurrentView())).contains("<b>Port</b> opened");
        Anchor link = find(Anchor.class).all().stream()
                .filter(one -> LINK.equals(one.getHref()))
                .findFirst()
                .orElseThrow();
        assertThat(link.getElement().getAttribute("rel")).isEqualTo("noopener noreferrer");
    }

    @Test
    void theButtonsAreThoseForTheFindingShown() {
        uploads.imported("authorised-two", "a1", TestReports.sarif(List.of(new Weak("low-a", "a.c", 1))));
        uploads.imported("authorised-two", "a1", CHANGE);
        open("authorised-two");
        assertThat(tools()).as("the critical change stands first").anyMatch(tool -> tool.startsWith("Authorised"));

        NativeButton other = find(NativeButton.class).all().stream()
                .filter(one -> text(one).contains("low-a"))
                .findFirst()
                .orElseThrow();
        test(other).click();

        assertThat(tools())
                .noneMatch(tool -> tool.startsWith("Authorised"))
                .anyMatch(tool -> tool.startsWith("Accepted"));
    }
}
