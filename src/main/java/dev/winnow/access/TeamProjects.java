package dev.winnow.access;

import java.util.Collection;
import java.util.List;

/** Knows which projects belong to which team today. */
public interface TeamProjects {
    /** A project and its team. */
    record Member(String project, String team) {}

    /** All projects of these teams. */
    List<Member> of(Collection<String> teams);

    /** Names of the teams that have a project. */
    Collection<String> teams();
}
