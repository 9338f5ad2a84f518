package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.Bar;
import counterfoil.market.CorporateAction.Split;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Calendars;
import counterfoil.protocol.stock.QuoteView;
import counterfoil.protocol.stock.QuoteView.Reason;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView.PriceView;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which quotes a stock takes, and when its price is one. Bars are AAPL's, as in {@link StockReadsTest}; NOW is 2026. */
class QuotesTest {
    private static final Bar MONDAY = day("2014-06-09", 92.69, 93.88, 91.75, 93.7, 72_875_948);

    private final PureStock stock = new PureStock();
    private Quotes quotes = Quotes.NONE;

    private static Quote quote(String at, double price, long number) {
        return new Quote(price, 10, Instant.parse(at), "feed", number);
    }

    private QuoteView take(Quote quote) {
        Quotes.Taken taken = quotes.take(stock.state, PureStock.SETTINGS, quote, PureStock.NOW);
        quotes = taken.after();
        return taken.answer();
    }

    private static Reason reasonOf(QuoteView view) {
        return ((QuoteView.Refused) view).reason();
    }

    private PriceView price(boolean asOf) {
        StockCommand.GetPrice get =
                new StockCommand.GetPrice(asOf ? LocalDate.of(2014, 6, 10) : null, PureStock.nobody());
        return (PriceView) StockReads.answer(stock.state, PureStock.ID, get, false, quotes.newest(), Calendars.NONE);
    }

    @Test
    void anUnlistedInstrumentTakesNone() {
        Quotes.Taken taken = Quotes.NONE.take(
                StockState.EMPTY, PureStock.SETTINGS, quote("2014-06-10T14:00:00Z", 1, 1), PureStock.NOW);
        assertThat(reasonOf(taken.answer())).isEqualTo(Reason.UNKNOWN_INSTRUMENT);
        assertThat(taken.isNew()).isFalse();
    }

    @Test
    void theNewestQuoteIsThePriceOnceItIsLaterThanEveryBar() {
        stock.days("b", MONDAY);
        assertThat(price(false).quote()).isNull();
        assertThat(take(quote("2014-06-10T14:00:00.25Z", 94.1, 7))).isEqualTo(new QuoteView.Observed());

        PriceView price = price(false);
        assertThat(price.price()).isEqualTo(94.1);
        assertThat(price.source()).isEqualTo("feed");
        assertThat(price.change()).isEqualTo(94.1 - 93.7);
        assertThat(price.changeFraction()).isEqualTo(94.1 / 93.7 - 1);
        assertThat(price.basis().sources()).containsExactly("feed");
        assertThat(price(true).price()).as("as of a date").isEqualTo(93.7);
        assertThat(price(true).quote()).isNull();
    }

    /** A daily bar stands for the end of its date; 03:59 UTC is still the ninth in New York. */
    @Test
    void aQuoteWithinTheLastDayIsNotThePrice() {
        stock.days("b", MONDAY);
        take(quote("2014-06-10T03:59:00Z", 94.1, 1));
        assertThat(price(false).price()).isEqualTo(93.7);
        take(quote("2014-06-10T04:00:00Z", 94.2, 2));
        assertThat(price(false).price()).isEqualTo(94.2);
    }

    /** A minute's close stands for the minute's end. */
    @Test
    void aQuoteWithinTheLastMinuteGivesWayToItsBar() {
        stock.days("b", MONDAY);
        take(quote("2014-06-10T14:00:59Z", 94.1, 1));
        assertThat(price(false).price()).isEqualTo(94.1);
        long time = Instant.parse("2014-06-10T14:00:00Z").getEpochSecond();
        stock.record("m", "feed", Timeframe.M1, new Bar(time, 94, 94.4, 93.9, 94.15, 100));
        assertThat(price(false).price()).isEqualTo(94.15);
        assertThat(price(false).time()).isEqualTo(time);
        take(quote("2014-06-10T14:01:00Z", 94.3, 2));
        assertThat(price(false).price()).isEqualTo(94.3);
    }

    @Test
    void withoutBarsAQuoteIsAPriceWithoutAChange() {
        take(quote("2014-06-10T14:00:00Z", 94.1, 1));
        assertThat(price(false)).extracting(PriceView::price, PriceView::change).containsExactly(94.1, null);
    }

    @ParameterizedTest
    @CsvSource({
        "2014-06-10T14:00:01Z, 5, a number of before",
        "2014-06-10T14:00:01Z, 4, a lower number",
        "2014-06-10T13:59:59Z, 6, an earlier instant"
    })
    void theNumbersAndInstantsOfASourceDoNotRunBackwards(String at, long number, String what) {
        take(quote("2014-06-10T14:00:00Z", 94.1, 5));
        assertThat(reasonOf(take(quote(at, 94.2, number)))).as(what).isEqualTo(Reason.OUT_OF_ORDER);
        assertThat(take(quote("2014-06-10T14:00:00Z", 94.3, 6)))
                .as("the next of the same instant")
                .isEqualTo(new QuoteView.Observed());
    }

