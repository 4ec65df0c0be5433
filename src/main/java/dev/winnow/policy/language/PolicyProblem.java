package dev.winnow.policy.language;

/**
 * Something wrong in a policy.
 *
 * @param line from 1; 0 where the text as a whole is wrong
 * @param column from 1; 0 likewise
 * @param rule the rule it is in; empty elsewhere
 */
public record PolicyProblem(int line, int column, String rule, String what) {
    /** As people read it: {@code line 7, column 13, rule no-critical: …}. */
    public String said() {
        String place = line == 0 ? "" : "line " + line + ", column " + column;
        String in = rule.isEmpty() ? "" : (place.isEmpty() ? "" : ", ") + "rule " + rule;
        return place.isEmpty() && in.isEmpty() ? what : place + in + ": " + what;
    }
}
