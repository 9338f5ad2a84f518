package counterfoil.node.wire;

import counterfoil.protocol.Refusal;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;

/** Refuses a command in the entity's place. */
final class Refusing {
    private Refusing() {}

    /** Tells whoever waits for the command's answer; nobody, where its protocol has no refusals. */
    static void tell(Object command, Refusal refusal) {
        switch (command) {
            case StockCommand.Read read -> read.replyTo().tell(new StockView.Refused(refusal));
            case StockCommand.Write write -> write.replyTo().tell(new StockView.Refused(refusal));
            case HoldCommand hold -> hold.replyTo().tell(new HoldView.Refused(refusal));
            default -> {
                // Silence: the sender asks again until its deadline.
            }
        }
    }
}
