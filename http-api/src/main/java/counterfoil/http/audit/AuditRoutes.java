package counterfoil.http.audit;

import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Blocking;
import counterfoil.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** All that auditors reach. */
public final class AuditRoutes {
    private final ApiContext context;
    private final Ask ask;
    private final ReadRecords records;

    /** Routes over the log and the entities of this context. */
    public AuditRoutes(ApiContext context, Ask ask, ReadRecords records) {
        this.context = context;
        this.ask = ask;
        this.records = records;
    }

    /** The routes. */
    public List<Route> routes() {
        Blocking blocking = new Blocking(context.system());
        return Stream.of(
                        new EntityRoutes(context, records).routes(),
                        new LogRoutes(context, blocking, records).routes(),
                        new ProofRoutes(context, blocking, records).routes(),
                        new VerifyRoute(context, blocking, records).routes(),
                        new ExportRoute(context, blocking, records).routes(),
                        new RetentionRoute(context, ask, blocking, records).routes(),
                        new HoldRoutes(context, ask, records).routes())
                .flatMap(List::stream)
                .toList();
    }
}
