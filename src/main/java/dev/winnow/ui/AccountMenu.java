package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.ui.parts.Html;

/**
 * Who is signed in, and what that person does with the account. Links and buttons in a popover: Vaadin's menu bar gives
 * its items attributes that their roles do not have.
 */
final class AccountMenu extends Div {
    AccountMenu(Caller caller, Runnable keys, Runnable signOut) {
        var name = new NativeButton();
        name.add(Html.heard("Account of "), Html.span(caller.displayName(), "user"), Html.sign("▾"));
        name.addClassName("account");
        var popover = new Popover();
        popover.setTarget(name);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAutofocus(true);
        popover.setAriaLabel("Account");
        var own = new RouterLink("My account", AccountView.class);
        own.getElement().addEventListener("click", click -> popover.close());
        popover.add(Html.div(
                "menu",
                Html.span("Role: " + RoleWords.of(caller), "soft"),
                own,
                item("Keyboard keys", popover, keys),
                item("Sign out", popover, signOut)));
        add(name, popover);
    }

    private static NativeButton item(String word, Popover popover, Runnable deed) {
        return new NativeButton(word, click -> {
            popover.close();
            deed.run();
        });
    }
}
