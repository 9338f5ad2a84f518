package counterfoil.node.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MinuteBarsTest {
    private final MinuteBars minutes = new MinuteBars();
    private final List<String> rows = new ArrayList<>();

    @Test
    void aMinuteTakesFirstHighestLowestLastAndSum() {
        add(1_385_337_600, "800.01", "0.1");
        add(1_385_337_613, "802", "0.25");
        add(1_385_337_630, "799.5", "1");
        add(1_385_337_659, "801", "0.05");
        assertThat(rows).isEmpty();
        close();
        assertThat(rows).containsExactly("2013-11-25T00:00:00Z,800.01,802,799.5,801,1.4");
    }

    @Test
    void aMinuteWithoutATradeHasNoBar() {
        add(1_385_337_600, "800", "1");
        add(1_385_337_720, "810", "2");
        close();
        assertThat(rows)
                .containsExactly("2013-11-25T00:00:00Z,800,800,800,800,1", "2013-11-25T00:02:00Z,810,810,810,810,2");
    }

    @Test
    void aTradeOfAnEarlierMinuteIsRefused() {
        add(1_385_337_660, "800", "1");
        assertThatThrownBy(() -> add(1_385_337_600, "800", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    private void add(long time, String price, String amount) {
        keep(minutes.add(new Trade(1, time, new BigDecimal(price), new BigDecimal(amount))));
    }

    private void close() {
        keep(minutes.close());
    }

    private void keep(@Nullable Minute minute) {
        if (minute != null) {
            rows.add(minute.row());
        }
    }
}
