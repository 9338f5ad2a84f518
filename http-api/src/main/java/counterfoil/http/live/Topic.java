package counterfoil.http.live;

/** What one client listens to of one instrument, and how far it is. Belongs to the client's stream. */
final class Topic {
    final Feed feed;

    /** Whether the snapshot was sent; until then nothing else is. */
    boolean isLive;

    /** Sequence number, or ordinal of a quote, of the last one sent. */
    long last;

    /** Place in the ring of facts from which nothing may be missed. */
    long from;

    /** Under how many names the client listens to it. */
    int names;

    Topic(Feed feed) {
        this.feed = feed;
    }
}