    @Test
    void aRepeatIsAcknowledgedAndIsNoNews() {
        Quote quote = quote("2014-06-10T14:00:00Z", 94.1, 5);
        take(quote);
        Quotes.Taken again = quotes.take(stock.state, PureStock.SETTINGS, quote, PureStock.NOW);
        assertThat(again).isEqualTo(new Quotes.Taken(new QuoteView.Observed(), quotes, false));
    }

    @Test
    void anotherSourceCountsWhenItIsLater() {
        take(quote("2014-06-10T14:00:00Z", 94.1, 5));
        Quote late = new Quote(94.2, 1, Instant.parse("2014-06-10T14:00:00Z"), "other", 1);
        assertThat(reasonOf(take(late))).isEqualTo(Reason.OUT_OF_ORDER);
        Quote later = new Quote(94.2, 1, Instant.parse("2014-06-10T14:00:02Z"), "other", 1);
        assertThat(take(later)).isEqualTo(new QuoteView.Observed());
        assertThat(quotes.newest()).isEqualTo(later);
        assertThat(reasonOf(take(quote("2014-06-10T14:00:03Z", 94.3, 5))))
                .as("the first source still counts on from 5")
                .isEqualTo(Reason.OUT_OF_ORDER);
    }

    @Test
    void aSeventeenthSourceIsRefused() {
        for (int i = 0; i < Quotes.MAX_SOURCES; i++) {
            take(new Quote(94, 1, Instant.parse("2014-06-10T14:00:00Z").plusSeconds(i), "source-" + i, 1));
        }
        assertThat(reasonOf(take(quote("2014-06-10T15:00:00Z", 94, 1)))).isEqualTo(Reason.TOO_MANY_SOURCES);
    }

    /** Ten seconds are allowed for clocks that differ. */
    @Test
    void aQuoteOfTheFutureIsRefused() {
        assertThat(take(new Quote(94, 1, PureStock.NOW.plusSeconds(10), "feed", 1)))
                .isEqualTo(new QuoteView.Observed());
        assertThat(reasonOf(take(new Quote(94, 1, PureStock.NOW.plusMillis(10_001), "feed", 2))))
                .isEqualTo(Reason.IN_FUTURE);
    }

    @Test
    void afterDelistingThereAreNoQuotes() {
        LocalDate on = LocalDate.of(2014, 6, 11);
        stock.run(new StockCommand.DelistInstrument(on, stock.cause(null), PureStock.nobody()));
        assertThat(take(quote("2014-06-11T03:59:59Z", 94, 1))).isEqualTo(new QuoteView.Observed());
        assertThat(reasonOf(take(quote("2014-06-11T04:00:00Z", 94, 2)))).isEqualTo(Reason.DELISTED);
    }

    /** With the bound 0.4 a price may fall to 0.6 and rise to 1/0.6 of the last: 93.7 to 56.22 and 156.166…. */
    @ParameterizedTest
    @CsvSource({"56.3, true", "56.1, false", "156.1, true", "156.2, false"})
    void aPriceThatJumpsIsRefused(double price, boolean isTaken) {
        stock.days("b", MONDAY);
        QuoteView view = take(quote("2014-06-10T14:00:00Z", price, 1));
        assertThat(view instanceof QuoteView.Observed).isEqualTo(isTaken);
        if (!isTaken) {
            assertThat(view)
                    .isEqualTo(new QuoteView.Refused(
                            Reason.IMPLAUSIBLE_JUMP, price + " at 2014-06-10T14:00:00Z follows 93.7 on 2014-06-09"));
            assertThat(price(false).price()).isEqualTo(93.7);
        }
    }

    @Test
    void theLastQuoteIsWhatAJumpIsMeasuredFrom() {
        stock.days("b", MONDAY);
        take(quote("2014-06-10T14:00:00Z", 60, 1));
        assertThat(take(quote("2014-06-10T14:00:01Z", 40, 2))).isEqualTo(new QuoteView.Observed());
        assertThat(reasonOf(take(quote("2014-06-10T14:00:02Z", 93.7, 3)))).isEqualTo(Reason.IMPLAUSIBLE_JUMP);
    }

    /** AAPL split 7 for 1 on 9 June 2014: 645.57 the Friday before is 92.22 after. */
    @Test
    void aSplitIsNoJump() {
        stock.act("a", new Split(LocalDate.of(2014, 6, 9), 7, 1));
        stock.days("b", day("2014-06-06", 650, 651.25, 644.48, 645.57, 12_116_671));
        assertThat(take(quote("2014-06-09T14:00:00Z", 92.7, 1))).isEqualTo(new QuoteView.Observed());
        assertThat(price(false).change()).isCloseTo(92.7 - 645.57 / 7, within(1e-12));
    }
}
