package dev.winnow.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * Where the index lies. One process has it at a time: only who holds its lock may open or empty it. A file says that the
 * index has all findings, and of which version its documents are.
 */
final class IndexDirectory implements AutoCloseable {
    /** Of the documents; to be raised with each change of {@link FindingBinder} or {@link Analysis}. */
    static final int VERSION = 3;

    private static final String WHOLE = "whole";

    private final Path path;
    private final Directory directory;
    private final Lock lock;

    private IndexDirectory(Path path, Directory directory, Lock lock) {
        this.path = path;
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws IndexInUse where another process has it */
    static IndexDirectory take(Path path) throws IOException, IndexInUse {
        Files.createDirectories(path);
        Directory directory = FSDirectory.open(path);
        try {
            return new IndexDirectory(path, directory, directory.obtainLock("winnow.lock"));
        } catch (LockObtainFailedException e) {
            directory.close();
            throw new IndexInUse(path, e);
        }
    }

    Path path() {
        return path;
    }

    /** Whether it has all findings, in documents of this version, as far as opening it tells. */
    boolean isWhole() {
        try {
            if (!Files.exists(path.resolve(WHOLE))
                    || !Files.readString(path.resolve(WHOLE)).strip().equals(Integer.toString(VERSION))) {
                return false;
            }
            try (Directory index = FSDirectory.open(path.resolve(LuceneIndex.NAME));
                    DirectoryReader reader = DirectoryReader.open(index)) {
                return reader.maxDoc() >= 0;
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Notes that it has all findings. */
    void setWhole() throws IOException {
        Path fresh = path.resolve(WHOLE + ".new");
        Files.writeString(fresh, Integer.toString(VERSION));
        Files.move(fresh, path.resolve(WHOLE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Throws the index away; it must be closed. */
    void empty() throws IOException {
        Files.deleteIfExists(path.resolve(WHOLE));
        Path index = path.resolve(LuceneIndex.NAME);
        if (!Files.exists(index)) {
            return;
        }
        try (Stream<Path> files = Files.walk(index)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** In bytes, on disk. */
    long size() {
        if (!Files.exists(path)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            long size = 0;
            for (Path file : all) {
                // Merging removes files at any moment.
                size += Files.exists(file) ? Files.size(file) : 0;
            }
            return size;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        directory.close();
    }
}
