package counterfoil.http.live;

/**
 * A sealed fact as every socket of this node sends it.
 *
 * @param instrumentId whose it is
 * @param sequenceNumber its number among the stock's own facts
 * @param position its position in the log
 * @param messages how many messages tell it: a batch of bars is one fact and many messages
 * @param json the messages, objects in UTF-8 with commas between them, that nobody changes
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all sockets; nobody compares two messages
record ToldFact(String instrumentId, long sequenceNumber, long position, int messages, byte[] json) {}
