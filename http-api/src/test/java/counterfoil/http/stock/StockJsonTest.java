package counterfoil.http.stock;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.http.EntityTag;
import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.Identifier.Scheme;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.QualityFinding;
import counterfoil.market.Quote;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.market.calendar.Calendars;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.InstrumentView;
import counterfoil.protocol.stock.StockView.Line;
import counterfoil.protocol.stock.StockView.Missing;
import counterfoil.protocol.stock.StockView.PriceView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockJsonTest {
    private static final LocalDate RENAMED = LocalDate.of(2022, 6, 9);
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 27);
    private static final Currency USD = new Currency("USD");
    private static final Meta META = new Meta(null, Instant.parse("2026-01-27T14:05:00.123Z"), false, "0.1.0");
    private static final Basis BASIS = new Basis(null, 1387, List.of("import", "vendor"));
    private static final String META_JSON = "'meta':{'as_of':null,'known_at':null,'sequence_number':1387,"
            + "'computed_at':'2026-01-27T14:05:00.123Z',"
            + "'sources':['import','vendor'],'stale':false,'release':'0.1.0'}}";
    private static final Instrument FACEBOOK = new Instrument(
            "Meta \"Platforms\"",
            USD,
            InstrumentType.COMMON_STOCK,
            null,
            List.of(
                    ticker("FB", LocalDate.of(2012, 5, 18), RENAMED),
                    ticker("META", RENAMED, null),
                    new IdentifierSpan(new Identifier(Scheme.ISIN, "US30303M1027"), Validity.ALWAYS)));

    private static IdentifierSpan ticker(String symbol, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new IdentifierSpan(Identifier.ticker(symbol, new Mic("XNAS")), new Validity(from, to));
    }

    /** The bytes as text with ' for ". */
    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace('"', '\'');
    }

    private static long day(int ofJanuary2020) {
        return Timeframe.timeOf(LocalDate.of(2020, 1, ofJanuary2020));
    }

    private static InstrumentView view(@Nullable LocalDate delistedOn, Basis basis) {
        List<StockView.SeriesExtent> series = List.of(new StockView.SeriesExtent(Timeframe.D1, 2, day(2), day(3)));
        return new InstrumentView("stock-1", FACEBOOK, delistedOn, 75.09, null, 80.0, series, 3, basis);
    }

    private static byte[] instrument(InstrumentView view) {
        return StockJson.instrument(view, StockSession.of(view, META, Calendars.NONE), META);
    }

    @Test
    void anInstrumentIsShownWithTodaysIdentifiers() {
        assertThat(text(instrument(view(null, BASIS))))
                .isEqualTo("{'instrument_id':'stock-1','ticker':'META','mic':'XNAS','name':'Meta \\'Platforms\\'',"
                        + "'currency':'USD','type':'common_stock','sector':null,'status':'active','delisted_on':null,"
                        + "'identifiers':{'isin':'US30303M1027'},"
                        + "'session':{'state':'unavailable','reason':'there is no calendar for XNAS','date':null,"
                        + "'next_open':null,'next_close':null},'previous_close':75.09,'year_low':null,'year_high':80,"
                        + "'series':[{'timeframe':'1d','bars':2,'first':'2020-01-02','last':'2020-01-03'}],"
                        + "'open_questions':3," + META_JSON);
    }

    @Test
    void anInstrumentIsShownWithTheTickerOfItsBusinessDate() {
        Basis before = new Basis(RENAMED.minusDays(1), 1387, List.of());
        assertThat(text(instrument(view(RENAMED, before))))
                .contains("'ticker':'FB'", "'status':'active'", "'delisted_on':'2022-06-09'", "'as_of':'2022-06-08'")
                .contains("'state':'unavailable','reason':'a business date has no time of day'");
        Basis first = new Basis(LocalDate.of(2000, 1, 1), 1387, List.of());
        // Nothing was valid then: the ticker that is valid longest stands in.
        assertThat(text(instrument(view(null, first)))).contains("'ticker':'META'");
    }

    @Test
    void aDelistedInstrumentKeepsItsLastTicker() {
        Instrument gone = new Instrument(
                "First Republic",
                USD,
                InstrumentType.COMMON_STOCK,
                "Banks",
                List.of(
                        ticker("FRCB", LocalDate.of(2023, 5, 3), LocalDate.of(2024, 1, 1)),
                        ticker("FRC", null, LocalDate.of(2023, 5, 3))));
        StockOutcome kept = new StockOutcome.InstrumentKept("stock-2", gone, LocalDate.of(2024, 1, 1), false);
        assertThat(text(OutcomeJson.outcome(kept, TODAY)))
                .isEqualTo("{'instrument_id':'stock-2','ticker':'FRCB','mic':'XNAS','name':'First Republic',"
                        + "'currency':'USD','type':'common_stock','sector':'Banks','status':'delisted',"
                        + "'delisted_on':'2024-01-01','identifiers':{}}");
    }

    @Test
    void identifiersAreShownInTheFormInWhichTheyAreChanged() {
        String json = text(StockJson.identifiers(view(null, BASIS), META));
        String list = "'identifiers':[{'scheme':'ticker','value':'FB','mic':'XNAS','valid_from':'2012-05-18',"
                + "'valid_to':'2022-06-09'},{'scheme':'ticker','value':'META','mic':'XNAS','valid_from':'2022-06-09',"
                + "'valid_to':null},{'scheme':'isin','value':'US30303M1027','valid_from':null,'valid_to':null}]";
        assertThat(json).isEqualTo("{'instrument_id':'stock-1','ticker':'META'," + list + "," + META_JSON);
        byte[] change = ("{" + list + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(InstrumentBody.change(change).identifiers()).isEqualTo(FACEBOOK.identifiers());
    }

    @Test
    void aPriceOfADayHasADateAndOneOfAMinuteAnInstant() {
        PriceView day = new PriceView(
                "stock-1", FACEBOOK, 75.09, day(2), Timeframe.D1, "import", 1.44, 0.01955, null, null, BASIS);
        assertThat(text(StockJson.price(day, META)))
                .isEqualTo("{'instrument_id':'stock-1','ticker':'META','currency':'USD','price':75.09,'t':'2020-01-02',"
                        + "'source':'import','change':1.44,'change_fraction':0.01955," + META_JSON);
        PriceView minute = new PriceView(
                "stock-1", FACEBOOK, 75.0, day(2) + 60, Timeframe.M1, "import", null, null, null, null, BASIS);
        assertThat(text(StockJson.price(minute, META)))
                .contains("'price':75,'t':'2020-01-02T00:01:00Z'", "'change':null,'change_fraction':null,'meta'");
    }

    @Test
    void aPriceThatIsAQuoteHasTheInstantOfTheQuote() {
        Instant at = Instant.parse("2020-01-03T14:30:00.250Z");
        Quote quote = new Quote(75.2, 100, at, "feed", 7);
        PriceView price = new PriceView(
                "stock-1",
                FACEBOOK,
                75.2,
                at.getEpochSecond(),
                Timeframe.M1,
                "feed",
                0.11,
                0.00146,
                null,
                quote,
                BASIS);
        assertThat(text(StockJson.price(price, META)))
                .contains("'price':75.2,'t':'2020-01-03T14:30:00.250Z','source':'feed','change':0.11");
        assertThat(EntityTag.of("stock-1", 7, quote).text())
                .isEqualTo("\"stock-stock-1:7:2020-01-03T14:30:00.250Z:7\"");
    }

    @Test
    void aPriceThatIsNotThereSaysWhy() {
        PriceView none =
                new PriceView("stock-1", FACEBOOK, null, 0, Timeframe.D1, null, null, null, "no-bars", null, BASIS);
        assertThat(text(StockJson.price(none, META)))
                .contains(
                        "'price':null,'t':null,'source':null,'change':null,'change_fraction':null,'reason':'no-bars'");
    }

    @Test
    void manyPricesComeInTheOrderAskedFor() {
        PriceView found = new PriceView(
                "stock-1", FACEBOOK, 75.09, day(2), Timeframe.D1, "import", null, null, null, null, BASIS);
        assertThat(text(StockJson.prices(
                        List.of(
                                new PriceEntry.Missing("NOPE", "unknown-instrument", "No such instrument"),
                                new PriceEntry.Found("META.XNAS", found)),
                        META)))
                .isEqualTo(
                        "{'prices':[{'id':'NOPE','error':{'code':'unknown-instrument','title':'No such instrument'}},"
                                + "{'id':'META.XNAS',"
                                + "'instrument_id':'stock-1','ticker':'META','currency':'USD','price':75.09,"
                                + "'t':'2020-01-02','source':'import','change':null,'change_fraction':null," + META_JSON
                                + "]}");
    }

    @Test
    void historyIsAListOfBars() {
        Bars bars = Bars.of(List.of(
                new Bar(day(2), 74.06, 75.15, 73.8, 75.09, 135480400),
                new Bar(day(3), 74.2875, 75.145, 74.125, 74.3575, 146322800)));
        Window window = new Window(Timeframe.D1, Adjustment.SPLIT, 0, 1, null, 2);
        assertThat(text(StockJson.history(
                        new StockView.HistoryView("stock-1", FACEBOOK, bars, day(4), BASIS), window, "abc", META)))
                .isEqualTo("{'instrument_id':'stock-1','ticker':'META','timeframe':'1d',"
                        + "'adjustment':'split','session':'regular','bars':["
                        + "{'t':'2020-01-02','o':74.06,'h':75.15,'l':73.8,'c':75.09,'v':135480400},"
                        + "{'t':'2020-01-03','o':74.2875,'h':75.145,'l':74.125,'c':74.3575,'v':146322800}],"
                        + "'next_page_token':'abc'," + META_JSON);
    }

    @Test
    void technicalsAreLinesByIndicatorAndOutput() {
        Missing first = new Missing(1, 0, "the first value is at bar 19, counted from 0");
        Missing none = new Missing(0, 1, "no value because the close has not moved");
        List<Line> lines = List.of(
                new Line("sma:20", null, new double[] {Double.NaN, 74.1}, first),
                new Line("macd:12:26:9", "macd", new double[] {0.5, 1}, null),
                new Line("macd:12:26:9", "signal", new double[] {Double.NaN, Double.NaN}, first),
                new Line("macd:12:26:9", "histogram", new double[] {-0.25, Double.POSITIVE_INFINITY}, none),
                new Line("obv", null, new double[] {0, 1}, null),
                new Line("sma:20", null, new double[] {Double.NaN, 74.1}, first));
        StockView.TechnicalsView view =
                new StockView.TechnicalsView("stock-1", FACEBOOK, new long[] {day(2), day(3)}, lines, null, BASIS);
        assertThat(text(StockJson.technicals(view, Timeframe.D1, null, META)))
                .isEqualTo("{'t':['2020-01-02','2020-01-03'],'indicators':{'sma:20':[null,74.1],'macd:12:26:9':"
                        + "{'macd':[0.5,1],'signal':[null,null],'histogram':[-0.25,null]},'obv':[0,1]},"
                        + "'missing':{'sma:20':{'warm_up':1,'undefined':0,"
                        + "'reason':'the first value is at bar 19, counted from 0'},"
                        + "'macd:12:26:9':{'signal':{'warm_up':1,'undefined':0,"
                        + "'reason':'the first value is at bar 19, counted from 0'},"
                        + "'histogram':{'warm_up':0,'undefined':1,"
                        + "'reason':'no value because the close has not moved'}}},'next_page_token':null,"
                        + META_JSON);
    }

    @Test
    void corporateActionsAreShownInTheFormInWhichTheyAreRecorded() {
        LocalDate exDate = LocalDate.of(2020, 8, 31);
        StockView.CorporateActionsView view = new StockView.CorporateActionsView(
                "stock-1",
                FACEBOOK,
                List.of(
                        new StockView.KeptAction(new CorporateAction.Split(exDate, 4, 1), "imp-1", "import"),
                        new StockView.KeptAction(new CorporateAction.Split(exDate, 1, 8), "imp-1", "import"),
                        new StockView.KeptAction(
                                new CorporateAction.CashDividend(exDate, Money.of("1200.50", USD), true),
                                "imp-2",
                                "issuer")),
                null,
                BASIS);
        assertThat(text(StockJson.corporateActions(view, "page-2", META)))
                .isEqualTo("{'instrument_id':'stock-1','ticker':'META','actions':["
                        + "{'type':'forward_split','ex_date':'2020-08-31','new_rate':4,'old_rate':1,"
                        + "'action_id':'split-2020-08-31','import_id':'imp-1','source':'import'},"
                        + "{'type':'reverse_split','ex_date':'2020-08-31','new_rate':1,'old_rate':8,"
                        + "'action_id':'split-2020-08-31','import_id':'imp-1','source':'import'},"
                        + "{'type':'cash_dividend','ex_date':'2020-08-31','amount':'1200.5','currency':'USD',"
                        + "'special':true,'action_id':'special-cash-dividend-2020-08-31','import_id':'imp-2',"
                        + "'source':'issuer'}],'next_page_token':'page-2'," + META_JSON);
    }

    @Test
    void questionsAreShownWithTheirBar() {
        StockView.KeptQuestion kept = new StockView.KeptQuestion(
                new Question(7, day(3), Rule.HIGH_BELOW_LOW, "high 1.0 below low 2.0"),
                Timeframe.D1,
                new Bar(day(3), 1.5, 1, 2, 1.5, 10),
                "imp-1",
                "import",
                StockView.Settlement.OPEN,
                null,
                null);
        StockView.QualityView view = new StockView.QualityView(
                "stock-1",
                FACEBOOK,
                List.of(kept),
                List.of(new QualityFinding(Rule.SESSION_MISSING, Timeframe.D1, day(6), day(7), 2, "2 sessions")),
                1,
                true,
                null,
                BASIS);
        assertThat(text(StockJson.quality(view, Map.of(), null, META)))
                .isEqualTo("{'instrument_id':'stock-1','ticker':'META','open':1,'questions':[{'question':7,"
                        + "'t':'2020-01-03','rule':'high-below-low','detail':'high 1.0 below low 2.0',"
                        + "'timeframe':'1d','bar':{'t':'2020-01-03','o':1.5,'h':1,'l':2,'c':1.5,'v':10},"
                        + "'import_id':'imp-1','source':'import','status':'open','explanation':null,"
                        + "'what_to_do':'Reject the bar, or import it again with high and low the right way round.'}],"
                        + "'findings':[{'rule':'session-missing','timeframe':'1d','from':'2020-01-06',"
                        + "'to':'2020-01-07',"
                        + "'count':2,'detail':'2 sessions','what_to_do':'Import the missing dates.'}],'complete':true,"
                        + "'next_page_token':null," + META_JSON);
    }

    @Test
    void outcomesTellWhatWasDone() {
        Question question = new Question(1, day(3), Rule.HIGH_BELOW_LOW, "…");
        assertThat(text(OutcomeJson.outcome(
                        new StockOutcome.BarsTaken("imp-1", Timeframe.D1, 4, 1, 1, 1, List.of(question)), TODAY)))
                .isEqualTo("{'import_id':'imp-1','received':4,'recorded':1,'unchanged':1,'corrected':1,"
                        + "'questioned':[{'question':1,'t':'2020-01-03','rule':'high-below-low','detail':'…'}]}");
        assertThat(text(OutcomeJson.outcome(new StockOutcome.ActionsTaken("imp-1", 2, 1, 1, 3), TODAY)))
                .isEqualTo("{'import_id':'imp-1','received':2,'recorded':1,'unchanged':1,'explained':3}");
        assertThat(text(OutcomeJson.outcome(
                        new StockOutcome.QuestionsJudged(List.of(4L), List.of(), List.of()), TODAY)))
                .isEqualTo("{'questions':[4],'status':'accepted'}");
        assertThat(text(OutcomeJson.settled(
                        new StockOutcome.QuestionsJudged(List.of(4L), List.of(5L, 6L), List.of(7L)))))
                .isEqualTo("{'accepted':[4],'rejected':[5,6],'explained':[7]}");
        assertThat(text(OutcomeJson.outcome(new StockOutcome.ImportTakenBack("imp-1", 5, 1, 0), TODAY)))
                .isEqualTo("{'import_id':'imp-1','bars':5,'questions':1,'actions':0}");
    }
}
