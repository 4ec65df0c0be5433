package dev.winnow.finding;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table that keeps bytes of any length for each owner, split into parts that every database takes in one column. */
final class ByteParts {
    /** Well below what H2 takes in one binary column. */
    private static final int PART = 256 * 1024;

    private final JdbcClient jdbc;
    private final String insert;
    private final String select;
    private final String selectMany;
    private final String delete;

    /**
     * @param table with the columns owner, part and bytes
     * @param owner the name of its first column
     */
    ByteParts(JdbcClient jdbc, String table, String owner) {
        this.jdbc = jdbc;
        insert = "insert into " + table + " (" + owner + ", part, bytes) values (?, ?, ?)";
        select = "select bytes from " + table + " where " + owner + " = ? order by " + owner + ", part";
        selectMany = "select " + owner + ", bytes from " + table + " where " + owner + " in (:owners) order by " + owner
                + ", part";
        delete = "delete from " + table + " where " + owner + " = ?";
    }

    /** Empty where nothing is kept. */
    byte[] read(long owner) {
        var bytes = new ByteArrayOutputStream();
        jdbc.sql(select).param(owner).query((row, n) -> row.getBytes(1)).list().forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    /** By owner; those of which nothing is kept are left out. */
    Map<Long, byte[]> read(Collection<Long> owners) {
        if (owners.isEmpty()) {
            return Map.of();
        }
        var bytes = new LinkedHashMap<Long, ByteArrayOutputStream>();
        jdbc.sql(selectMany).param("owners", owners).query(row -> {
            bytes.computeIfAbsent(row.getLong(1), id -> new ByteArrayOutputStream())
                    .writeBytes(row.getBytes(2));
        });
        var whole = new LinkedHashMap<Long, byte[]>();
        bytes.forEach((owner, parts) -> whole.put(owner, parts.toByteArray()));
        return whole;
    }

    /** Keeps the bytes of an owner of whom nothing is kept yet. */
    void add(long owner, byte[] bytes) {
        for (int part = 0; part * PART < bytes.length; part++) {
            int end = Math.min(bytes.length, (part + 1) * PART);
            jdbc.sql(insert)
                    .params(owner, part, Arrays.copyOfRange(bytes, part * PART, end))
                    .update();
        }
    }

    /** Keeps the bytes instead of what was kept; none at all to forget it. */
    void replace(long owner, byte[] bytes) {
        jdbc.sql(delete).param(owner).update();
        add(owner, bytes);
    }
}
