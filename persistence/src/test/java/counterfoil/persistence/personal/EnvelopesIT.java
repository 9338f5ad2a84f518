package counterfoil.persistence.personal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.protocol.Enciphered;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopesIT {
    private static final String REASON = "cause.reason";
    private static final String TEXT = "my neighbour’s tip, 你好 🙂";

    private static final KeyStoreFixture FIXTURE = new KeyStoreFixture();

    private final DataKeys keys = FIXTURE.keys();
    private final Envelopes envelopes = new Envelopes(keys);

    @Test
    void aTextIsReadAgainAndStandsNowhereInTheEnvelope() {
        Enciphered envelope = envelopes.encipher("reader", REASON, TEXT);
        assertThat(envelopes.decipher(envelope, REASON)).isEqualTo(new Deciphered.Text(TEXT));
        assertThat(new String(envelope.ciphertext(), UTF_8)).doesNotContain("neighbour");
        assertThat(envelope.toString()).doesNotContain("neighbour");
    }

    @Test
    void twiceTheSameTextGivesDifferentEnvelopes() {
        assertThat(envelopes.encipher("twice", REASON, TEXT)).isNotEqualTo(envelopes.encipher("twice", REASON, TEXT));
    }

    @Test
    void anEnvelopeThatWasMovedOrChangedIsUnreadable() {
        Enciphered envelope = envelopes.encipher("moved", REASON, TEXT);
        envelopes.encipher("other", REASON, TEXT);
        byte[] changed = envelope.ciphertext();
        changed[0] ^= 1;
        assertThat(envelopes.decipher(envelope, "portfolio.name")).isInstanceOf(Deciphered.Unreadable.class);
        assertThat(envelopes.decipher(new Enciphered("other", 1, envelope.nonce(), envelope.ciphertext()), REASON))
                .isInstanceOf(Deciphered.Unreadable.class);
        assertThat(envelopes.decipher(new Enciphered("moved", 1, envelope.nonce(), changed), REASON))
                .isInstanceOf(Deciphered.Unreadable.class);
        assertThat(envelopes.decipher(new Enciphered("moved", 2, envelope.nonce(), envelope.ciphertext()), REASON))
                .isInstanceOf(Deciphered.Unreadable.class);
    }

    /** Made with another implementation (Python's cryptography, AESGCM) from a key of the bytes 0 to 31. */
    @Test
    void theFormOfAnEnvelopeIsFrozen() {
        FIXTURE.store.add(
                new WrappedKey(
                        "user-7",
                        1,
                        KeyStoreFixture.MASTER.keyId(),
                        KeyStoreFixture.MASTER.wrap(
                                MasterKey.bytesOf("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                                WrappedKey.context("user-7", 1))),
                KeyStoreFixture.NOW);
        Enciphered golden = new Enciphered(
                "user-7",
                1,
                Base64.getDecoder().decode("AAECAwQFBgcICQoL"),
                Base64.getDecoder()
                        .decode("JGqzeK6ApjvsJvbi35oMTfe+4hSVAzwUWQmC4P/pmcEhf9mSj7N3+xvWG3cXe0/uHCxixsCk5v+tArU="));
        assertThat(envelopes.decipher(golden, REASON))
                .isEqualTo(new Deciphered.Text("checked against the exchange’s own record"));
    }

    @Test
    void anErasureEndsDecipheringAtOnceHereAndWithinSecondsElsewhere() {
        DataKeys elsewhere = FIXTURE.keys();
        Envelopes other = new Envelopes(elsewhere);
        Enciphered envelope = envelopes.encipher("erased", REASON, TEXT);
        assertThat(other.decipher(envelope, REASON)).isInstanceOf(Deciphered.Text.class);

        assertThat(FIXTURE.store.destroy("erased", KeyStoreFixture.NOW)).isTrue();
        keys.drop("erased");

        assertThat(envelopes.decipher(envelope, REASON)).isInstanceOf(Deciphered.Erased.class);
        FIXTURE.nanos.addAndGet(DataKeys.FRESH.toNanos() - 1);
        assertThat(other.decipher(envelope, REASON)).isInstanceOf(Deciphered.Text.class);
        FIXTURE.nanos.addAndGet(1);
        assertThat(other.decipher(envelope, REASON)).isInstanceOf(Deciphered.Erased.class);
    }

    @Test
    void nothingIsEncipheredForASubjectThatWasErased() {
        assertThat(FIXTURE.store.destroy("gone", KeyStoreFixture.NOW)).isTrue();
        assertThat(FIXTURE.store.destroy("gone", KeyStoreFixture.NOW.plusSeconds(9)))
                .isFalse();
        assertThatThrownBy(() -> envelopes.encipher("gone", REASON, TEXT)).isInstanceOf(SubjectIsErased.class);
        assertThatThrownBy(() -> envelopes.digest("gone", new byte[1])).isInstanceOf(SubjectIsErased.class);
        assertThat(FIXTURE.store.destroyed()).containsEntry("gone", KeyStoreFixture.NOW);
    }

    @Test
    void aKeyIsNeverAddedBehindATombstone() throws SQLException {
        FIXTURE.store.destroy("late", KeyStoreFixture.NOW);
        byte[] wrapped = KeyStoreFixture.MASTER.wrap(MasterKey.random(), WrappedKey.context("late", 1));
        FIXTURE.store.add(new WrappedKey("late", 1, KeyStoreFixture.MASTER.keyId(), wrapped), KeyStoreFixture.NOW);
        try (Connection connection = FIXTURE.database.asApp()) {
            assertThat(KeyStoreFixture.rows(
                            connection, "SELECT count(*)::text FROM wrapped_key WHERE subject = 'late'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aTombstoneStandsForTheOwnerToo() throws SQLException {
        FIXTURE.store.destroy("forever", KeyStoreFixture.NOW);
        for (String sql : List.of(
                "DELETE FROM destroyed_subject",
                "UPDATE destroyed_subject SET destroyed_at = now()",
                "TRUNCATE destroyed_subject")) {
            try (Connection connection = FIXTURE.database.asOwner();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("stays known");
            }
        }
    }

    @Test
    void theApplicationChangesNothingButTheWrappingOfAKey() throws SQLException {
        envelopes.encipher("kept", REASON, TEXT);
        try (Connection connection = FIXTURE.database.asApp();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("UPDATE wrapped_key SET subject = 'x' WHERE subject = 'kept'"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void digestsAreEqualForEqualTextsOfOneSubjectOnly() {
        byte[] body = "{\"reason\":\"fired\"}".getBytes(UTF_8);
        assertThat(envelopes.digest("one", body))
                .hasSize(64)
                .isEqualTo(new Envelopes(FIXTURE.keys()).digest("one", body))
                .isNotEqualTo(envelopes.digest("two", body))
                .isNotEqualTo(envelopes.digest("one", "{}".getBytes(UTF_8)));
    }

    @Test
    void anotherMasterKeyCannotReadAndSaysWhichOneCould() {
        Enciphered envelope = envelopes.encipher("locked", REASON, TEXT);
        MasterKey other = KeyStoreFixture.anotherMaster();
        assertThatThrownBy(() -> new Envelopes(FIXTURE.keys(other)).decipher(envelope, REASON))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessageContaining(KeyStoreFixture.MASTER.keyId())
                .hasMessageContaining(other.keyId());
    }

    @Test
    void aStoreThatIsAwayIsNamedAndNothingOlderThanTheLimitIsUsed() {
        DataKeys away = new DataKeys(
                new KeyStore(() -> {
                    throw new SQLException("connection refused");
                }),
                new Keyring(List.of(KeyStoreFixture.MASTER)),
                InstantSource.fixed(KeyStoreFixture.NOW),
                () -> 0);
        assertThatThrownBy(() -> new Envelopes(away).encipher("any", REASON, TEXT))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessage("the key store does not answer: connection refused");
    }

    @Test
    void twoNodesThatMeetANewSubjectUseOneKey() {
        Envelopes other = new Envelopes(FIXTURE.keys());
        Enciphered ofOne = envelopes.encipher("shared", REASON, "one");
        Enciphered ofTwo = other.encipher("shared", REASON, "two");
        assertThat(other.decipher(ofOne, REASON)).isEqualTo(new Deciphered.Text("one"));
        assertThat(envelopes.decipher(ofTwo, REASON)).isEqualTo(new Deciphered.Text("two"));
    }
}
