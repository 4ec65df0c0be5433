package dev.winnow.importers;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The report formats that can be read: every {@link Importer} of this module.
 *
 * <pre>{@code
 * Report report = Reports.prepare(bytes, limits, masking);
 * ScanInfo scan = Formats.importerOf(report).read(report, sink);
 * }</pre>
 */
public final class Formats {
    private static final List<Importer> ALL = ServiceLoader.load(Importer.class, new ThisModule()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Importer::format))
            .toList();

    private Formats() {}

    /** Finds the registrations of this module alone: to search a class path of two hundred jars takes half a second. */
    private static final class ThisModule extends ClassLoader {
        ThisModule() {
            super(Formats.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            URL here = Formats.class.getResource("Formats.class");
            if (here == null) {
                return super.getResources(name);
            }
            String path = Formats.class.getName().replace('.', '/') + ".class";
            String root = here.toString().substring(0, here.toString().length() - path.length());
            try {
                return Collections.enumeration(List.of(URI.create(root + name).toURL()));
            } catch (MalformedURLException e) {
                // Addresses that only their class loader understands: the one for short commands, with few jars.
                return super.getResources(name);
            }
        }
    }

    /** All importers, by the name of their format. */
    public static List<Importer> all() {
        return ALL;
    }

    /** The importer of that format, as stored with scans. */
    public static Optional<Importer> named(String format) {
        return ALL.stream().filter(importer -> importer.format().equals(format)).findFirst();
    }

    /** The importer that takes reports of this shape. */
    public static Optional<Importer> recognise(Shape shape) {
        return ALL.stream().filter(importer -> importer.recognises(shape)).findFirst();
    }

    /** The importer that takes this report. */
    public static Optional<Importer> recognise(Report report) {
        return recognise(report.shape());
    }

    /**
     * The importer that takes this report.
     *
     * @throws UnsupportedReport where there is none, with what it looks like and what could be read instead
     */
    public static Importer importerOf(Report report) throws UnsupportedReport {
        return recognise(report)
                .orElseThrow(() -> new UnsupportedReport(
                        lookOf(report.shape()) + named(report.shape()) + " Winnow reads " + titles() + "."));
    }

    /**
     * The importer of that format, where the report is of it or may be one of it that found nothing.
     *
     * @param format null for the one that takes the report
     * @throws UnsupportedReport where there is none, or where the report is none of that format
     */
    public static Importer importerOf(Report report, @Nullable String format) throws UnsupportedReport {
        if (format == null) {
            return importerOf(report);
        }
        Importer importer = named(format)
                .orElseThrow(() -> new UnsupportedReport("No format is called that. Winnow reads " + names() + "."));
        if (!importer.recognises(report.shape()) && !importer.mayBeEmpty(report.shape())) {
            throw new UnsupportedReport("The report is not " + importer.title()
                    + ". Without a format Winnow finds out itself which one it is.");
        }
        return importer;
    }

    /** How to say what cannot be seen; nothing where no format has such reports. */
    private static String named(Shape shape) {
        String names = ALL.stream()
                .filter(importer -> importer.mayBeEmpty(shape))
                .map(importer -> "format=" + importer.format())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " Where its scanner found nothing, say which it is: " + names + ".";
    }

    /** The formats by the names that {@link #named(String)} takes, comma separated. */
    public static String names() {
        return ALL.stream().map(Importer::format).collect(Collectors.joining(", "));
    }

    /** The formats by their names for people, comma separated. */
    public static String titles() {
        return ALL.stream().map(Importer::title).collect(Collectors.joining(", "));
    }

    private static String lookOf(Shape shape) {
        return switch (shape) {
            case Shape.Other other ->
                switch (other.look()) {
                    case EMPTY -> "The report is empty.";
                    case HTML -> "The report is an HTML page, perhaps an error page or a report for people.";
                    case TEXT -> "The report is plain text, neither JSON, XML nor YAML.";
                    case BINARY -> "The report is neither text nor compressed with gzip or zstd.";
                };
            case Shape.Xml xml -> "No importer knows this XML report.";
            case Shape.JsonObject object -> "No importer knows this JSON report.";
            case Shape.JsonArray array -> "No importer knows this JSON report, whose top level is an array.";
            case Shape.Yaml yaml -> "No importer knows this YAML report.";
            case Shape.JsonNull nothing -> "No importer knows this JSON report, which is just null.";
        };
    }
}
