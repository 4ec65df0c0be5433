package dev.winnow.wall;

/** Something that shows a board; called by whatever thread. */
public interface Screen {
    void show(Board board);

    /** It may show nothing any more. */
    void end();
}
