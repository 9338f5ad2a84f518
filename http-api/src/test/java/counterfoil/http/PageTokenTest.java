package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PageTokenTest {
    @Property(tries = 200)
    void aTokenTellsTheNumberItWasMadeOf(@ForAll long next) {
        String token = PageToken.write("history:AAPL", next);

        assertThat(token).matches("[A-Za-z0-9_-]{16}");
        assertThat(PageToken.read("history:AAPL", token)).isEqualTo(next);
    }

    @Property(tries = 200)
    void aTokenOfAnotherListIsRefused(@ForAll long next) {
        String token = PageToken.write("history:AAPL", next);

        assertThatThrownBy(() -> PageToken.read("history:MSFT", token)).isInstanceOf(Problem.Refused.class);
    }

    @Property(tries = 200)
    void aTokenThatWasChangedIsRefused(@ForAll long next, @ForAll @IntRange(max = 15) int at) {
        StringBuilder token = new StringBuilder(PageToken.write("history:AAPL", next));
        token.setCharAt(at, token.charAt(at) == 'A' ? 'B' : 'A');

        assertThatThrownBy(() -> PageToken.read("history:AAPL", token.toString()))
                .isInstanceOf(Problem.Refused.class);
    }

    @Property(tries = 500)
    void anyOtherTextIsRefused(@ForAll String text) {
        assertThatThrownBy(() -> PageToken.read("history:AAPL", text)).isInstanceOf(Problem.Refused.class);
    }
}
