package dev.winnow.ui;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.winnow.access.Caller;
import dev.winnow.ui.parts.Html;

/** Lists the keys that work on every page. The browser opens it by itself when the question mark is pressed. */
@Tag("dialog")
final class KeysDialog extends HtmlContainer {
    KeysDialog(Caller caller) {
        addClassName("keys");
        getElement().setAttribute("data-keys", true);
        var heading = new H2("Keyboard keys");
        heading.setId("keys-heading");
        getElement().setAttribute("aria-labelledby", "keys-heading");
        var keys = new DescriptionList();
        keys.add(key("Search", "/"));
        keys.add(key("Overview", "g", "o"));
        keys.add(key("Inbox", "g", "i"));
        keys.add(key("Findings", "g", "f"));
        keys.add(key("Environments", "g", "e"));
        if (caller.mayUploadSomewhere()) {
            keys.add(key("Upload", "g", "u"));
        }
        keys.add(key("Inbox: next, previous", "j", "k"));
        keys.add(key("Inbox: select", "x"));
        keys.add(key("Inbox: false positive", "f"));
        keys.add(key("Inbox: accept the risk, or authorise a change", "a"));
        keys.add(key("Inbox: won't fix", "w"));
        keys.add(key("Inbox: real, or reopen", "r"));
        keys.add(key("Inbox: undo", "u"));
        keys.add(key("Inbox: assign to me, or give back", "i"));
        keys.add(key("Inbox: label", "l"));
        keys.add(key("These keys", "?"));
        keys.add(key("Close or leave", "Esc"));
        var close = new NativeButton("Close");
        close.addClassName("quiet");
        close.getElement().setAttribute("data-keys-close", true);
        add(heading, keys, close);
    }

    void open() {
        getElement().executeJs("this.open || this.showModal()");
    }

    private static Div key(String what, String... pressed) {
        var keys = new DescriptionList.Description();
        for (int i = 0; i < pressed.length; i++) {
            if (i > 0) {
                keys.add(Html.span("then", "soft"));
            }
            keys.add(Key.of(pressed[i]));
        }
        return Html.div("key", new DescriptionList.Term(what), keys);
    }

    /** A key as it stands on the keyboard. */
    @Tag("kbd")
    static final class Key extends HtmlContainer {
        static Key of(String name) {
            var key = new Key();
            key.add(new Span(name));
            return key;
        }
    }
}
