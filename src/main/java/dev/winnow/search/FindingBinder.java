package dev.winnow.search;

import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingMark;
import dev.winnow.finding.IndexedFinding;
import dev.winnow.finding.IndexedFindings.Standing;
import dev.winnow.importers.Kind;
import dev.winnow.search.query.Field;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.search.engine.backend.document.DocumentElement;
import org.hibernate.search.engine.backend.document.IndexFieldReference;
import org.hibernate.search.engine.backend.document.model.dsl.IndexSchemaElement;
import org.hibernate.search.engine.backend.types.Aggregable;
import org.hibernate.search.engine.backend.types.Highlightable;
import org.hibernate.search.engine.backend.types.Projectable;
import org.hibernate.search.engine.backend.types.Searchable;
import org.hibernate.search.engine.backend.types.Sortable;
import org.hibernate.search.mapper.pojo.bridge.TypeBridge;
import org.hibernate.search.mapper.pojo.bridge.binding.TypeBindingContext;
import org.hibernate.search.mapper.pojo.bridge.mapping.programmatic.TypeBinder;
import org.hibernate.search.mapper.pojo.bridge.runtime.TypeBridgeWriteContext;
import org.jspecify.annotations.Nullable;

/**
 * Which fields the document of a finding has, and what they get. A change here is a new version of the document: see
 * {@link IndexDirectory}.
 */
final class FindingBinder implements TypeBinder {
    /** The longest value of a field that is not taken apart, in characters. */
    private static final int LONGEST_VALUE = 1_000;

    private static final int LONGEST_TEXT = 2_000;

    @Override
    public void bind(TypeBindingContext context) {
        context.dependencies().useRootOnly();
        var fields = new Fields(context.indexSchemaElement());
        fields.aggregated(
                Field.PROJECT.word(), one -> List.of(Long.toString(one.finding().projectId())));
        fields.aggregated(IndexField.STANDING, one -> List.of(StandingText.of(Standing.of(one.finding()))));
        fields.aggregated(
                Field.SEVERITY.word(), one -> List.of(word(one.finding().severity())));
        fields.aggregated(
                Field.STATUS.word(), one -> List.of(one.finding().status().word()));
        fields.aggregated(Field.KIND.word(), one -> List.of(word(one.finding().kind())));
        fields.aggregated(Field.CWE.word(), FindingBinder::weaknesses);
        fields.aggregated(Field.FIXED.word(), FindingBinder::fixed);
        fields.aggregated(Field.KEV.word(), one -> yesNo(one.finding().exploited()));
        fields.aggregated(Field.SILENCED.word(), one -> yesNo(one.finding().silenced()));
        fields.shown(Field.GUARD, IndexedFinding::guards);
        fields.shown(Field.RULE, one -> List.of(one.finding().ruleId()));
        fields.shown(Field.PACKAGE, one -> present(one.finding().packageName()));
        fields.words(Field.PACKAGE, FindingBinder::packages);
        fields.words(Field.GUARD, IndexedFinding::guards);
        fields.words(Field.RULE, one -> List.of(one.finding().ruleId()));
        fields.words(Field.PATH, FindingBinder::paths);
        fields.words(Field.ID, IndexedFinding::identifiers);
        fields.words(Field.VERSION, one -> present(one.finding().packageVersion()));
        fields.words(Field.DECISION, one -> List.of(one.finding().triage().word()));
        fields.shown(Field.ASSIGNEE, one -> one.marks().getOrDefault(FindingMark.ASSIGNEE, List.of()));
        fields.shown(Field.LABEL, one -> one.marks().getOrDefault(FindingMark.LABEL, List.of()));
        fields.words(Field.ASSIGNEE, one -> one.marks().getOrDefault(FindingMark.ASSIGNEE, List.of()));
        fields.words(Field.LABEL, one -> one.marks().getOrDefault(FindingMark.LABEL, List.of()));
        fields.text(IndexField.TITLE, true, one -> List.of(one.finding().title()));
        fields.text(IndexField.MESSAGE, true, one -> List.of(cut(one.message(), LONGEST_TEXT)));
        fields.text(
                IndexField.WHERE, true, one -> one.places().stream().limit(10).toList());
        fields.text(IndexField.OTHER, false, FindingBinder::otherWords);
        fields.time(IndexField.SEEN, one -> one.finding().firstSeenAt());
        fields.time(Field.INTRODUCED.word(), IndexedFinding::introducedAt);
        fields.time(Field.OPENED.word(), IndexedFinding::openedAt);
        fields.time(Field.CLOSED.word(), IndexedFinding::closedAt);
        fields.number(IndexField.RANK, one -> one.finding().severity().ordinal());
        fields.number(IndexField.NUMBER, one -> one.finding().id());
        fields.number(IndexField.STAMP, one -> new FindingDocument(one).stamp());
        context.bridge(FindingDocument.class, new Bridge(fields.written));
    }

    private static List<String> yesNo(boolean yes) {
        return List.of(yes ? "yes" : "no");
    }

    private static List<String> fixed(IndexedFinding one) {
        Finding finding = one.finding();
        boolean known =
                finding.fixedVersion() != null && !finding.fixedVersion().isBlank();
        return finding.kind() == Kind.VULNERABILITY ? yesNo(known) : List.of();
    }

