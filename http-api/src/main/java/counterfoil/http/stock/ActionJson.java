package counterfoil.http.stock;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.market.CorporateAction;
import counterfoil.money.Money;
import counterfoil.protocol.stock.StockView.KeptAction;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a corporate action with the fields with which it is recorded, and where it came from. */
final class ActionJson {
    private ActionJson() {}

    static void write(JsonGenerator out, KeptAction kept) throws IOException {
        out.writeStartObject();
        CorporateAction action = kept.action();
        out.writeStringField("type", type(action));
        InstrumentJson.writeDate(out, "ex_date", action.exDate());
        switch (action) {
            case CorporateAction.ShareChange change -> writeRates(out, change.newRate(), change.oldRate());
            case CorporateAction.CashDividend dividend -> {
                writeMoney(out, "amount", dividend.amount());
                out.writeBooleanField("special", dividend.special());
            }
            case CorporateAction.ReturnOfCapital capital -> writeMoney(out, "amount", capital.amount());
            case CorporateAction.DividendInKind dividend -> {
                out.writeStringField("distributed", dividend.distributed());
                writeMoney(out, "value", dividend.value());
            }
            case CorporateAction.SpinOff spinOff -> {
                out.writeStringField("new_instrument", spinOff.spunOff());
                writeRates(out, spinOff.newRate(), spinOff.oldRate());
                out.writeNumberField("basis_numerator", spinOff.basisNumerator());
                out.writeNumberField("basis_denominator", spinOff.basisDenominator());
            }
            case CorporateAction.RightsIssue rights -> {
                writeRates(out, rights.newRate(), rights.oldRate());
                writeMoney(out, "price", rights.price());
            }
            case CorporateAction.Merger merger -> writeMerger(out, merger.exchange(), merger.cash());
            case CorporateAction.SymbolChange change -> {
                out.writeStringField("old_ticker", change.from().symbol());
                out.writeStringField("new_ticker", change.to().symbol());
                out.writeStringField("mic", change.from().mic().code());
                out.writeStringField("new_mic", change.to().mic().code());
            }
        }
        out.writeStringField("action_id", action.actionId());
        out.writeStringField("import_id", kept.importId());
        out.writeStringField("source", kept.source());
        out.writeEndObject();
    }

    private static String type(CorporateAction action) {
        return switch (action) {
            case CorporateAction.Split split -> split.newRate() > split.oldRate() ? "forward_split" : "reverse_split";
            case CorporateAction.StockDividend dividend -> "stock_dividend";
            case CorporateAction.CashDividend dividend -> "cash_dividend";
            case CorporateAction.ReturnOfCapital capital -> "return_of_capital";
            case CorporateAction.DividendInKind dividend -> "dividend_in_kind";
            case CorporateAction.SpinOff spinOff -> "spin_off";
            case CorporateAction.RightsIssue rights -> "rights_issue";
            case CorporateAction.Merger merger -> "merger";
            case CorporateAction.SymbolChange change -> "symbol_change";
        };
    }

    private static void writeMerger(
            JsonGenerator out, CorporateAction.@Nullable Exchange exchange, @Nullable Money cash) throws IOException {
        if (exchange != null) {
            out.writeStringField("acquirer", exchange.instrument());
            writeRates(out, exchange.newRate(), exchange.oldRate());
        }
        if (cash != null) {
            writeMoney(out, "cash", cash);
        }
    }

    private static void writeRates(JsonGenerator out, int newRate, int oldRate) throws IOException {
        out.writeNumberField("new_rate", newRate);
        out.writeNumberField("old_rate", oldRate);
    }

    private static void writeMoney(JsonGenerator out, String field, Money money) throws IOException {
        out.writeStringField(field, money.amount().toPlainString());
        out.writeStringField("currency", money.currency().code());
    }
}
