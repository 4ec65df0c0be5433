package dev.winnow.importers;

import java.util.Map;
import java.util.Set;

/** What a report looks like from its outside: enough to tell formats apart, gathered from as few bytes as possible. */
public sealed interface Shape {
    /**
     * A JSON document whose top level is an object.
     *
     * @param names names of the top-level members seen so far
     * @param texts top-level members that are strings, numbers or booleans, and those one object deeper as {@code
     *     outer/inner}
     */
    record JsonObject(Set<String> names, Map<String, String> texts) implements Shape {}

    /**
     * A JSON document whose top level is an array.
     *
     * @param names names of the members of its first element that is an object; empty where there is none
     * @param empty whether the array has no element at all
     */
    record JsonArray(Set<String> names, boolean empty) implements Shape {}

    /** A JSON document that is just {@code null}. */
    record JsonNull() implements Shape {}

    /**
     * An XML document.
     *
     * @param root local name of the root element
     * @param attributes the root element's attributes by local name
     */
    record Xml(String root, Map<String, String> attributes) implements Shape {}

    /** Anything else: no JSON object or array, no XML. */
    record Other(Look look) implements Shape {
        /** Text of no known kind. */
        public Other() {
            this(Look.TEXT);
        }
    }

    /** What a report that is none may be, for a helpful refusal. */
    enum Look {
        /** No bytes, or nothing but white space. */
        EMPTY,
        HTML,
        TEXT,
        BINARY
    }
}
