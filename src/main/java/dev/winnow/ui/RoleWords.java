package dev.winnow.ui;

import dev.winnow.access.Role;
import dev.winnow.access.TokenRole;
import dev.winnow.ui.parts.Facts;
import dev.winnow.ui.parts.Words;

/** What the roles of people and of tokens are called and may do, in a line each. */
final class RoleWords {
    private RoleWords() {}

    static String name(Role role) {
        return Words.capital(role.name());
    }

    static String name(TokenRole role) {
        return Words.capital(role.name());
    }

    static String may(Role role) {
        return switch (role) {
            case VIEWER -> "Sees projects, builds and findings.";
            case DEVELOPER -> "What a viewer may, and uploads reports.";
            case SECURITY ->
                "What a developer may, decides on findings and guards, and reads reports as they were uploaded.";
            case ADMIN -> "Everything; also manages people and everyone's tokens.";
        };
    }

    static String may(TokenRole role) {
        return switch (role) {
            case UPLOAD -> "Uploads reports and follows their import; reads nothing else.";
            case READ -> "Reads projects, builds and findings.";
            case TRIAGE -> "Reads, decides on findings and guards, and reads reports as they were uploaded.";
            case ADMIN -> "Everything its owner may do.";
        };
    }

    static Facts ofPeople() {
        var facts = new Facts();
        for (Role role : Role.values()) {
            facts.with(name(role), may(role));
        }
        return facts;
    }
}
