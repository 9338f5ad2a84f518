package counterfoil.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;
import java.io.NotSerializableException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventSerializerTest {

    /** Has every kind of field that an event may have. */
    record FeeCharged(
            String feeName,
            BigDecimal netAmount,
            Optional<LocalDate> dueOn,
            Optional<String> note,
            @Nullable String remark,
            List<Long> lots,
            boolean waived,
            int count,
            Instant at,
            Cause cause)
            implements Event {
        /** A method that is no component, and so no field. */
        public boolean isWaived() {
            return waived;
        }
    }

    private static final EventSerializer SERIALIZER = new EventSerializer(EventTypes.builder()
            .event("fee.FeeCharged.v3", FeeCharged.class)
            .upcast("fee.FeeCharged.v1", EventSerializerTest::nameTheFee)
            .upcast("fee.FeeCharged.v2", EventSerializerTest::countFromOne)
            .build());

    private static final String CAUSE =
            "\"cause\":{\"command_id\":\"command-1\",\"principal\":\"operator\",\"request_id\":\"request-1\","
                    + "\"recorded_at\":\"2026-11-22T10:00:00.123456Z\"}";

    private static final String MINIMAL = "{\"fee_name\":\"custody\",\"net_amount\":\"1.50\",\"lots\":[],"
            + "\"waived\":false,\"count\":1,\"at\":\"2026-11-22T10:00:00Z\"," + CAUSE + "}";

    private static JsonNode nameTheFee(JsonNode v1) {
        ObjectNode v2 = v1.deepCopy();
        v2.set("fee_name", v2.remove("name"));
        return v2;
    }

    private static JsonNode countFromOne(JsonNode v2) {
        return ((ObjectNode) v2).put("count", v2.get("count").intValue() + 1);
    }

    @Test
    void fieldsStandInDeclarationOrderWithDecimalsAsPlainStringsAndIsoTimes() {
        FeeCharged event = new FeeCharged(
                "custody",
                new BigDecimal("1E+3"),
                Optional.of(LocalDate.of(2026, 12, 31)),
                Optional.of("n"),
                "r",
                List.of(7L, 8L),
                true,
                2,
                Instant.parse("2026-11-22T10:00:00.000000001Z"),
                Facts.CAUSE);
        assertThat(json(event))
                .isEqualTo("{\"fee_name\":\"custody\",\"net_amount\":\"1000\",\"due_on\":\"2026-12-31\",\"note\":\"n\","
                        + "\"remark\":\"r\",\"lots\":[7,8],\"waived\":true,\"count\":2,"
                        + "\"at\":\"2026-11-22T10:00:00.000000001Z\"," + CAUSE + "}");
    }

    @Test
    void whatIsAbsentIsLeftOutAndReadAsAbsent() throws NotSerializableException {
        FeeCharged read = read(MINIMAL, "fee.FeeCharged.v3");
        assertThat(read.dueOn()).isEmpty();
        assertThat(read.note()).isEmpty();
        assertThat(read.remark()).isNull();
        assertThat(read.netAmount()).isEqualTo(new BigDecimal("1.50"));
        assertThat(json(read)).isEqualTo(MINIMAL);
    }

    @Test
    void theManifestIsTheNewestVersionOfTheStableName() throws NotSerializableException {
        assertThat(SERIALIZER.manifest(read(MINIMAL, "fee.FeeCharged.v3"))).isEqualTo("fee.FeeCharged.v3");
        assertThat(SERIALIZER.identifier()).isEqualTo(9001);
    }

    @Test
    void anOlderVersionGoesThroughEveryUpcasterOfItsChain() throws NotSerializableException {
        String v1 = MINIMAL.replace("fee_name", "name").replace("\"count\":1", "\"count\":0");
        assertThat(read(v1, "fee.FeeCharged.v1")).isEqualTo(read(MINIMAL, "fee.FeeCharged.v3"));
        String v2 = MINIMAL.replace("\"count\":1", "\"count\":0");
        assertThat(read(v2, "fee.FeeCharged.v2")).isEqualTo(read(MINIMAL, "fee.FeeCharged.v3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"colour\":\"red\"", // unknown
                "\"count\":2.5", // not whole
                "\"count\":\"2\"", // text for a number
                "\"net_amount\":1.5", // number for a decimal
                "\"net_amount\":\"one\"",
                "\"waived\":0"
            })
    void aFieldThatIsNotAsWrittenIsRefused(String field) {
        String name = field.substring(0, field.indexOf(':'));
        String without = MINIMAL.replaceFirst(name + ":[^,]*,", "");
        String changed = without.substring(0, without.length() - 1) + "," + field + "}";
        assertThatThrownBy(() -> read(changed, "fee.FeeCharged.v3"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("fee.FeeCharged.v3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fee_name", "net_amount", "lots", "waived", "count", "at"})
    void aMissingFieldIsRefusedUnlessItsTypeSaysItMay(String field) {
        String without = MINIMAL.replaceFirst("\"" + field + "\":[^,]*,", "");
        assertThat(without).isNotEqualTo(MINIMAL);
        assertThatThrownBy(() -> read(without, "fee.FeeCharged.v3"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining(field);
    }

    @Test
    void bytesAfterTheEventAreRefused() {
        assertThatThrownBy(() -> read(MINIMAL + "{}", "fee.FeeCharged.v3"))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void anUnknownManifestIsRefusedByName() {
        assertThatThrownBy(() -> read(MINIMAL, "fee.FeeCharged.v4"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("fee.FeeCharged.v4");
    }

    @Test
    void anObjectThatIsNotRegisteredIsRefused() {
        assertThatThrownBy(() -> SERIALIZER.toBinary(Facts.withdrawn("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ImportWithdrawn");
    }

    @Test
    void anEventOfExactlyTheLimitIsWrittenAndOneByteMoreIsNot() {
        int rest = json(fee("")).length();
        int room = EventSerializer.LIMIT_BYTES - rest;
        assertThat(SERIALIZER.toBinary(fee("x".repeat(room)))).hasSize(65_536);
        assertThatThrownBy(() -> SERIALIZER.toBinary(fee("x".repeat(room + 1))))
                .isInstanceOfSatisfying(EventTooLarge.class, refused -> {
                    assertThat(refused.type()).isEqualTo("fee.FeeCharged.v3");
                    assertThat(refused.bytes()).isEqualTo(65_537);
                })
                .hasMessage("fee.FeeCharged.v3 has 65537 bytes, the limit is 65536");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "x\udc00"})
    void textThatTheDatabaseCannotHoldAsJsonIsRefused(String text) {
        assertThatThrownBy(() -> SERIALIZER.toBinary(fee(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fee.FeeCharged.v3");
    }

    @Test
    void aDecimalThatWouldFillMegabytesIsRefused() {
        FeeCharged huge = new FeeCharged(
                "f",
                new BigDecimal("1E+999999999"),
                Optional.empty(),
                Optional.empty(),
                null,
                List.of(),
                false,
                1,
                Instant.EPOCH,
                Facts.CAUSE);
        assertThatThrownBy(() -> SERIALIZER.toBinary(huge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("digits");
    }

    @Property(tries = 200)
    void whatWasWrittenIsReadAsTheSame(
            @ForAll @BigRange(min = "-1000000000000", max = "1000000000000") @Scale(9) BigDecimal amount,
            @ForAll Instant at,
            @ForAll @Size(max = 5) List<Long> lots,
            @ForAll boolean waived,
            @ForAll int count)
            throws NotSerializableException {
        FeeCharged event = new FeeCharged(
                "fee", amount, Optional.empty(), Optional.of("n"), null, lots, waived, count, at, Facts.CAUSE);
        assertThat(SERIALIZER.fromBinary(SERIALIZER.toBinary(event), SERIALIZER.manifest(event)))
                .isEqualTo(event);
    }

    private static FeeCharged fee(String name) {
        return new FeeCharged(
                name,
                BigDecimal.ONE,
                Optional.empty(),
                Optional.empty(),
                null,
                List.of(),
                false,
                1,
                Instant.EPOCH,
                Facts.CAUSE);
    }

    private static String json(Event event) {
        return new String(SERIALIZER.toBinary(event), UTF_8);
    }

    private static FeeCharged read(String json, String manifest) throws NotSerializableException {
        return (FeeCharged) SERIALIZER.fromBinary(json.getBytes(UTF_8), manifest);
    }
}
