package dev.winnow.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a delivery says, before it is put into the form of its channel. All text is in one line and bounded.
 *
 * @param type {@code notice}, {@code digest} or {@code test}
 * @param occasion the word of the occasion; empty: of none
 * @param project its name; empty: of none in particular
 * @param path of the page to look at, from the root of Winnow; empty: none
 * @param items what it is about, the most important first
 * @param total how many there are, of which these are the first
 * @param notes what is to be known about the message itself
 */
record Message(
        String type,
        String occasion,
        String project,
        String title,
        String text,
        String path,
        Instant at,
        List<Item> items,
        int total,
        List<String> notes) {
    static final int MOST_ITEMS = 20;
    static final int LONGEST_TITLE = 150;
    static final int LONGEST_TEXT = 600;
    static final int LONGEST_ITEM = 200;

    Message {
        project = Clean.line(project, 100);
        title = Clean.line(title, LONGEST_TITLE);
        text = Clean.line(text, LONGEST_TEXT);
        items = items.stream().limit(MOST_ITEMS).toList();
        notes = notes.stream().map(note -> Clean.line(note, LONGEST_TEXT)).toList();
    }

    /**
     * @param label of what sort it is, such as a severity; may be empty
     * @param path of its page; empty: none
     */
    record Item(String label, String text, String path) {
        Item {
            label = Clean.line(label, 120);
            text = Clean.line(text, LONGEST_ITEM);
        }
    }

    /** How many there are besides those that are named. */
    int more() {
        return Math.max(0, total - items.size());
    }

    Optional<String> link(Optional<String> root) {
        return link(root, path);
    }

    static Optional<String> link(Optional<String> root, String path) {
        return path.isEmpty() ? Optional.empty() : root.map(start -> start + path);
    }

    /** For where only lines of text can stand: project and title. */
    String headline() {
        return project.isEmpty() ? title : project + ": " + title;
    }
}
