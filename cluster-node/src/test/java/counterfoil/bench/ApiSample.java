package counterfoil.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/** Instruments for the HTTP benchmarks, listed and given bars over the API. */
final class ApiSample {
    private static final int CONNECTIONS = 32;
    private static final long FIRST_MINUTE =
            Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

    private ApiSample() {}

    static String ticker(long i) {
        return String.format(Locale.ROOT, "T%05d.XOFF", i);
    }

    /** Lists so many instruments, each with one daily bar. */
    static void list(NodeProcess node, int instruments) throws IOException {
        HttpLoad.Result listed = HttpLoad.run(
                node.address(),
                CONNECTIONS,
                instruments,
                i -> HttpLoad.post(
                        "/api/v1/admin/stocks",
                        NodeProcess.TOKEN,
                        String.format(
                                Locale.ROOT,
                                "{\"ticker\":\"T%05d\",\"mic\":\"XOFF\",\"name\":\"Test %d\",\"currency\":\"USD\","
                                        + "\"type\":\"common_stock\"}",
                                i,
                                i)));
        requireAll(listed, instruments, "listing");
        HttpLoad.Result recorded = HttpLoad.run(
                node.address(),
                CONNECTIONS,
                instruments,
                i -> HttpLoad.post(
                        "/api/v1/admin/stocks/" + ticker(i) + "/bars",
                        NodeProcess.TOKEN,
                        "{\"timeframe\":\"1d\",\"source\":\"import\",\"bars\":["
                                + "{\"t\":\"2020-01-02\",\"o\":74.06,\"h\":75.15,\"l\":73.8,\"c\":75.09,\"v\":1354},"
                                + "{\"t\":\"2020-01-03\",\"o\":74.29,\"h\":75.1,\"l\":74.1,\"c\":74.36,\"v\":14}]}"));
        requireAll(recorded, instruments, "recording");
    }

    /** One minute bar; the minute follows from the number, so that each is new. */
    static byte[] bar(long number, int instruments) {
        Instant minute = Instant.ofEpochSecond(FIRST_MINUTE + number / instruments * 60);
        return HttpLoad.post(
                "/api/v1/admin/stocks/" + ticker(number % instruments) + "/bars",
                NodeProcess.TOKEN,
                "{\"timeframe\":\"1m\",\"source\":\"import\",\"bars\":[{\"t\":\"" + minute
                        + "\",\"o\":74.06,\"h\":75.15,\"l\":73.8,\"c\":75.09,\"v\":1354}]}");
    }

    private static void requireAll(HttpLoad.Result result, int expected, String what) throws IOException {
        if (result.ok() != expected) {
            throw new IOException(what + " failed: answers by status " + result.answers());
        }
    }
}
