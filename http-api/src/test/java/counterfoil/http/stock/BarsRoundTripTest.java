package counterfoil.http.stock;

import static counterfoil.http.Refusing.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.http.Json;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BarsRoundTripTest {
    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("bars") List<Bar> given, @ForAll Timeframe any) {
        Timeframe timeframe = any.recorded();
        Bars bars = alignedTo(timeframe, given);
        byte[] json = Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("timeframe", timeframe.code());
            out.writeArrayFieldStart("bars");
            for (int i = 0; i < bars.size(); i++) {
                SeriesJson.writeBar(out, timeframe, bars, i);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
        assertThat(BarsBody.json(json).bars()).isEqualTo(bars);
        assertThat(BarsBody.csv(utf8(csv(json)), timeframe.code(), null).bars()).isEqualTo(bars);
    }

    @Provide
    Arbitrary<List<Bar>> bars() {
        // From 1900-01-01 to 2200-01-01.
        Arbitrary<Long> time = Arbitraries.longs().between(-2_208_988_800L, 7_258_118_400L);
        Arbitrary<Double> value = Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e18, 1e18),
                Arbitraries.doubles().between(0, 1_000));
        Arbitrary<Bar> bar = Combinators.combine(time, value, value, value, value, value)
                // The sum turns -0 into 0, as reading does.
                .as((t, o, h, l, c, v) -> new Bar(t, o + 0.0, h + 0.0, l + 0.0, c + 0.0, v + 0.0));
        return bar.list().ofMinSize(1).ofMaxSize(20);
    }

    private static Bars alignedTo(Timeframe timeframe, List<Bar> bars) {
        Map<Long, Bar> byTime = new TreeMap<>();
        for (Bar bar : bars) {
            long time = timeframe.startOf(bar.time());
            byTime.put(time, new Bar(time, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()));
        }
        return Bars.of(List.copyOf(byTime.values()));
    }

    private static String csv(byte[] json) {
        return "time,open,high,low,close,volume\n"
                + new String(json, StandardCharsets.UTF_8)
                        .replaceFirst(".*\\[", "")
                        .replace("},{", "\n")
                        .replaceAll("\"[tohlcv]\":|[\"{}\\]]", "");
    }
}
