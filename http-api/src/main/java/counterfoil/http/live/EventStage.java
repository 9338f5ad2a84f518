package counterfoil.http.live;

import counterfoil.http.stock.LiveStocks;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/** One stream of server-sent events. */
final class EventStage extends GraphStage<SourceShape<ByteString>> {
    final Outlet<ByteString> out = Outlet.create("Events.out");
    final LiveHub hub;
    final LiveStocks stocks;
    final EventStreams.Asked asked;

    EventStage(LiveHub hub, LiveStocks stocks, EventStreams.Asked asked) {
        this.hub = hub;
        this.stocks = stocks;
        this.asked = asked;
    }

    @Override
    public SourceShape<ByteString> shape() {
        return SourceShape.of(out);
    }

    @Override
    public GraphStageLogic createLogic(Attributes inherited) {
        return new EventLogic(this);
    }
}
