package counterfoil.http.stock;

import counterfoil.http.Deadline;
import counterfoil.http.Problems;
import counterfoil.market.Closes;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Span;
import counterfoil.protocol.stock.StockView.ClosesView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * All closes of a span, asked for page after page, since no message between nodes may carry fifty years. A stock that
 * records something in between is asked from the start again, so that an answer stands for one sequence number.
 */
final class ClosesPages {
    private static final int MAX_STARTS = 10;

    private final Reading reading;
    private final Times times;
    private final Deadline deadline;

    ClosesPages(Reading reading, Times times, Deadline deadline) {
        this.reading = reading;
        this.times = times;
        this.deadline = deadline;
    }

    CompletionStage<ClosesView> read(String instrument, Span span) {
        return start(instrument, span, MAX_STARTS);
    }

    private CompletionStage<ClosesView> start(String instrument, Span span, int startsLeft) {
        if (startsLeft == 0) {
            return CompletableFuture.failedFuture(Problems.deadlineExceeded().refuse());
        }
        return page(instrument, span)
                .thenCompose(first -> follow(new ArrayList<>(List.of(first)), span, startsLeft, instrument));
    }

    private CompletionStage<ClosesView> follow(List<ClosesView> pages, Span span, int startsLeft, String instrument) {
        ClosesView last = pages.getLast();
        Integer next = last.next();
        if (next == null) {
            return CompletableFuture.completedFuture(pages.size() == 1 ? last : joined(pages));
        }
        Span rest = new Span(span.adjustment(), next, span.to(), 0, span.asOf());
        // The id, since a name could pass to another instrument between two pages.
        return page(last.instrumentId(), rest).thenCompose(page -> {
            if (page.basis().sequenceNumber() != last.basis().sequenceNumber()) {
                return start(instrument, span, startsLeft - 1);
            }
            pages.add(page);
            return follow(pages, span, startsLeft, instrument);
        });
    }

    private CompletionStage<ClosesView> page(String instrument, Span span) {
        return reading.read(instrument, times, deadline, to -> new StockCommand.GetCloses(span, to))
                .thenApply(view -> StockViews.expect(ClosesView.class, view));
    }

    private static ClosesView joined(List<ClosesView> pages) {
        ClosesView last = pages.getLast();
        Stream<String> sources = pages.stream().flatMap(page -> page.basis().sources().stream());
        return new ClosesView(
                last.instrumentId(),
                last.instrument(),
                Closes.joined(pages.stream().map(ClosesView::closes).toList()),
                null,
                last.basis().withSources(List.copyOf(new TreeSet<>(sources.toList()))));
    }
}
