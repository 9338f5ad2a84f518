package counterfoil.http;

import counterfoil.http.audit.AuditRoutes;
import counterfoil.http.audit.ReadRecords;
import counterfoil.http.cluster.ClusterRoutes;
import counterfoil.http.docs.DocsRoutes;
import counterfoil.http.health.HealthRoutes;
import counterfoil.http.indicator.IndicatorRoutes;
import counterfoil.http.live.LiveRoutes;
import counterfoil.http.market.MarketRoutes;
import counterfoil.http.readtable.AuditListRoutes;
import counterfoil.http.readtable.ProjectionRoutes;
import counterfoil.http.readtable.StockSearchRoutes;
import counterfoil.http.stock.AdminStockRoutes;
import counterfoil.http.stock.StockRoutes;
import counterfoil.http.subject.AdminSubjectRoutes;
import java.util.List;
import java.util.stream.Stream;

/** All routes of the API in one table. */
public final class ApiRoutes {
    private ApiRoutes() {}

    /** The table of a node. */
    public static RouteTable table(ApiContext context) {
        Ask ask = new Ask(context.sharding(), context);
        ReadRecords records = new ReadRecords(context, ask);
        return new RouteTable(Stream.of(
                        new StockRoutes(context, ask).routes(),
                        new MarketRoutes(context).routes(),
                        new IndicatorRoutes(context.indicators()).routes(),
                        new LiveRoutes(context, ask).routes(),
                        new AdminStockRoutes(context, ask).routes(),
                        new AdminSubjectRoutes(context, ask).routes(),
                        new AuditRoutes(context, ask, records).routes(),
                        new StockSearchRoutes(context).routes(),
                        new AuditListRoutes(context, records).routes(),
                        new ProjectionRoutes(context).routes(),
                        new HealthRoutes(context).routes(),
                        new ClusterRoutes(context).routes(),
                        new DocsRoutes().routes())
                .flatMap(List::stream)
                .toList());
    }
}
