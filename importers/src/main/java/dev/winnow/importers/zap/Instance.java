package dev.winnow.importers.zap;

import dev.winnow.importers.Masking;
import dev.winnow.importers.Texts;
import dev.winnow.importers.WebRequest;
import org.jspecify.annotations.Nullable;

/**
 * One place where an alert was seen, without secrets.
 *
 * @param request null where the report names no address
 * @param otherInfo null where the report's layout has none on instances
 */
record Instance(@Nullable WebRequest request, @Nullable String otherInfo) {
    /** Shorter than any credential of a known shape, as methods and most parameters are. */
    private static final int SHORTEST_CREDENTIAL = 15;

    /** @param site stands in where there is no address */
    static Instance of(Fields fields, String site) {
        String url = fields.has(Field.URI) ? fields.text(Field.URI) : site;
        String otherInfo = fields.get(Field.OTHER_INFO);
        return new Instance(
                url.isEmpty()
                        ? null
                        : new WebRequest(
                                fields.text(Field.METHOD),
                                clean(url),
                                cleanOrNull(fields.text(Field.PARAMETER)),
                                cleanOrNull(fields.text(Field.ATTACK)),
                                cleanOrNull(fields.text(Field.EVIDENCE))),
                otherInfo == null ? null : clean(otherInfo));
    }

    /** About how many characters it holds. */
    int size() {
        int size = length(otherInfo);
        if (request != null) {
            size += request.url().length()
                    + request.method().length()
                    + length(request.parameter())
                    + length(request.attack())
                    + length(request.evidence());
        }
        return size;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static @Nullable String cleanOrNull(String text) {
        return text.isEmpty() ? null : clean(text);
    }

    private static String clean(String text) {
        return text.length() < SHORTEST_CREDENTIAL ? text : Texts.block(Masking.maskKnown(text));
    }
}
