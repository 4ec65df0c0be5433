package dev.winnow.ui;

import com.vaadin.flow.component.select.Select;
import dev.winnow.access.Caller;
import dev.winnow.access.Role;
import dev.winnow.access.TokenRole;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/** What the roles of people and of tokens are called and may do, in a line each. */
final class RoleWords {
    private RoleWords() {}

    /** @param role null for a user whom only grants give something */
    static String name(@Nullable Role role) {
        return role == null ? "By grant" : Words.capital(role.name());
    }

    /** The global role of a caller, or that there is none. */
    static String of(Caller caller) {
        return caller.role() != null || caller.strongest().isPresent() ? name(caller.role()) : "None yet";
    }

    static String name(TokenRole role) {
        return Words.capital(role.name());
    }

    static String may(@Nullable Role role) {
        return switch (role) {
            case null -> "Sees only the projects of single grants, and may there what each grant says.";
            case VIEWER -> "Sees projects, builds and findings.";
            case DEVELOPER -> "What a viewer may; uploads reports, records deployments and proposes decisions.";
            case SECURITY ->
                "What a developer may, decides on findings and guards, and reads reports as they were uploaded.";
            case ADMIN -> "Everything; in all projects also people, everyone's tokens and the audit log.";
        };
    }

    /** What a role lets do where it was granted. */
    static String mayThere(Role role) {
        return switch (role) {
            case VIEWER, DEVELOPER, SECURITY -> may(role);
            case ADMIN -> "Everything there; also its settings and who may do what in it.";
        };
    }

    static String may(TokenRole role) {
        return switch (role) {
            case UPLOAD -> "Uploads reports, follows their import and records deployments; reads nothing else.";
            case READ -> "Reads projects, builds and findings.";
            case TRIAGE ->
                "Reads, decides or proposes, and reads reports as they were uploaded, as far as its owner may.";
            case ADMIN -> "Everything its owner may do.";
        };
    }

    /** A choice of a global role, none among them. */
    static void choosing(Select<Role> choice) {
        choice.setEmptySelectionAllowed(true);
        choice.setEmptySelectionCaption("None: only what is granted");
        choice.setItems(Role.values());
        choice.setItemLabelGenerator(role -> role == null ? "None: only what is granted" : name(role));
        choice.setHelperText(may((Role) null));
        choice.addValueChangeListener(change -> choice.setHelperText(may(change.getValue())));
    }

    static Facts ofPeople() {
        var facts = new Facts();
        for (Role role : Role.values()) {
            facts.with(name(role), may(role));
        }
        return facts;
    }
}
