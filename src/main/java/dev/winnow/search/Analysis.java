package dev.winnow.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurationContext;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurer;

/** How texts are taken apart: into runs of letters and digits without their case, whatever the language. */
final class Analysis implements LuceneAnalysisConfigurer {
    static final String PARTS = "parts";
    static final String LOWER = "lower";

    /** Longer runs are cut into several. */
    private static final int LONGEST = 100;

    private static final Analyzer ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer parts = new CharTokenizer(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, LONGEST) {
                @Override
                protected boolean isTokenChar(int c) {
                    return Analysis.isPart(c);
                }
            };
            return new TokenStreamComponents(parts, new LowerCaseFilter(parts));
        }

        @Override
        protected TokenStream normalize(String field, TokenStream in) {
            return new LowerCaseFilter(in);
        }
    };

    @Override
    public void configure(LuceneAnalysisConfigurationContext context) {
        context.analyzer(PARTS).instance(ANALYZER);
        context.normalizer(LOWER).custom().tokenFilter("lowercase");
    }

    private static boolean isPart(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** The parts of a text as the index has them, in order. */
    static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPart(c)) {
                part.appendCodePoint(Character.toLowerCase(c));
            } else {
                take(part, parts);
            }
        });
        take(part, parts);
        return parts;
    }

    private static void take(StringBuilder part, List<String> into) {
        if (!part.isEmpty()) {
            into.add(part.toString());
            part.setLength(0);
        }
    }
}
