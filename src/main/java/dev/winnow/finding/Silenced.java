package dev.winnow.finding;

/** What a list does with findings that are silenced. */
public enum Silenced {
    HIDE,
    SHOW,
    ONLY
}
