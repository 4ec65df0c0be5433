package dev.winnow.launcher;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads classes from a few of the jars in the runnable jar. Each is read into memory as it is when something is first
 * looked for in it, so that a library which a run does not need costs nothing. Knows no manifests, signatures or
 * versions for certain releases of Java.
 */
final class NestedJars extends ClassLoader {
    private static final String FOLDER = "BOOT-INF/lib/";

    private final File jar;
    private final String[] names;
    private final List<NestedJar> opened = new ArrayList<>();

    /**
     * @param jar the runnable jar
     * @param names the beginnings of the jars' file names, in the order in which they are searched
     */
    NestedJars(File jar, String... names) {
        super(ClassLoader.getPlatformClassLoader());
        this.jar = jar;
        this.names = names;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name.replace('.', '/').concat(".class"));
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        byte[] bytes = bytes(name);
        if (bytes == null) {
            return null;
        }
        try {
            return URL.of(new URI("nested", null, "/".concat(name), null), new Handler(bytes));
        } catch (MalformedURLException | URISyntaxException e) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL resource = findResource(name);
        return resource == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(resource));
    }

    private synchronized byte @Nullable [] bytes(String path) {
        try {
            for (int i = 0; i < names.length; i++) {
                if (i == opened.size()) {
                    opened.add(open(names[i]));
                }
                byte[] bytes = opened.get(i).bytes(path);
                if (bytes != null) {
                    return bytes;
                }
            }
            return null;
        } catch (IOException e) {
            throw new IllegalStateException(jar + " cannot be read: " + e.getMessage(), e);
        }
    }

    private NestedJar open(String name) throws IOException {
        try (var outer = new ZipFile(jar)) {
            String start = FOLDER.concat(name);
            for (var entries = outer.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(start)) {
                    try (InputStream in = outer.getInputStream(entry)) {
                        return new NestedJar(in.readAllBytes());
                    }
                }
            }
        }
        throw new FileNotFoundException("no " + FOLDER + name + "*.jar");
    }

    /** Lets a resource be read through its address. */
    static final class Handler extends URLStreamHandler {
        private final byte[] bytes;

        Handler(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL address) {
            return new Resource(address, bytes);
        }
    }

    static final class Resource extends URLConnection {
        private final byte[] bytes;

        Resource(URL address, byte[] bytes) {
            super(address);
            this.bytes = bytes;
        }

        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
