package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.Test;

/** A node whose actors have ended while a request is still there. */
class EndingNodeTest {
    private static final Duration DEADLINE = Duration.ofMillis(1_200);

    private final TestApi api = TestApi.shared();

    @Test
    void aQuestionThatNobodyTakesEndsAtItsDeadline() {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(), "ending", api.context.system().settings().config());
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(StockKey.TYPE, entity -> Behaviors.empty()));
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();

        Ask ask = new Ask(sharding, api.context);
        long before = System.nanoTime();
        CompletableFuture<StockView> answer = ask.<StockCommand, StockView>read(
                        StockKey.TYPE, "id", Deadline.in(DEADLINE), to -> new StockCommand.GetPrice(null, to))
                .toCompletableFuture();

        Problem problem =
                Problem.within(answer.handle((view, failure) -> failure).join()).orElseThrow();
        assertThat(problem.code()).isEqualTo("deadline-exceeded");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(DEADLINE.minusMillis(200), DEADLINE.plusSeconds(2));
    }
}
