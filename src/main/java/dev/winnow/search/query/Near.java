package dev.winnow.search.query;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/** Names near what was typed: those it begins, else those two slips away. */
final class Near {
    private Near() {}

    /** A sentence for an error: the names that were probably meant, else all. Starts with a space. */
    static String hint(String typed, List<String> names) {
        List<String> near = of(typed.toLowerCase(Locale.ROOT), names);
        return near.isEmpty()
                ? " Possible: " + String.join(", ", names) + "."
                : near.stream().collect(Collectors.joining(" or ", " Did you mean ", "?"));
    }

    private static List<String> of(String typed, List<String> names) {
        List<String> begun =
                names.stream().filter(name -> name.startsWith(typed)).limit(3).toList();
        if (!begun.isEmpty() || typed.length() > 30) {
            return begun;
        }
        for (int slips = 1; slips <= Math.min(2, typed.length() / 2); slips++) {
            var automaton = new CharacterRunAutomaton(new LevenshteinAutomata(typed, true).toAutomaton(slips));
            List<String> near = names.stream().filter(automaton::run).limit(3).toList();
            if (!near.isEmpty()) {
                return near;
            }
        }
        return List.of();
    }
}
