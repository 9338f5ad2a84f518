package counterfoil.http.audit;

import counterfoil.persistence.query.SealedEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The bundle of C2SP tlog-tiles: leaf data one after another, each behind its length in two bytes. */
final class EntryBundle {
    private EntryBundle() {}

    static byte[] of(List<SealedEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (SealedEvent event : events) {
            byte[] data = event.exported().leaf().data();
            bytes.write(data.length >>> 8);
            bytes.write(data.length);
            bytes.writeBytes(data);
        }
        return bytes.toByteArray();
    }
}
