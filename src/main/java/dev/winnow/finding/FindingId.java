package dev.winnow.finding;

/** How findings are numbered: by project, from 1, in a database id that keeps a project's findings together. */
public final class FindingId {
    private FindingId() {}

    public static long of(long projectId, int number) {
        return (projectId << 32) | number;
    }

    public static int number(long id) {
        return (int) id;
    }

    public static long project(long id) {
        return id >>> 32;
    }
}
