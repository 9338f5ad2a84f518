package counterfoil.http;

import counterfoil.persistence.query.AuditPage;
import counterfoil.persistence.query.AuditQuestion;
import counterfoil.persistence.query.InstrumentPage;
import counterfoil.persistence.query.InstrumentQuestion;
import counterfoil.persistence.query.ReadSide;
import counterfoil.persistence.query.ReadTableStatus;
import counterfoil.persistence.query.TableBasis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Read tables that answer what a test gave them, and remember what they were asked. */
final class FakeReads implements ReadSide {
    volatile InstrumentPage instruments = new InstrumentPage(List.of(), false, TableBasis.NONE);
    volatile AuditPage entries = new AuditPage(List.of(), false, TableBasis.NONE);
    volatile List<ReadTableStatus> statuses = List.of();

    @Nullable
    volatile Exception failure;

    @Nullable
    volatile InstrumentQuestion lastSearch;

    @Nullable
    volatile AuditQuestion lastList;

    final List<String> told = new ArrayList<>();

    @Override
    public CompletionStage<InstrumentPage> find(InstrumentQuestion question) {
        lastSearch = question;
        return answer(instruments);
    }

    @Override
    public CompletionStage<AuditPage> list(AuditQuestion question) {
        lastList = question;
        return answer(entries);
    }

    @Override
    public List<ReadTableStatus> statuses() {
        return statuses;
    }

    @Override
    public CompletionStage<Boolean> tell(String table, Wish wish, String principal) {
        told.add(table + " " + wish + " by " + principal);
        return answer(table.equals("audit-list"));
    }

    private <T> CompletionStage<T> answer(T value) {
        Exception broken = failure;
        return broken == null ? CompletableFuture.completedFuture(value) : CompletableFuture.failedFuture(broken);
    }
}
