package dev.winnow.runtime;

/** By what the build was found that an alert is about; kept by its ordinal. */
public enum AlertOrigin {
    /** The digest of its image is one that a scan of the build names. */
    IMAGE_DIGEST("the digest of its image"),
    /** The tag of its image is the build's commit or its id in the pipeline. */
    IMAGE_TAG("the tag of its image"),
    /** The build ran then in the environment that the alert was sent for. */
    ENVIRONMENT("what ran in the environment"),
    /** The build ran then, and nothing says more; production first. */
    DEPLOYED("what was deployed"),
    /** Nothing was deployed: the newest build of the tracked branch. */
    NEWEST_BUILD("the newest build, as no deployment is known"),
    /** The project had no build; one was made for what happens. */
    NONE("nothing: no build was known");

    private final String words;

    AlertOrigin(String words) {
        this.words = words;
    }

    /** What follows on "found by". */
    public String words() {
        return words;
    }
}