    private static List<String> weaknesses(IndexedFinding one) {
        return one.cwes().stream()
                .flatMap(cwe -> CweNames.number(cwe).stream())
                .map(number -> Integer.toString(number))
                .distinct()
                .toList();
    }

    /** The name, its last part, and package URLs with and without what stands behind the name. */
    private static List<String> packages(IndexedFinding one) {
        Stream<String> name = present(one.finding().packageName()).stream()
                .flatMap(whole -> Stream.of(
                        whole, whole.substring(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf(':')) + 1)));
        Stream<String> addresses = one.purls().stream().flatMap(purl -> {
            String versioned = purl.split("[?#]", 2)[0];
            int version = versioned.lastIndexOf('@');
            boolean ofName = version > versioned.lastIndexOf('/') + 1;
            return Stream.of(versioned, ofName ? versioned.substring(0, version) : versioned);
        });
        return Stream.concat(name, addresses).distinct().toList();
    }

    /** Of web requests the path of the address, too. */
    private static List<String> paths(IndexedFinding one) {
        return one.places().stream()
                .flatMap(place -> PathGlob.placesOf(place).stream())
                .distinct()
                .toList();
    }

    private static List<String> otherWords(IndexedFinding one) {
        Finding finding = one.finding();
        return Stream.of(
                        Stream.of(finding.ruleId(), NameParts.of(finding.ruleId()), NameParts.of(finding.title())),
                        present(finding.packageName()).stream(),
                        present(finding.place()).stream().map(NameParts::of),
                        present(finding.parameter()).stream(),
                        one.identifiers().stream(),
                        one.cwes().stream(),
                        one.cwes().stream()
                                .flatMap(cwe -> CweNames.number(cwe).stream())
                                .flatMap(number -> CweNames.of(number).stream()))
                .flatMap(Function.identity())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<String> present(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** Declares fields, and notes what each gets. */
    private static final class Fields {
        private final IndexSchemaElement schema;
        private final Map<IndexFieldReference<?>, Function<IndexedFinding, ? extends Collection<?>>> written =
                new LinkedHashMap<>();

        private Fields(IndexSchemaElement schema) {
            this.schema = schema;
        }

        /** Words that are searched, and counted, as they are. */
        private void aggregated(String name, Function<IndexedFinding, List<String>> values) {
            written.put(
                    schema.field(name, type -> type.asString().aggregable(Aggregable.YES))
                            .multiValued()
                            .toReference(),
                    values);
        }

        /** Words that are counted as they are spelled. */
        private void shown(Field field, Function<IndexedFinding, List<String>> values) {
            written.put(
                    schema.field(
                                    IndexField.shown(field),
                                    type -> type.asString()
                                            .searchable(Searchable.NO)
                                            .aggregable(Aggregable.YES))
                            .multiValued()
                            .toReference(),
                    one -> shortened(values.apply(one)));
        }

        /** Words that are searched whatever their case. */
        private void words(Field field, Function<IndexedFinding, List<String>> values) {
            written.put(
                    schema.field(field.word(), type -> type.asString().normalizer(Analysis.LOWER))
                            .multiValued()
                            .toReference(),
                    one -> shortened(values.apply(one)));
        }

        private static List<String> shortened(List<String> values) {
            return values.stream().map(value -> cut(value, LONGEST_VALUE)).toList();
        }

        private void text(String name, boolean kept, Function<IndexedFinding, List<String>> values) {
            written.put(
                    schema.field(
                                    name,
                                    type -> type.asString()
                                            .analyzer(Analysis.PARTS)
                                            .projectable(kept ? Projectable.YES : Projectable.NO)
                                            .highlightable(
                                                    kept ? List.of(Highlightable.UNIFIED) : List.of(Highlightable.NO)))
                            .multiValued()
                            .toReference(),
                    values);
        }

        private void time(String name, Function<IndexedFinding, @Nullable Instant> value) {
            written.put(
                    schema.field(
                                    name,
                                    type -> type.asInstant()
                                            .sortable(Sortable.YES)
                                            .aggregable(Aggregable.YES))
                            .toReference(),
                    one -> {
                        Instant time = value.apply(one);
                        return time == null ? List.of() : List.of(time);
                    });
        }

        private void number(String name, Function<IndexedFinding, Number> value) {
            written.put(
                    schema.field(
                                    name,
                                    type -> type.asLong()
                                            .sortable(Sortable.YES)
                                            .projectable(
                                                    name.equals(IndexField.STAMP) ? Projectable.YES : Projectable.NO))
                            .toReference(),
                    one -> List.of(value.apply(one).longValue()));
        }
    }

    private record Bridge(Map<IndexFieldReference<?>, Function<IndexedFinding, ? extends Collection<?>>> fields)
            implements TypeBridge<FindingDocument> {
        @Override
        public void write(DocumentElement target, FindingDocument document, TypeBridgeWriteContext context) {
            fields.forEach(
                    (field, values) -> values.apply(document.content()).forEach(value -> add(target, field, value)));
        }

        @SuppressWarnings("unchecked")
        private static <V> void add(DocumentElement target, IndexFieldReference<V> field, Object value) {
            target.addValue(field, (V) value);
        }
    }
}
