package dev.winnow.search;

/**
 * A query for findings that someone gave a name.
 *
 * @param owner the display name of who made it
 * @param query as it is typed
 * @param audience who sees it; what it finds depends on who asks
 */
public record SavedView(
        long id, long ownerId, String owner, String name, String query, Order order, Audience audience) {
    public boolean shared() {
        return audience.isShared();
    }
}
