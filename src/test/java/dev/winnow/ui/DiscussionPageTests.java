package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Users;
import dev.winnow.discussion.Comment;
import dev.winnow.discussion.Comments;
import dev.winnow.discussion.MarkChange;
import dev.winnow.discussion.Marks;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.project.Projects;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.IndexStatus;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithMockUser;

/** People talk about a finding on its page, and share the work out in the inbox. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class DiscussionPageTests extends SpringBrowserlessTest {
    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Projects projects;

    @Autowired
    private Findings findings;

    @Autowired
    private Comments comments;

    @Autowired
    private Marks marks;

    @Autowired
    private Users users;

    @Autowired
    private FindingIndex index;

    private Uploads uploads;

    /** The index in memory is made when the application starts. */
    @BeforeEach
    void takeUploads() throws InterruptedException {
        uploads = new Uploads(intake, scans);
        while (index.status().state() != IndexStatus.State.READY) {
            Thread.sleep(50);
        }
    }

    private dev.winnow.access.Caller admin() {
        return users.caller("admin").orElseThrow();
    }

    private long finding(String project) {
        uploads.imported(project, "a1", TestReports.sarif(List.of(new Weak("critical-a", "a.c", 1))));
        return findings.list(projects.idOf(project).orElseThrow(), FindingFilter.of(FindingStatus.OPEN), null, 1)
                .getFirst()
                .id();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private String page() {
        return text((Component) getCurrentView());
    }

    /** What is shown of comments, which are HTML. */
    private String html() {
        return find(com.vaadin.flow.component.Html.class).all().stream()
                .map(one -> one.getInnerHtml())
                .reduce("", String::concat);
    }

    private NativeButton button(String word) {
        return find(NativeButton.class).all().stream()
                .filter(one -> text(one).startsWith(word) && one.isVisible())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + word + " in " + page()));
    }

    private void click(String word) {
        test(button(word)).click();
    }

    private TextArea area(String label) {
        return find(TextArea.class).all().stream()
                .filter(one -> label.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private NativeButton primary(String word) {
        return find(NativeButton.class).all().stream()
                .filter(one -> one.hasClassName("primary") && text(one).equals(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCommentIsPreviewedWrittenEditedAndDeleted() {
        long id = finding("talk-one");
        UI.getCurrent().navigate("findings/" + id);
        assertThat(page()).contains("Nobody has commented yet");

        test(area("Comment")).setValue("It is **real** <script>alert(1)</script>");
        click("Preview");
        assertThat(html()).contains("<strong>real</strong>").doesNotContain("<script");
        test(primary("Comment")).click();

        assertThat(comments.newest(admin(), id, 10)).extracting(Comment::author).containsExactly("admin");
        assertThat(area("Comment").getValue()).isEmpty();
        assertThat(page()).contains("1 comment");

        click("Edit");
        test(area("Your comment")).setValue("It is *not*");
        test(primary("Save")).click();
        assertThat(page()).contains("edited");
        assertThat(html()).contains("<em>not</em>").doesNotContain("<strong>");
    }

    @Test
    void aCommentThatIsTooLongStaysInItsFieldAndSaysSo() {
        long id = finding("talk-long");
        UI.getCurrent().navigate("findings/" + id);

        area("Comment").setValue("x".repeat(10_001));
        test(primary("Comment")).click();

        assertThat(area("Comment").isInvalid()).isTrue();
        assertThat(area("Comment").getErrorMessage()).contains("10,000");
        assertThat(area("Comment").getValue()).hasSize(10_001);
        assertThat(comments.newest(admin(), id, 10)).isEmpty();
    }

    @Test
    void whatSomebodyElseWritesAppearsAndADraftStays() {
        long id = finding("talk-live");
        UI.getCurrent().navigate("findings/" + id);
        test(area("Comment")).setValue("half a thou");

        comments.add(admin(), id, "from elsewhere");
        // As LiveUpdates does once the page's turn has come.
        find(DiscussionPart.class).single().refresh();

        assertThat(html()).contains("from elsewhere");
        assertThat(area("Comment").getValue()).isEqualTo("half a thou");
    }

    @Test
    void ofManyCommentsTheNewestAreShownAndOthersWhereSomebodyAsks() {
        long id = finding("talk-many");
        for (int i = 100; i < 170; i++) {
            comments.add(admin(), id, "comment " + i);
        }
        UI.getCurrent().navigate("findings/" + id);
        assertThat(html()).contains("comment 140", "comment 169").doesNotContain("comment 139");
        assertThat(page()).contains("70 comments", "Show 30 of 40 earlier comments");

        click("Show 30 of 40");
        assertThat(html()).contains("comment 110").doesNotContain("comment 109");
        comments.add(admin(), id, "comment 170");
        find(DiscussionPart.class).single().refresh();
        assertThat(html()).contains("comment 110", "comment 170").doesNotContain("comment 109");
        click("Show 10 of 10");

        assertThat(html()).contains("comment 100");
        assertThat(html().indexOf("comment 100")).isLessThan(html().indexOf("comment 169"));
        assertThat(page()).doesNotContain("earlier comment");
    }

    @SuppressWarnings("unchecked")
    @Test
    void aFindingIsAssignedAndLabelledOnItsPage() {
        long id = finding("talk-marks");
        UI.getCurrent().navigate("findings/" + id);

        click("Assign to me");
        ComboBox<String> label = find(ComboBox.class).all().stream()
                .filter(one -> "Add a label".equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
        com.vaadin.flow.component.ComponentUtil.fireEvent(
                label,
                new com.vaadin.flow.component.combobox.ComboBoxBase.CustomValueSetEvent<>(label, true, "Sprint-12"));

        assertThat(marks.on(id).assignee()).contains("admin");
        assertThat(marks.on(id).labels()).containsExactly("sprint-12");
        assertThat(page()).contains("Remove label sprint-12");
        UI.getCurrent().navigate("findings", QueryParameters.of("q", "label:sprint-12 assignee:me project:talk-marks"));
        assertThat(page()).contains("1 finding");
    }

    @Test
    void anAssigneeWhoLeftIsShownAsSuch() {
        long id = finding("talk-left");
        String login = "leaver-" + id;
        users.create(admin(), new NewUser(login, "Lee Ver", Role.DEVELOPER, "a long enough one"));
        marks.change(admin(), id, MarkChange.assign(login));
        users.changeRole(admin(), login, Role.VIEWER);

        UI.getCurrent().navigate("findings/" + id);
        assertThat(page()).contains("no longer works on talk-left");

        users.disable(admin(), login);
        UI.getCurrent().navigate("");
        UI.getCurrent().navigate("findings/" + id);
        assertThat(page()).contains("account disabled");
    }

    @Test
    void aViewerReadsAndIsOfferedNothingToWrite() {
        long id = finding("talk-view");
        comments.add(admin(), id, "for *all* to read");
        String login = "reader-" + id;
        users.create(admin(), new NewUser(login, "Reader", Role.VIEWER, "a long enough one"));
        users.changePassword(users.caller(login).orElseThrow(), "a long enough one", "another long one");
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        users.caller(login).orElseThrow(), null, List.of(new SimpleGrantedAuthority("ROLE_VIEWER"))));

        UI.getCurrent().navigate("findings/" + id);

        assertThat(html()).contains("<em>all</em>");
        assertThat(find(TextArea.class).all()).isEmpty();
        assertThat(page()).contains("Nobody sees to it").doesNotContain("Assign to me");
    }

    private void signedInAs(String login) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        users.caller(login).orElseThrow(), null, List.of(new SimpleGrantedAuthority("ROLE_VIEWER"))));
    }

    @Test
    void anOpenPageDoesWhatItsReaderMayDoNow() {
        long id = finding("talk-rights");
        String login = "mover-" + id;
        users.create(admin(), new NewUser(login, "Mover", Role.DEVELOPER, "a long enough one"));
        users.changePassword(users.caller(login).orElseThrow(), "a long enough one", "another long one");
        signedInAs(login);
        UI.getCurrent().navigate("findings/" + id);
        test(area("Comment")).setValue("too late");

        users.changeRole(admin(), login, Role.VIEWER);
        signedInAs(login);
        test(primary("Comment")).click();
        click("Assign to me");

        assertThat(comments.newest(admin(), id, 10)).isEmpty();
        assertThat(area("Comment").getErrorMessage()).contains("and not comment");
        assertThat(marks.on(id).assignee()).isEmpty();
    }

    @Test
    void theInboxAssignsAllThatTheQueryFinds() {
        uploads.imported(
                "talk-inbox",
                "a1",
                TestReports.sarif(java.util.stream.IntStream.range(0, 60)
                        .mapToObj(n -> new Weak("high-" + n, "f" + n + ".c", n + 1))
                        .toList()));
        UI.getCurrent()
                .navigate("inbox", QueryParameters.of("q", "project:talk-inbox assignee:none " + InboxView.WAITING));
        assertThat(page()).contains("60 waiting").contains("nobody sees to it yet");

        click("Assign to me");
        assertThat(page()).contains("59 waiting");
        click("Select all 59");
        click("Assign to me");

        assertThat(page()).contains("Nothing matches the query");
        UI.getCurrent()
                .navigate("inbox", QueryParameters.of("q", "project:talk-inbox assignee:me " + InboxView.WAITING));
        assertThat(page()).contains("60 waiting");
        assertThat(marks.on(first("talk-inbox")).assignee()).isEqualTo(Optional.of("admin"));
    }

    private long first(String project) {
        return findings.list(projects.idOf(project).orElseThrow(), FindingFilter.of(FindingStatus.OPEN), null, 1)
                .getFirst()
                .id();
    }
}
