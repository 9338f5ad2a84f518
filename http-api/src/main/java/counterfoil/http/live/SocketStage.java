package counterfoil.http.live;

import counterfoil.http.AdminToken;
import counterfoil.http.stock.LiveStocks;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/** One WebSocket: the client's bytes in, ours out. */
final class SocketStage extends GraphStage<FlowShape<ByteString, ByteString>> {
    final Inlet<ByteString> in = Inlet.create("WebSocket.in");
    final Outlet<ByteString> out = Outlet.create("WebSocket.out");
    final LiveHub hub;
    final LiveStocks stocks;
    final AdminToken token;
    final boolean hasTicket;

    SocketStage(LiveHub hub, LiveStocks stocks, AdminToken token, boolean hasTicket) {
        this.hub = hub;
        this.stocks = stocks;
        this.token = token;
        this.hasTicket = hasTicket;
    }

    @Override
    public FlowShape<ByteString, ByteString> shape() {
        return FlowShape.of(in, out);
    }

    @Override
    public GraphStageLogic createLogic(Attributes inherited) {
        return new SocketLogic(this);
    }
}
