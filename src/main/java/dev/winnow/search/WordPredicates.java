package dev.winnow.search;

import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;

/**
 * Looks for words in the texts of findings. A word is found where one starts so; one with dots, slashes or dashes where
 * its parts stand one behind the other. Identifiers and packages of this very name fit best, then titles.
 */
final class WordPredicates {
    /** Words of the index that the last part of a longer word may be the beginning of. */
    private static final int MOST_BEGUN = 1_000;

    private static final Map<String, Float> TEXTS = texts();

    private final LuceneIndex index;
    private final SearchPredicateFactory f;

    WordPredicates(LuceneIndex index) {
        this.index = index;
        this.f = index.scope().predicate();
    }

    private static Map<String, Float> texts() {
        var texts = new LinkedHashMap<String, Float>();
        texts.put(IndexField.TITLE, 4f);
        texts.put(IndexField.OTHER, 3f);
        texts.put(IndexField.WHERE, 2f);
        texts.put(IndexField.MESSAGE, 1f);
        return texts;
    }

    PredicateFinalStep of(Query.Words typed) {
        List<String> parts = Analysis.parts(typed.words());
        if (parts.isEmpty()) {
            return f.matchAll();
        }
        var any = f.or();
        for (var text : TEXTS.entrySet()) {
            for (PredicateFinalStep one : in(text.getKey(), parts, typed.phrase(), text.getValue())) {
                any = any.add(one);
            }
        }
        if (!typed.phrase()) {
            String whole = typed.words().toLowerCase(Locale.ROOT);
            any = any.add(f.match()
                            .field(Field.ID.word())
                            .matching(whole)
                            .constantScore()
                            .boost(200))
                    .add(f.match()
                            .field(Field.PACKAGE.word())
                            .matching(whole)
                            .constantScore()
                            .boost(100))
                    .add(f.match()
                            .field(Field.RULE.word())
                            .matching(whole)
                            .constantScore()
                            .boost(50))
                    .add(f.prefix().field(Field.ID.word()).matching(whole).boost(20));
        }
        return any;
    }

    PredicateFinalStep in(String text, Query.Value value) {
        var all = f.and();
        boolean found = false;
        for (String word : value.quoted()
                ? List.of(value.text())
                : List.of(value.text().replace("*", "").strip().split("\\s+"))) {
            List<String> parts = Analysis.parts(word);
            if (parts.isEmpty()) {
                continue;
            }
            found = true;
            var any = f.or();
            for (PredicateFinalStep one : in(text, parts, value.quoted(), 1)) {
                any = any.add(one);
            }
            all = all.add(any);
        }
        return found ? all : f.matchNone();
    }

    private List<PredicateFinalStep> in(String text, List<String> parts, boolean exact, float weight) {
        String joined = String.join(" ", parts);
        var choices = new ArrayList<PredicateFinalStep>();
        if (parts.size() == 1) {
            choices.add(f.match().field(text).matching(joined).boost(weight));
            if (!exact) {
                choices.add(f.prefix().field(text).matching(joined).boost(weight));
            }
        } else {
            choices.add(f.phrase().field(text).matching(joined).boost(weight));
            if (!exact) {
                choices.add(
                        f.extension(LuceneExtension.get()).fromLuceneQuery(new BoostQuery(begun(text, parts), weight)));
            }
        }
        return choices;
    }

    /** The parts one behind the other, the last one at least begun. */
    private MultiPhraseQuery begun(String text, List<String> parts) {
        var phrase = new MultiPhraseQuery.Builder();
        for (String part : parts.subList(0, parts.size() - 1)) {
            phrase.add(new Term(text, part));
        }
        return phrase.add(startingWith(text, parts.getLast())).build();
    }

    private Term[] startingWith(String text, String beginning) {
        var wanted = new BytesRef(beginning);
        var found = new ArrayList<Term>();
        found.add(new Term(text, wanted));
        try (IndexReader reader = index.reader()) {
            Terms terms = MultiTerms.getTerms(reader, text);
            if (terms != null) {
                TermsEnum all = terms.iterator();
                if (all.seekCeil(wanted) != TermsEnum.SeekStatus.END) {
                    BytesRef term = all.term();
                    while (term != null && StringHelper.startsWith(term, wanted) && found.size() <= MOST_BEGUN) {
                        if (!term.equals(wanted)) {
                            found.add(new Term(text, BytesRef.deepCopyOf(term)));
                        }
                        term = all.next();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.toArray(Term[]::new);
    }

    /** What a list may mark of a query: its words in lower case. */
    static List<String> marks(Query query) {
        return switch (query) {
            case Query.All all ->
                all.parts().stream().flatMap(part -> marks(part).stream()).toList();
            case Query.Any any ->
                any.parts().stream().flatMap(part -> marks(part).stream()).toList();
            case Query.Words words -> List.of(words.words().toLowerCase(Locale.ROOT));
            case Query.Has has ->
                has.values().stream()
                        .map(value -> value.text().toLowerCase(Locale.ROOT).replace("*", ""))
                        .filter(text -> text.length() > 1)
                        .collect(Collectors.toList());
            case Query.Not not -> List.of();
            case Query.Aged aged -> List.of();
            case Query.Within within -> List.of();
        };
    }
}
