package dev.winnow.ui;

import dev.winnow.access.Caller;

/** The browser session of whoever is signed in. */
public interface OwnSession {
    /** Lets this session go on as the caller is now: with another name, or another password. */
    void goOnAs(Caller caller);
}
