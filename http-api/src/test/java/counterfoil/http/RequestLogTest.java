package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RequestLogTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("counterfoil.http.request");

    private final TestApi api = TestApi.shared();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        LOG.addAppender(lines);
        LOG.setLevel(Level.DEBUG);
    }

    @AfterEach
    void leave() {
        LOG.detachAppender(lines);
        LOG.setLevel(null);
    }

    @Test
    void aRequestIsOneLineWithItsIdAndNoWordOfTheClient() {
        String injected = "%0A%7B%22level%22%3A%22x%22%7D$%7Bjndi:ldap";
        api.send(api.request("/api/v1/admin/stocks/" + injected + "/delist")
                .header("X-Request-Id", "r-38")
                .header("User-Agent", "${jndi:ldap://x}")
                .header("Idempotency-Key", "${jndi:ldap://x}")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"on\":\"2024-01-02\"}")));

        List<ILoggingEvent> ofRequest = lines.list.stream()
                .filter(line -> "r-38".equals(line.getMDCPropertyMap().get("request_id")))
                .toList();
        assertThat(ofRequest).hasSize(1);
        assertThat(ofRequest.getFirst().getLevel()).isEqualTo(Level.INFO);
        assertThat(ofRequest.getFirst().getFormattedMessage())
                .matches("POST /api/v1/admin/stocks/\\{instrument}/delist 400 in \\d+ µs");
    }

    @Test
    void aReadIsLoggedOnlyForWhoLooksClosely() {
        LOG.setLevel(Level.INFO);
        api.send(api.anonymous("/api/v1/health/live"));
        assertThat(lines.list).isEmpty();

        LOG.setLevel(Level.DEBUG);
        api.send(api.anonymous("/nowhere"));
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allMatch(line -> line.matches("GET \\(no route\\) 404 in \\d+ µs"));
        assertThat(lines.list).hasSize(1);
    }
}
