package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.winnow.triage.Ruling;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The buttons of the inbox, each with the key that does the same. */
class InboxTools extends Div {
    private final Consumer<Deed> deeds;

    /** What the keys are for now. */
    private List<Tool> tools = List.of();

    InboxTools(Consumer<Deed> deeds) {
        this.deeds = deeds;
        addClassName("inbox-tools");
    }

    /** What a button or a key of the inbox asks for. */
    sealed interface Deed {
        record Decide(Ruling ruling) implements Deed {}

        record SelectAll(boolean on) implements Deed {}

        enum Simple implements Deed {
            ASSIGN_TO_ME,
            ASSIGN,
            LABEL,
            UNDO
        }
    }

    /**
     * What a deed would be about.
     *
     * @param total how many findings the query finds
     * @param chosen how many are selected; 0 is the one that is shown
     * @param all whether all that the query finds are selected, shown or not
     * @param changes whether all of them are changes, which are authorised rather than accepted
     * @param undoable whether anything was decided that can be taken back
     */
    record About(long total, long chosen, boolean all, boolean changes, boolean undoable) {}

    private record Tool(String word, String key, Deed deed) {}

    void show(About about) {
        tools = tools(about);
        removeAll();
        if (about.total() == 0) {
            tools.stream().filter(tool -> tool.deed() == Deed.Simple.UNDO).forEach(tool -> add(button(tool)));
            return;
        }
        String what = about.chosen() == 0 ? "the finding shown" : Words.count(about.chosen(), "finding", "findings");
        add(Html.span("Decide on " + what + ":", "soft"));
        tools.forEach(tool -> add(button(tool)));
    }

    /** What a key stands for, where it stands for anything now. */
    Optional<Deed> deed(String key) {
        return tools.stream().filter(tool -> tool.key().equals(key)).findFirst().map(Tool::deed);
    }

    private static List<Tool> tools(About about) {
        var tools = new ArrayList<Tool>();
        for (Ruling ruling : DecisionDialog.rulings(about.changes())) {
            tools.add(new Tool(
                    ruling == Ruling.REOPENED ? "Real" : ruling.label(), key(ruling), new Deed.Decide(ruling)));
        }
        tools.add(new Tool("Assign to me", "i", Deed.Simple.ASSIGN_TO_ME));
        tools.add(new Tool("Assign…", "", Deed.Simple.ASSIGN));
        tools.add(new Tool("Label…", "l", Deed.Simple.LABEL));
        if (about.total() > 1) {
            tools.add(new Tool(
                    about.all() ? "Clear the selection" : "Select all " + Words.number(about.total()),
                    "",
                    new Deed.SelectAll(!about.all())));
        }
        if (about.undoable()) {
            tools.add(new Tool("Undo", "u", Deed.Simple.UNDO));
        }
        return tools;
    }

    private static String key(Ruling ruling) {
        return switch (ruling) {
            case FALSE_POSITIVE -> "f";
            case ACCEPTED_RISK, AUTHORISED -> "a";
            case WONT_FIX -> "w";
            case REOPENED -> "r";
        };
    }

    private NativeButton button(Tool tool) {
        var button = new NativeButton("", click -> deeds.accept(tool.deed()));
        button.add(new Span(tool.word()));
        if (!tool.key().isEmpty()) {
            button.add(KeysDialog.Key.of(tool.key()));
            button.getElement().setAttribute("aria-keyshortcuts", tool.key());
        }
        button.addClassName("quiet");
        return button;
    }
}
