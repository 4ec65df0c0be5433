package dev.winnow.importers;

import java.util.Map;
import java.util.Set;

/** What a report looks like from its outside: enough to tell formats apart, gathered from as few bytes as possible. */
public sealed interface Shape {
    /**
     * A JSON document whose top level is an object.
     *
     * @param names names of the top-level members seen so far
     * @param texts top-level members that are strings, numbers or booleans, and those one object deeper, or in the first
     *     object of a top-level array, as {@code outer/inner}
     * @param empty names of the top-level members seen so far that are arrays without any element
     */
    record JsonObject(Set<String> names, Map<String, String> texts, Set<String> empty) implements Shape {
        /** One without empty arrays. */
        public JsonObject(Set<String> names, Map<String, String> texts) {
            this(names, texts, Set.of());
        }
    }

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
     * A YAML document, or the first of several, whose top level is a mapping.
     *
     * @param top what it would look like as JSON
     */
    record Yaml(JsonObject top) implements Shape {}

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
