package counterfoil.http.live;

/**
 * A quote as every socket of this node sends it.
 *
 * @param feed whose it is
 * @param ordinal how many quotes this node told of the instrument, this one included
 * @param json the message, an object in UTF-8 that nobody changes
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all sockets; nobody compares two messages
record ToldQuote(Feed feed, long ordinal, byte[] json) {}
