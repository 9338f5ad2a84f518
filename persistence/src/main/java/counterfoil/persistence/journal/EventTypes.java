package counterfoil.persistence.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import counterfoil.protocol.Event;
import counterfoil.protocol.audit.AuditEvent;
import counterfoil.protocol.hold.HoldEvent;
import counterfoil.protocol.listing.ListingEvent;
import counterfoil.protocol.node.NodeEvent;
import counterfoil.protocol.seal.SealEvent;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.subject.SubjectEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The registry of event types: which stable name in the journal belongs to which record, and how older versions of it
 * become the newest.
 *
 * <p>A name is {@code <entity>.<Event>.v<n>}, at most 255 characters. Only the newest version has a class; every older
 * one has an upcaster, a pure function from its JSON to the JSON of the next version.
 */
public final class EventTypes {

    private static final Pattern MANIFEST =
            Pattern.compile("([a-z][a-z0-9-]*\\.[A-Z][A-Za-z0-9]*)\\.v([1-9][0-9]{0,3})");
    private static final int MAX_MANIFEST_LENGTH = 255;

    private static final EventTypes ALL = new Builder()
            .event("stock.InstrumentListed.v1", StockEvent.InstrumentListed.class)
            .event("stock.InstrumentChanged.v1", StockEvent.InstrumentChanged.class)
            .event("stock.InstrumentDelisted.v1", StockEvent.InstrumentDelisted.class)
            .event("stock.BarsRecorded.v1", StockEvent.BarsRecorded.class)
            .event("stock.BarsCorrected.v1", StockEvent.BarsCorrected.class)
            .event("stock.BarsQuestioned.v1", StockEvent.BarsQuestioned.class)
            .event("stock.QuestionsAccepted.v1", StockEvent.QuestionsAccepted.class)
            .event("stock.QuestionsRejected.v1", StockEvent.QuestionsRejected.class)
            .event("stock.QuestionsExplained.v1", StockEvent.QuestionsExplained.class)
            .event("stock.CorporateActionsRecorded.v1", StockEvent.CorporateActionsRecorded.class)
            .event("stock.AdjustmentsStated.v1", StockEvent.AdjustmentsStated.class)
            .event("stock.ImportWithdrawn.v1", StockEvent.ImportWithdrawn.class)
            .event("listing.IdentifierHeld.v1", ListingEvent.IdentifierHeld.class)
            .event("listing.IdentifierReleased.v1", ListingEvent.IdentifierReleased.class)
            .event("subject.SubjectErased.v1", SubjectEvent.SubjectErased.class)
            .event("node.NodeStarted.v1", NodeEvent.NodeStarted.class)
            .event("node.LeaveAsked.v1", NodeEvent.LeaveAsked.class)
            .event("seal.LogOpened.v1", SealEvent.LogOpened.class)
            .event("audit.RecordsRead.v1", AuditEvent.RecordsRead.class)
            .event("hold.HoldPlaced.v1", HoldEvent.HoldPlaced.class)
            .event("hold.ReleaseAsked.v1", HoldEvent.ReleaseAsked.class)
            .event("hold.HoldReleased.v1", HoldEvent.HoldReleased.class)
            .build();

    private final Map<Class<?>, Type> byClass;
    private final Map<String, Stored> byManifest;

    private EventTypes(Map<Class<?>, Type> byClass, Map<String, Stored> byManifest) {
        this.byClass = Map.copyOf(byClass);
        this.byManifest = Map.copyOf(byManifest);
    }

    /** Returns the registry of this release: every event of the product. */
    public static EventTypes all() {
        return ALL;
    }

    /** Starts an own registry, for tests and for readers of foreign journals. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns every name that can be read, older versions included. */
    public Set<String> manifests() {
        return byManifest.keySet();
    }

    /** Returns every name that is written: the newest version of each event. */
    public Set<String> written() {
        return byClass.values().stream().map(Type::manifest).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns every class that can be written. */
    public Set<Class<?>> classes() {
        return byClass.keySet();
    }

    /** Returns the name under which an event of this class is written, or null when it is not registered. */
    @Nullable
    Type ofClass(Class<?> type) {
        return byClass.get(type);
    }

    /** Returns how an event of this name is read, or null when the name is unknown. */
    @Nullable
    Stored ofManifest(String manifest) {
        return byManifest.get(manifest);
    }

    /** The newest version of an event, with its prepared writer and reader. */
    record Type(String manifest, ObjectWriter writer, ObjectReader reader) {}

    /** A version that may stand in a journal, and the upcasters that lead from it to the newest, in order. */
    record Stored(Type type, List<UnaryOperator<JsonNode>> upcasters) {
        Stored {
            upcasters = List.copyOf(upcasters);
        }
    }

    /** Collects types; {@link #build} checks that every older version has its upcaster. */
    public static final class Builder {

        private final Map<Class<?>, String> types = new LinkedHashMap<>();
        private final Map<String, UnaryOperator<JsonNode>> upcasters = new LinkedHashMap<>();

        private Builder() {}

        /** Registers the newest version of an event. */
        public Builder event(String manifest, Class<? extends Event> type) {
            parse(manifest);
            if (!type.isRecord()) {
                throw new IllegalArgumentException("an event is a record: " + type.getName());
            }
            if (types.putIfAbsent(type, manifest) != null) {
                throw new IllegalArgumentException("registered twice: " + type.getName());
            }
            return this;
        }

        /** Registers how an older version becomes the next one; the function may change the tree it is given. */
        public Builder upcast(String fromManifest, UnaryOperator<JsonNode> change) {
            parse(fromManifest);
            if (upcasters.putIfAbsent(fromManifest, change) != null) {
                throw new IllegalArgumentException("two upcasters from " + fromManifest);
            }
            return this;
        }

        /** Returns the registry, or refuses it when a version is missing, doubled or leads nowhere. */
        public EventTypes build() {
            Map<Class<?>, Type> byClass = new LinkedHashMap<>();
            Map<String, Stored> byManifest = new LinkedHashMap<>();
            int used = 0;
            for (Map.Entry<Class<?>, String> entry : types.entrySet()) {
                Matcher name = parse(entry.getValue());
                Type type =
                        new Type(entry.getValue(), EventJson.writer(entry.getKey()), EventJson.reader(entry.getKey()));
                byClass.put(entry.getKey(), type);
                List<UnaryOperator<JsonNode>> chain = new ArrayList<>();
                add(byManifest, entry.getValue(), new Stored(type, chain));
                for (int version = Integer.parseInt(name.group(2)) - 1; version >= 1; version--) {
                    String older = name.group(1) + ".v" + version;
                    UnaryOperator<JsonNode> change = upcasters.get(older);
                    if (change == null) {
                        throw new IllegalArgumentException("no upcaster from " + older);
                    }
                    chain.addFirst(change);
                    add(byManifest, older, new Stored(type, chain));
                    used++;
                }
            }
            if (used != upcasters.size()) {
                throw new IllegalArgumentException("an upcaster leads to no registered event: " + upcasters.keySet());
            }
            return new EventTypes(byClass, byManifest);
        }

        private static void add(Map<String, Stored> byManifest, String manifest, Stored stored) {
            if (byManifest.putIfAbsent(manifest, stored) != null) {
                throw new IllegalArgumentException("two classes for " + manifest);
            }
        }

        private static Matcher parse(String manifest) {
            Matcher name = MANIFEST.matcher(manifest);
            if (!name.matches() || manifest.length() > MAX_MANIFEST_LENGTH) {
                throw new IllegalArgumentException("not <entity>.<Event>.v<n>: '" + manifest + "'");
            }
            return name;
        }
    }
}
