package dev.winnow.finding;

import dev.winnow.finding.identity.WideKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** By which keys findings of different projects are the same problem. */
@Repository
public class FindingKeys {
    private static final int BATCH = 1_000;
    private static final int KEY_DIGITS = 32;

    private final JdbcClient jdbc;

    FindingKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The keys of findings of a project that mean the same in every other, by the findings' numbers. */
    public Map<Integer, List<WideKey>> of(long projectId, RoaringBitmap findings) {
        var keys = new HashMap<Integer, List<WideKey>>();
        var batch = new ArrayList<Long>(BATCH);
        for (int number : findings) {
            batch.add(FindingId.of(projectId, number));
            if (batch.size() == BATCH) {
                read(batch, keys);
                batch.clear();
            }
        }
        read(batch, keys);
        return keys;
    }

    /** All keys of findings of a project by the findings' numbers: 32 hexadecimal digits each. */
    public Map<Integer, List<String>> hexadecimal(long projectId, List<Integer> findings) {
        var keys = new HashMap<Integer, List<String>>();
        if (!findings.isEmpty()) {
            jdbc.sql("select finding_id, keys from finding_key where finding_id in (:ids)")
                    .param(
                            "ids",
                            findings.stream()
                                    .map(number -> FindingId.of(projectId, number))
                                    .toList())
                    .query(row -> {
                        String all = HexFormat.of().formatHex(row.getBytes(2));
                        var each = new ArrayList<String>();
                        for (int from = 0; from + KEY_DIGITS <= all.length(); from += KEY_DIGITS) {
                            each.add(all.substring(from, from + KEY_DIGITS));
                        }
                        keys.put(FindingId.number(row.getLong(1)), each);
                    });
        }
        return keys;
    }

    private void read(List<Long> ids, Map<Integer, List<WideKey>> keys) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("select finding_id, keys from finding_key where finding_id in (:ids)")
                .param("ids", List.copyOf(ids))
                .query(row -> {
                    keys.put(FindingId.number(row.getLong(1)), WideKey.among(row.getBytes(2)));
                });
    }

    /**
     * Findings of any project that share one of these keys with the given ones. Walks all findings of the same rules and
     * vulnerabilities, so it is for single acts of people, not for imports.
     *
     * @return numbers by project, the given ones among them
     */
    public Map<Long, RoaringBitmap> sameEverywhere(long projectId, RoaringBitmap findings) {
        Set<WideKey> wanted = new HashSet<>();
        of(projectId, findings).values().forEach(wanted::addAll);
        var same = new HashMap<Long, RoaringBitmap>();
        same.put(projectId, findings.clone());
        if (wanted.isEmpty()) {
            return same;
        }
        Set<String> identifiers = new HashSet<>();
        Set<String> rules = new HashSet<>();
        var ids = new ArrayList<Long>();
        findings.forEach((int number) -> ids.add(FindingId.of(projectId, number)));
        for (int from = 0; from < ids.size(); from += BATCH) {
            jdbc.sql("select rule_id, identifier from finding where id in (:ids)")
                    .param("ids", ids.subList(from, Math.min(ids.size(), from + BATCH)))
                    .query(row -> {
                        if (row.getString(2) != null) {
                            identifiers.add(row.getString(2));
                        }
                        rules.add(row.getString(1));
                    });
        }
        collect("identifier", identifiers, wanted, same);
        collect("rule_id", rules, wanted, same);
        return same;
    }

    private void collect(String column, Set<String> values, Set<WideKey> wanted, Map<Long, RoaringBitmap> same) {
        var all = List.copyOf(values);
        for (int from = 0; from < all.size(); from += BATCH) {
            jdbc.sql("select k.finding_id, k.keys from finding f join finding_key k on k.finding_id = f.id where f."
                            + column + " in (:values)")
                    .param("values", all.subList(from, Math.min(all.size(), from + BATCH)))
                    .query(row -> {
                        if (WideKey.among(row.getBytes(2)).stream().anyMatch(wanted::contains)) {
                            long id = row.getLong(1);
                            same.computeIfAbsent(FindingId.project(id), project -> new RoaringBitmap())
                                    .add(FindingId.number(id));
                        }
                    });
        }
    }
}
