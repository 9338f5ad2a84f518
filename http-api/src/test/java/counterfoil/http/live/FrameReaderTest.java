package counterfoil.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames by RFC 6455 section 5; bytes are written out here, not made by the code under test. */
class FrameReaderTest {
    private static final int FINAL = 0x80;

    private final FrameReader reader = new FrameReader();

    @Test
    void theExampleOfTheStandardIsRead() {
        // RFC 6455 section 5.7: a single-frame masked text message, "Hello".
        feed(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58);

        assertThat(texts()).containsExactly("Hello");
    }

    @Test
    void aMessageInPartsIsOneMessageWithAPingBetween() {
        feedFrame(0x1, "Hel");
        feedFrame(FINAL | 0x9, "?");
        feedFrame(FINAL, "lo");

        List<Incoming> all = all();
        assertThat(all).hasSize(3);
        assertThat(all.get(0)).isInstanceOf(Incoming.Part.class);
        assertThat(all.get(1)).isInstanceOf(Incoming.Ping.class);
        assertThat(text(all.get(2))).isEqualTo("Hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536})
    void everyLengthUpToTheLimitIsReadByteByByte(int length) {
        String text = "x".repeat(length);
        ByteString frame = frame(FINAL | 0x1, text);
        List<Incoming> all = new ArrayList<>();
        for (int i = 0; i < frame.size(); i++) {
            reader.add(frame.slice(i, i + 1));
            all.addAll(all());
        }

        assertThat(all).hasSize(1);
        assertThat(text(all.getFirst())).isEqualTo(text);
    }

    @Test
    void aMessageAboveTheLimitIsRefusedByItsHeader() {
        // 64 KiB and one byte, of which nothing has come yet.
        feed(0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0);

        assertBroken(CloseCode.TOO_BIG);
    }

    @Test
    void partsThatTogetherPassTheLimitAreRefused() {
        feedFrame(0x1, "x".repeat(40_000));
        assertThat(all()).hasSize(1);
        feedFrame(0x0, "x".repeat(30_000));

        assertBroken(CloseCode.TOO_BIG);
    }

    @Test
    void aLengthWithItsHighestBitSetIsRefused() {
        feed(0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0);

        assertBroken(CloseCode.TOO_BIG);
    }

    @ParameterizedTest
    @CsvSource({
        "0xC1, 0x80, 1002", // a reserved bit
        "0x81, 0x00, 1002", // not masked
        "0x83, 0x80, 1002", // a reserved opcode for data
        "0x8B, 0x80, 1002", // a reserved opcode for control
        "0x09, 0x80, 1002", // a ping in parts
        "0x89, 0xFE, 1002", // a ping above 125 bytes
        "0x80, 0x80, 1002", // a continuation of nothing
        "0x82, 0x80, 1003" // a binary frame
    })
    void whatMayNotBeSentHasItsCode(String first, String second, int code) {
        feed(Integer.decode(first), Integer.decode(second), 0, 0, 0, 0);

        Incoming incoming = all().getFirst();
        assertThat(incoming).isInstanceOf(Incoming.Broken.class);
        assertThat(((Incoming.Broken) incoming).code().number()).isEqualTo(code);
    }

    @Test
    void aSecondMessageWithinAMessageIsRefused() {
        feedFrame(0x1, "Hel");
        feedFrame(FINAL | 0x1, "lo");

        assertThat(all().getLast()).isInstanceOf(Incoming.Broken.class);
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        feed(0x81, 0x82, 0, 0, 0, 0, 0xC3, 0x28);

        assertBroken(CloseCode.NOT_UTF8);
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "1001, true", "1005, false", "1006, false", "999, false", "3000, true", "5000, false"})
    void aCloseFrameHasACodeThatMayBeSent(int code, boolean isValid) {
        feed(0x88, 0x82, 0, 0, 0, 0, code >>> 8, code & 0xFF);

        Incoming incoming = all().getFirst();
        assertThat(incoming instanceof Incoming.Closing).isEqualTo(isValid);
    }

    @Test
    void aCloseFrameNeedsNoCode() {
        feed(0x88, 0x80, 0, 0, 0, 0);

        assertThat(all()).containsExactly(new Incoming.Closing(1005));
    }

    private void assertBroken(CloseCode code) {
        Incoming last = all().getLast();
        assertThat(last).isInstanceOf(Incoming.Broken.class);
        assertThat(((Incoming.Broken) last).code()).isEqualTo(code);
    }

    private List<String> texts() {
        return all().stream().map(FrameReaderTest::text).toList();
    }

    private static String text(Incoming incoming) {
        return new String(((Incoming.Text) incoming).utf8(), StandardCharsets.UTF_8);
    }

    /** All frames so far; reading ends at a broken one. */
    private List<Incoming> all() {
        List<Incoming> all = new ArrayList<>();
        for (Incoming next = reader.next(); next != null; next = reader.next()) {
            all.add(next);
            if (next instanceof Incoming.Broken) {
                break;
            }
        }
        return all;
    }

    private void feed(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        reader.add(ByteString.fromArray(raw));
    }

    private void feedFrame(int first, String text) {
        reader.add(frame(first, text));
    }

    /** A frame masked with 1, 2, 3, 4. */
    private static ByteString frame(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            out.write(0x80 | 126);
            out.write(payload.length >>> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >>> shift));
            }
        }
        out.writeBytes(new byte[] {1, 2, 3, 4});
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ (1 + (i & 3)));
        }
        return ByteString.fromArray(out.toByteArray());
    }
}
