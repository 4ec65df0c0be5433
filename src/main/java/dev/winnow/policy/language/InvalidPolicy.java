package dev.winnow.policy.language;

import java.util.List;
import java.util.stream.Collectors;

/** A text is no policy; all that is wrong with it, in the order of the text. */
public final class InvalidPolicy extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<PolicyProblem> problems;

    public InvalidPolicy(List<PolicyProblem> problems) {
        super(problems.stream().map(PolicyProblem::said).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<PolicyProblem> problems() {
        return problems;
    }
}
