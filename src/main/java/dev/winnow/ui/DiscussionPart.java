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
    private final Comments comments;
    private final Readable readable;
    private final Finding finding;
    private final Clock clock;
    private final OrderedList list = new OrderedList();
    private final Span nothing;
    private final Span count = Html.span("", "soft");
    private final NativeButton opener = new NativeButton();
    private final Map<Long, CommentItem> items = new HashMap<>();
    private final Optional<CommentEditor> editor;

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
        add(Html.line(new H2("Discussion"), count), nothing, list);
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
        List<Comment> all = comments.of(readable.caller(), finding.id());
        count.setText(all.isEmpty() ? "" : Words.count(all.size(), "comment", "comments"));
        opener.setText(all.isEmpty() ? "Discussion" : "Discussion: " + Words.count(all.size(), "comment", "comments"));
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
