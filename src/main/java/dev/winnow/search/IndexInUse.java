package dev.winnow.search;

import java.nio.file.Path;

/** Another process has the index. */
final class IndexInUse extends Exception {
    IndexInUse(Path directory, Throwable cause) {
        super("another process uses the search index in " + directory, cause);
    }
}
