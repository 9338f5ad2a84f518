package counterfoil.node.command;

import java.util.function.Function;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error when that is a terminal, else nothing. */
final class Progress {
    private Progress() {}

    /** Runs a task that tells how far it got, out of a total. */
    static <T> T of(String task, int total, Function<IntConsumer, T> work) {
        if (!Logging.isTerminal()) {
            return work.apply(done -> {});
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .setUpdateIntervalMillis(100)
                .build()) {
            return work.apply(bar::stepTo);
        }
    }
}
