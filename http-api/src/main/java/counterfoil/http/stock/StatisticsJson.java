package counterfoil.http.stock;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.http.stock.StockStatistics.RollingPage;
import counterfoil.market.StatisticsParameters;
import counterfoil.protocol.stock.StockView.ClosesView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the answer of {@code GET /stocks/{id}/statistics}: each number beside its definition, each null with its reason. */
final class StatisticsJson {
    private final StatisticsQuery query;
    private final ClosesView stock;
    private final @Nullable ClosesView benchmark;
    private final Meta meta;

    StatisticsJson(StatisticsQuery query, ClosesView stock, @Nullable ClosesView benchmark, Meta meta) {
        this.query = query;
        this.stock = stock;
        this.benchmark = benchmark;
        this.meta = meta;
    }

    byte[] write(Statistics.Computed computed, @Nullable RollingPage page, @Nullable String nextPageToken) {
        return Json.write(out -> {
            out.writeStartObject();
            InstrumentJson.writeIdAndTicker(out, stock.instrumentId(), stock.instrument(), meta.shownOn(stock.basis()));
            out.writeStringField("currency", stock.instrument().currency().code());
            out.writeStringField("adjustment", query.span().adjustment().code());
            writeExtent(out, computed.extent());
            writeParameters(out);
            writeMetrics(out, computed.metrics());
            writeDates(out, computed.dates());
            writeBenchmark(out, computed.match());
            writeRolling(out, page);
            out.writeStringField("next_page_token", nextPageToken);
            StockJson.end(out, stock.basis(), meta);
        });
    }

    private static void writeExtent(JsonGenerator out, Statistics.@Nullable Extent extent) throws IOException {
        out.writeNumberField("observations", extent == null ? 0 : extent.observations());
        InstrumentJson.writeDate(out, "base", extent == null ? null : extent.base());
        InstrumentJson.writeDate(out, "first", extent == null ? null : extent.first());
        InstrumentJson.writeDate(out, "last", extent == null ? null : extent.last());
    }

    private void writeParameters(JsonGenerator out) throws IOException {
        StatisticsParameters parameters = query.parameters();
        out.writeObjectFieldStart("parameters");
        StockJson.writeNumber(out, "risk_free_rate", parameters.riskFreeRate());
        StockJson.writeNumber(out, "confidence", parameters.confidence());
        out.writeNumberField("horizon_days", parameters.horizonDays());
        out.writeNumberField("annualization", parameters.annualization());
        out.writeEndObject();
    }

    private static void writeMetrics(JsonGenerator out, List<Statistics.Metric> metrics) throws IOException {
        out.writeObjectFieldStart("metrics");
        for (Statistics.Metric metric : metrics) {
            StockJson.writeNumber(out, metric.name(), metric.value());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("reasons");
        for (Statistics.Metric metric : metrics) {
            if (metric.value() == null) {
                out.writeStringField(metric.name(), metric.reason());
            }
        }
        out.writeEndObject();
        out.writeObjectFieldStart("definitions");
        for (Statistics.Metric metric : metrics) {
            out.writeObjectFieldStart(metric.name());
            out.writeStringField("meaning", metric.meaning());
            out.writeStringField("source", metric.source());
            out.writeStringField("check", metric.check());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void writeDates(JsonGenerator out, Statistics.Dates dates) throws IOException {
        out.writeObjectFieldStart("dates");
        InstrumentJson.writeDate(out, "drawdown_peak", dates.drawdownPeak());
        InstrumentJson.writeDate(out, "drawdown_trough", dates.drawdownTrough());
        InstrumentJson.writeDate(out, "drawdown_recovery", dates.drawdownRecovery());
        InstrumentJson.writeDate(out, "best_day", dates.bestDay());
        InstrumentJson.writeDate(out, "worst_day", dates.worstDay());
        out.writeEndObject();
    }

    private void writeBenchmark(JsonGenerator out, Statistics.@Nullable Match match) throws IOException {
        if (benchmark == null) {
            out.writeNullField("benchmark");
            return;
        }
        out.writeObjectFieldStart("benchmark");
        InstrumentJson.writeIdAndTicker(
                out, benchmark.instrumentId(), benchmark.instrument(), meta.shownOn(benchmark.basis()));
        out.writeStringField("currency", benchmark.instrument().currency().code());
        writeExtent(out, match == null ? null : match.extent());
        writeCount(out, "unmatched", match == null ? null : (Integer) match.unmatched());
        writeCount(out, "benchmark_unmatched", match == null ? null : (Integer) match.benchmarkUnmatched());
        out.writeNumberField("sequence_number", benchmark.basis().sequenceNumber());
        out.writeArrayFieldStart("sources");
        for (String source : benchmark.basis().sources()) {
            out.writeString(source);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeCount(JsonGenerator out, String field, @Nullable Integer count) throws IOException {
        if (count == null) {
            out.writeNullField(field);
        } else {
            out.writeNumberField(field, count);
        }
    }

    private static void writeRolling(JsonGenerator out, @Nullable RollingPage page) throws IOException {
        if (page == null) {
            out.writeNullField("rolling");
            return;
        }
        out.writeObjectFieldStart("rolling");
        out.writeNumberField("window", page.rolling().window());
        out.writeArrayFieldStart("t");
        for (int i = page.from(); i < page.to(); i++) {
            out.writeString(page.rolling().dates().get(i).toString());
        }
        out.writeEndArray();
        for (Statistics.Line line : page.rolling().lines()) {
            out.writeArrayFieldStart(line.name());
            for (int i = page.from(); i < page.to(); i++) {
                Json.writeNumber(out, line.values()[i]);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
