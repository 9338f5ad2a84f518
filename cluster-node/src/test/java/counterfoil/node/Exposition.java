package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a metrics port says, read strictly in Prometheus' text format 0.0.4
 * (prometheus.io/docs/instrumenting/exposition_formats): any other line is an error.
 *
 * @param samples value by name and labels, as written
 * @param names of metrics, without the endings of a histogram's parts
 */
record Exposition(Map<String, Double> samples, Set<String> names) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)"
            + "(\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*})?"
            + " ([-+]?(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|Inf|NaN))( [0-9]+)?");
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* ?.*");

    static Exposition of(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return parse(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    static Exposition parse(String text) {
        Map<String, Double> samples = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        for (String line : text.split("\n", -1)) {
            if (line.isEmpty() || COMMENT.matcher(line).matches()) {
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            String labels = sample.group(2) == null ? "" : sample.group(2);
            String value = sample.group(3).replace("Inf", "Infinity");
            assertThat(samples.put(sample.group(1) + labels, Double.valueOf(value)))
                    .as(line)
                    .isNull();
            names.add(sample.group(1).replaceFirst("_(bucket|sum|count)$", ""));
        }
        return new Exposition(samples, names);
    }

    /** The sum of a metric's samples that have all these labels. */
    double sum(String name, String... labels) {
        double sum = 0;
        for (Map.Entry<String, Double> sample : samples.entrySet()) {
            boolean isOne =
                    sample.getKey().startsWith(name + "{") || sample.getKey().equals(name);
            for (String label : labels) {
                isOne = isOne && sample.getKey().contains(label);
            }
            sum += isOne ? sample.getValue() : 0;
        }
        return sum;
    }
}
