package dev.winnow.importers.packages;

import java.util.ArrayList;
import java.util.List;

/** Collects a vulnerability's names in public catalogues and puts them in order: CVE, GHSA, others. Reusable. */
public final class Identifiers {
    /** The most names kept of one vulnerability. */
    private static final int MOST = 50;

    /** The longest name kept. */
    private static final int LONGEST = 100;

    private final List<String> cves = new ArrayList<>();
    private final List<String> ghsas = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    /** Forgets all names. */
    public void clear() {
        cves.clear();
        ghsas.clear();
        others.clear();
    }

    /** Adds a name where it is new. */
    public void add(String id) {
        List<String> among = id.startsWith("CVE-") ? cves : id.startsWith("GHSA-") ? ghsas : others;
        if (!id.isBlank() && id.length() <= LONGEST && among.size() < MOST && !among.contains(id)) {
            among.add(id);
        }
    }

    /** All names added since {@link #clear()}, in order. */
    public List<String> inOrder() {
        if (ghsas.isEmpty() && others.isEmpty()) {
            return List.copyOf(cves);
        }
        var all = new ArrayList<String>(cves.size() + ghsas.size() + others.size());
        all.addAll(cves);
        all.addAll(ghsas);
        all.addAll(others);
        return List.copyOf(all);
    }
}
