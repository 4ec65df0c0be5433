package dev.winnow.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.winnow.access.Caller;
import dev.winnow.discussion.Comment;
import dev.winnow.discussion.Comments;
import dev.winnow.discussion.Markdown;
import dev.winnow.finding.Finding;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Question;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Rendered;
import java.time.Instant;
import java.util.function.Supplier;

/** One comment, with what may be done to it. */
final class CommentItem extends ListItem {
    private final Comments comments;
    private final Supplier<Caller> caller;
    private final Finding finding;
    private final Runnable changed;
    private final Instant now;
    private Comment comment;
    private boolean edited;

    /** @param changed called when it was changed or deleted here */
    CommentItem(
            Comments comments,
            Supplier<Caller> caller,
            Finding finding,
            Comment comment,
            Instant now,
            Runnable changed) {
        this.comments = comments;
        this.caller = caller;
        this.finding = finding;
        this.comment = comment;
        this.now = now;
        this.changed = changed;
        setId("comment-" + comment.id());
        addClassName("comment");
        show();
    }

    /** Shows it as it is now; not while it is being edited here. */
    void refresh(Comment fresh) {
        boolean same = fresh.equals(comment);
        comment = fresh;
        if (!same && !edited) {
            show();
        }
    }

    private void show() {
        edited = false;
        removeAll();
        var head = Html.line(Html.span(comment.author(), "strong"), Moment.ago(comment.writtenAt(), now));
        head.addClassName("head");
        comment.editedAt().ifPresent(at -> {
            Span mark = Html.span("edited", "soft");
            head.add(Html.line(mark, Moment.ago(at, now)));
        });
        if (comment.mayEdit(caller.get(), finding.projectName())) {
            head.add(button("Edit", this::edit));
        }
        if (comment.mayDelete(caller.get(), finding.projectName())) {
            head.add(button("Delete", this::ask));
        }
        add(head, new Rendered(Markdown.html(comment.text())));
    }

    private NativeButton button(String word, Runnable deed) {
        var button = new NativeButton("", click -> deed.run());
        button.add(new Span(word), Html.heard(" the comment of " + comment.author()));
        button.addClassNames("quiet", "small");
        return button;
    }

    private void edit() {
        edited = true;
        removeAll();
        var editor = new CommentEditor("Your comment", comment.text(), "Save", text -> {
                    comment = comments.edit(caller.get(), finding.id(), comment.id(), text);
                    show();
                    changed.run();
                })
                .cancelled(this::show);
        add(editor);
        editor.focus();
    }

    private void ask() {
        new Question(
                        "Delete this comment?",
                        "Its words are gone for good; the audit log keeps that it was there.",
                        "Delete",
                        () -> {
                            Refusal.shown(() -> comments.delete(caller.get(), finding.id(), comment.id()));
                            changed.run();
                        })
                .dangerous()
                .open();
    }
}
