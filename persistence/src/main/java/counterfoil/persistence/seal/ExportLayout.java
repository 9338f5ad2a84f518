package counterfoil.persistence.seal;

/** The names in an export's folder, and how many events a file holds. */
final class ExportLayout {
    static final String MANIFEST = "manifest.json";
    static final String CHECKPOINT = "checkpoint";
    static final String KEYS = "keys";
    static final String EVENTS = "events";
    static final String HEADS = "heads";
    static final String KEY_CHANGES = "key-changes";

    /** File n holds those events of the export whose positions are n times this number and above. */
    static final int EVENTS_PER_FILE = 16_384;

    private ExportLayout() {}

    static String eventsFile(long position) {
        return EVENTS + "/%06d.ndjson".formatted(position / EVENTS_PER_FILE);
    }
}
