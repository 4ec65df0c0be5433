package dev.winnow.ui;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.winnow.discussion.Comment;
import dev.winnow.discussion.Comments;
import dev.winnow.finding.Finding;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The comments on a finding, and a field for another one. It stays while the rest of the page is drawn anew: nobody loses
 * what they are writing because a scan came in or somebody else was faster.
 */
final class DiscussionPart extends Section {
    /** Comments that are shown at first, and more each time somebody asks. */
    private static final int PAGE = 30;

    /** Above so many nothing is added but where somebody asks for it. */
    private static final int MOST_BY_THEMSELVES = 200;

    private final Comments comments;
    private final Readable readable;
    private final Finding finding;
    private final Clock clock;
    private final OrderedList list = new OrderedList();
    private final Span nothing;
    private final Span count = Html.span("", "soft");
    private final NativeButton opener = new NativeButton();
    private final NativeButton earlier = new NativeButton();
    private final Map<Long, CommentItem> items = new HashMap<>();
    private final Optional<CommentEditor> editor;
    /** How many are shown where there are as many, the newest ones. */
    private int shown = PAGE;
    /** How many there were when they were shown last. */
    private int before;

    DiscussionPart(Comments comments, Readable readable, Finding finding, Clock clock) {
        this.comments = comments;
        this.readable = readable;
        this.finding = finding;
        this.clock = clock;
        boolean mayWrite = readable.caller().mayPropose(finding.projectName());
        setId("discussion");
        addClassNames("panel", "discussion");
        getElement().setAttribute("aria-label", "Discussion");
        list.addClassName("comments");
        list.getElement().setAttribute("aria-live", "polite");
        nothing = Html.span(
                mayWrite ? "Nobody has commented yet. What did you find out?" : "Nobody has commented yet.", "soft");
        editor = mayWrite ? Optional.of(new CommentEditor("Comment", "", "Comment", this::send)) : Optional.empty();
        earlier.addClassName("quiet");
        earlier.addClickListener(click -> {
            shown += PAGE;
            refresh();
        });
        add(Html.line(new H2("Discussion"), count), nothing, earlier, list);
        editor.ifPresent(this::add);
        refresh();
    }

    private void send(String text) {
        comments.add(readable.caller(), finding.id(), text);
        editor.ifPresent(CommentEditor::clear);
        refresh();
    }

    /** Shows the comments as they are now; one that is being edited here stays as it is. */
    void refresh() {
        if (!readable.caller().mayRead(finding.projectName())) {
            getUI().ifPresent(ui -> ui.getPage().reload());
            return;
        }
        int total = comments.count(finding.id());
        // Those that are shown stay where they are while others come in, unless these are many.
        shown = Math.max(shown, Math.min(MOST_BY_THEMSELVES, items.isEmpty() ? 0 : shown + total - before));
        before = total;
        List<Comment> all = comments.newest(readable.caller(), finding.id(), shown);
        count.setText(total == 0 ? "" : Words.count(total, "comment", "comments"));
        opener.setText(total == 0 ? "Discussion" : "Discussion: " + Words.count(total, "comment", "comments"));
        int left = Math.max(0, total - all.size());
        earlier.setText(
                left == 0
                        ? ""
                        : "Show " + Math.min(PAGE, left) + " of "
                                + Words.count(left, "earlier comment", "earlier comments"));
        earlier.setVisible(left > 0);
        nothing.setVisible(all.isEmpty());
        list.setVisible(!all.isEmpty());
        List<Long> ids = all.stream().map(Comment::id).toList();
        items.entrySet().removeIf(item -> {
            boolean gone = !ids.contains(item.getKey());
            if (gone) {
                list.remove(item.getValue());
            }
            return gone;
        });
        for (int i = 0; i < all.size(); i++) {
            Comment comment = all.get(i);
            CommentItem known = items.get(comment.id());
            if (known != null) {
                known.refresh(comment);
            } else {
                var item =
                        new CommentItem(comments, readable::caller, finding, comment, clock.instant(), this::refresh);
                items.put(comment.id(), item);
                list.addComponentAtIndex(i, item);
            }
        }
    }

    /** A button for the top of the page that leads here, and the cursor into the field. */
    NativeButton opener() {
        opener.addClassName("quiet");
        opener.addClickListener(click -> {
            getElement().executeJs("this.scrollIntoView({block: 'nearest'})");
            editor.ifPresent(CommentEditor::focus);
        });
        return opener;
    }
}
