package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.notification.Channel;
import dev.winnow.notification.ChannelKind;
import dev.winnow.notification.ChannelWish;
import dev.winnow.notification.Channels;
import dev.winnow.notification.Reach;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;

/** The pages of alerts: channels are made, tried and deleted, and what did not arrive is sent again. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class AlertPagesTests extends SpringBrowserlessTest {
    /** Nobody answers there. */
    private static final String NOBODY = "https://127.0.0.1:1/hidden-path";

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Users users;

    @Autowired
    private Channels channels;

    @Autowired
    private JdbcClient jdbc;

    private final String project = "alerted-" + UUID.randomUUID().toString().substring(0, 8);
    private Caller admin;

    @BeforeEach
    void aProject() {
        admin = users.caller("admin").orElseThrow();
        new Uploads(intake, scans)
                .imported(project, "a1", TestReports.sarif(List.of(new Weak("low-style", "src/b.js", 20))));
    }

    private Component page() {
        UI.getCurrent().navigate("projects/" + project + "/alerts");
        return (Component) getCurrentView();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    private Channel made(String name) {
        return channels.create(admin, ChannelKind.SLACK, Reach.project(project), ChannelWish.usual(name, NOBODY))
                .channel();
    }

    private void click(String text) {
        test($(NativeButton.class).withText(text).first()).click();
    }

    private TextField field(String label) {
        return $(TextField.class).withPropertyValue(TextField::getLabel, label).single();
    }

    @Test
    void whoHasNoChannelIsToldWhatItIsForAndMakesOne() {
        assertThat(text(page())).contains("No channel yet");
        click("New channel…");
        click("Create");
        assertThat(field("Name").getErrorMessage()).isEqualTo("A name is wanted.");

        test(field("Name")).setValue("<b>chat</b>");
        test(field("Address of the webhook")).setValue("https://10.0.0.1/hidden-path");
        test(field("Only findings that fit")).setValue("severity:");
        click("Create");
        assertThat(field("Only findings that fit").getErrorMessage()).startsWith("column 10");
        test(field("Only findings that fit")).setValue("severity:high");
        click("Create");
        assertThat(field("Address of the webhook").getErrorMessage()).contains("not of the public internet");
        test(field("Address of the webhook")).setValue(NOBODY);
        click("Create");

        Channel channel = channels.of(admin, Reach.project(project)).getFirst();
        assertThat(channel.name()).isEqualTo("<b>chat</b>");
        assertThat(channel.query()).isEqualTo("severity:high");
        assertThat(text((Component) getCurrentView()))
                .contains("<b>chat</b>", "https://127.0.0.1:1/…", "At once: critical in production, gate turned red")
                .doesNotContain("hidden-path");
    }

    @Test
    void whatWaitsForTheDigestIsShownAndWhyItDidNotGoAtOnce() {
        long channel = made("chat").id();
        for (int notice = 1; notice <= 3; notice++) {
            jdbc.sql("insert into digest_item (channel_id, notice_id, findings, over_limit) values (?, ?, ?, ?)")
                    .params(channel, notice, new byte[0], notice == 1)
                    .update();
        }
        assertThat(text(page()))
                .contains("3 alerts wait for the digest of", "1 of these not sent at once, as people had got as many");
    }

    @Test
    void aTestThatDoesNotArriveIsListedAndSentAgain() {
        Channel channel = made("chat");
        page();
        click("Test");
        assertThat(channels.find(admin, channel.id()).isFailing()).isTrue();
        assertThat(text((Component) getCurrentView())).contains("failing", "nobody answers there");
        click("Send all again");
        assertThat(text((Component) getCurrentView())).contains("Everything that was given to a channel has arrived");
    }

    @Test
    void aChannelIsChangedWithoutItsAddressBeingShown() {
        Channel channel = made("chat");
        page();
        click("Change…");
        assertThat(field("Address of the webhook").getValue()).isEmpty();
        test(field("Name")).setValue("other chat");
        click("Save");
        assertThat(channels.find(admin, channel.id()).name()).isEqualTo("other chat");
        assertThat(channels.find(admin, channel.id()).shown()).isEqualTo("https://127.0.0.1:1/…");
    }

    @Test
    void thePageOfAllAsksWhatANewChannelIsFor() {
        UI.getCurrent().navigate("alerts");
        click("New channel…");
        test(field("Name")).setValue("for all");
        test(field("Address of the webhook")).setValue(NOBODY);
        click("Create");
        ComboBox<?> reach =
                $(ComboBox.class).withPropertyValue(ComboBox::getLabel, "For").single();
        assertThat(reach.getErrorMessage()).isEqualTo("What for?");
        test(reach).selectItem("Project " + project);
        click("Create");
        assertThat(channels.of(admin, Reach.project(project))).hasSize(1);
    }
}
