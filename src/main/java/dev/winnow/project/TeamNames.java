package dev.winnow.project;

import dev.winnow.access.Caller;
import dev.winnow.access.Members;
import dev.winnow.access.Scope;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The teams there are: those that own projects, and those that somebody has a role in. */
@Service
public class TeamNames {
    private final Projects projects;
    private final Members members;

    TeamNames(Projects projects, Members members) {
        this.projects = projects;
        this.members = members;
    }

    /** Those that the caller may read as a whole, by name. */
    @Transactional(readOnly = true)
    public SortedSet<String> visibleTo(Caller caller) {
        var names = new TreeSet<>(projects.teams());
        names.addAll(members.teams());
        names.removeIf(name -> !caller.mayRead(Scope.team(name)));
        return names;
    }

    /** Whether there is one of this name that the caller may read. */
    @Transactional(readOnly = true)
    public boolean isVisibleTo(Caller caller, String name) {
        return Scope.nameError(name).isEmpty()
                && caller.mayRead(Scope.team(name))
                && visibleTo(caller).contains(name);
    }
}
