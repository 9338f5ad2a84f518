package counterfoil.persistence.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.protocol.Enciphered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyRotationIT {
    private static final int SUBJECTS = 601;
    private static final String PURPOSE = "cause.reason";

    private final KeyStoreFixture fixture = new KeyStoreFixture();
    private final MasterKey old = KeyStoreFixture.MASTER;
    private final MasterKey fresh = KeyStoreFixture.anotherMaster();

    private List<Enciphered> written() {
        Envelopes envelopes = new Envelopes(fixture.keys());
        List<Enciphered> written = new ArrayList<>();
        for (int i = 0; i < SUBJECTS; i++) {
            written.add(envelopes.encipher("user-" + i, PURPOSE, "text " + i));
        }
        return written;
    }

    private void requireReadable(List<Enciphered> written, MasterKey... masters) {
        Envelopes envelopes = new Envelopes(fixture.keys(masters));
        for (int i = 0; i < SUBJECTS; i++) {
            assertThat(envelopes.decipher(written.get(i), PURPOSE)).isEqualTo(new Deciphered.Text("text " + i));
        }
    }

    @Test
    void itCanBeInterruptedAndRepeatedWhileNodesThatKnowBothKeysRead() {
        List<Enciphered> written = written();
        KeyRotation rotation = new KeyRotation(fixture.store, old, fresh);

        assertThatThrownBy(() -> rotation.run(done -> {
                    throw new IllegalStateException("pulled the plug after " + done);
                }))
                .hasMessage("pulled the plug after 500");
        assertThat(fixture.store.countsByKeyId())
                .containsOnly(Map.entry(old.keyId(), SUBJECTS - 500L), Map.entry(fresh.keyId(), 500L));
        assertThat(rotation.isComplete()).isFalse();
        requireReadable(written, old, fresh);

        List<Long> told = new ArrayList<>();
        assertThat(rotation.run(told::add)).isEqualTo(SUBJECTS - 500L);
        assertThat(told).containsExactly(101L);
        assertThat(rotation.isComplete()).isTrue();
        assertThat(rotation.run(told::add)).isZero();
        requireReadable(written, fresh);
    }

    @Test
    void aKeyUnderAThirdMasterKeyStopsItByName() {
        MasterKey third = KeyStoreFixture.anotherMaster();
        new Envelopes(fixture.keys(third)).encipher("stranger", PURPOSE, "text");
        assertThatThrownBy(() -> new KeyRotation(fixture.store, old, fresh).run(done -> {}))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessageContaining(third.keyId());
    }

    @Test
    void newKeysAreWrappedByTheNewMasterKeyWhereANodeKnowsBoth() {
        new Envelopes(fixture.keys(old, fresh)).encipher("newcomer", PURPOSE, "text");
        assertThat(fixture.store.countsByKeyId()).containsOnly(Map.entry(fresh.keyId(), 1L));
    }

    @Test
    void theMasterKeyInUseIsNoNewOne() {
        assertThatThrownBy(() -> new KeyRotation(fixture.store, old, old)).isInstanceOf(BadKey.class);
    }
}
