package counterfoil.node.live;

import counterfoil.http.live.LiveSource.SealedFact;
import counterfoil.persistence.journal.JournalReader;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.StoredEvent;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockKey;

/** Turns rows of the log into facts about stocks. */
record Facts(JournalReader reader) {
    /** What the persistence id of every stock begins with. */
    static final String OF_STOCKS = StockKey.TYPE.name() + "|";

    static boolean isOfStock(SealedEvent event) {
        return event.persistenceId().startsWith(OF_STOCKS);
    }

    /** The fact of a row; throws JournalUnreadable when it is no event of this release. */
    SealedFact of(int logId, SealedEvent event) {
        StoredEvent row = new StoredEvent(
                event.sequenceNumber(),
                event.writeTimestamp(),
                event.deleted(),
                event.serializerId(),
                event.manifest(),
                event.payload(),
                event.position());
        return of(logId, event.position(), event.persistenceId(), row);
    }

    /** The fact of a row of an entity at a position. */
    SealedFact of(int logId, long position, String persistenceId, StoredEvent row) {
        return new SealedFact(
                new LogPosition(logId, position).told(),
                persistenceId.substring(OF_STOCKS.length()),
                row.sequenceNumber(),
                (StockEvent) reader.decode(persistenceId, row));
    }
}
