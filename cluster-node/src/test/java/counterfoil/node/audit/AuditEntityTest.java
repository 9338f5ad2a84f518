package counterfoil.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import counterfoil.protocol.Cause;
import counterfoil.protocol.audit.AuditCommand;
import counterfoil.protocol.audit.AuditCommand.RecordRead;
import counterfoil.protocol.audit.AuditEvent.RecordsRead;
import counterfoil.protocol.audit.AuditKey;
import counterfoil.protocol.audit.AuditView;
import counterfoil.protocol.audit.AuditView.ReadRecorded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditEntityTest {
    private static final ActorTestKit KIT = ActorTestKit.create(PersistenceTestKitPlugin.getInstance()
            .config()
            .withFallback(ConfigFactory.parseString("pekko.persistence.testkit.events.serialize = off"))
            .withFallback(ConfigFactory.load()));
    private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
    private static final Instant T0 = Instant.parse("2026-01-05T10:00:30Z");
    private static final String ID = AuditKey.of("auditor-1", T0);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void forget() {
        JOURNAL.clearAll();
    }

    @Test
    void aReaderHasOneRecordADay() {
        assertThat(ID).isEqualTo("auditor-1:2026-01-05");
    }

    @Test
    void theFirstReadOfAMinuteIsRecordedWithWhatItAsked() {
        ActorRef<AuditCommand> entity = KIT.spawn(AuditEntity.create(ID));
        assertThat(read(entity, "tile", "0/000", T0)).isEqualTo(new ReadRecorded(T0));
        assertThat(read(entity, "tile", "0/001", T0.plusSeconds(29))).isEqualTo(new ReadRecorded(T0));

        assertThat(events())
                .containsExactly(new RecordsRead("tile", new TreeMap<>(Map.of("path", "0/000")), cause(T0)));
        KIT.stop(entity);
    }

    @Test
    void anotherKindAndAnotherMinuteAreRecordsOfTheirOwn() {
        ActorRef<AuditCommand> entity = KIT.spawn(AuditEntity.create(ID));
        read(entity, "tile", "a", T0);
        read(entity, "export", "b", T0);
        read(entity, "tile", "c", T0.plusSeconds(30));

        assertThat(events()).extracting(RecordsRead::kind).containsExactly("tile", "export", "tile");
        KIT.stop(entity);
    }

    @Test
    void aReadThatANodeWithASlowClockReportsLateIsCoveredByTheLaterMinute() {
        ActorRef<AuditCommand> entity = KIT.spawn(AuditEntity.create(ID));
        read(entity, "tile", "a", T0.plusSeconds(60));
        assertThat(read(entity, "tile", "b", T0)).isEqualTo(new ReadRecorded(T0.plusSeconds(60)));
        read(entity, "export", "c", T0);

        assertThat(events())
                .extracting(event -> event.cause().recordedAt())
                .containsExactly(T0.plusSeconds(60), T0.plusSeconds(60));
        KIT.stop(entity);
    }

    @Test
    void afterARestartTheMinuteIsStillOnRecord() {
        ActorRef<AuditCommand> entity = KIT.spawn(AuditEntity.create(ID));
        read(entity, "tile", "a", T0);
        KIT.stop(entity);
        ActorRef<AuditCommand> again = KIT.spawn(AuditEntity.create(ID));
        assertThat(read(again, "tile", "b", T0.plusSeconds(1))).isEqualTo(new ReadRecorded(T0));
        assertThat(events()).hasSize(1);
        KIT.stop(again);
    }

    @Test
    void whatCouldNotBeRecordedIsNotAnswered() {
        ActorRef<AuditCommand> entity = KIT.spawn(AuditEntity.create(ID));
        TestProbe<AuditView> probe = KIT.createTestProbe();
        JOURNAL.failNextPersisted();
        entity.tell(new RecordRead("tile", new TreeMap<>(), cause(T0), probe.ref()));
        probe.expectNoMessage();
        assertThat(events()).isEmpty();
        KIT.stop(entity);
    }

    private static AuditView read(ActorRef<AuditCommand> entity, String kind, String path, Instant at) {
        TestProbe<AuditView> probe = KIT.createTestProbe();
        entity.tell(new RecordRead(kind, new TreeMap<>(Map.of("path", path)), cause(at), probe.ref()));
        return probe.receiveMessage();
    }

    private static Cause cause(Instant at) {
        return new Cause("request-1-read", "auditor-1", null, "request-1", at, null, null);
    }

    private static List<RecordsRead> events() {
        return JOURNAL.persistedInStorage("audit|" + ID).stream()
                .map(RecordsRead.class::cast)
                .toList();
    }
}
