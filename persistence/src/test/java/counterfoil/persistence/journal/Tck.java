package counterfoil.persistence.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.scalatest.Args;
import org.scalatest.Reporter;
import org.scalatest.Suite;
import org.scalatest.events.Event;
import org.scalatest.events.SuiteAborted;
import org.scalatest.events.TestFailed;
import org.scalatest.events.TestSucceeded;
import scala.Option;

/**
 * Runs one of Pekko's conformance suites, which are written for ScalaTest, inside a JUnit test.
 *
 * @param passed names of the tests that passed
 * @param failed message of every test that did not, by its name
 */
record Tck(List<String> passed, Map<String, String> failed) {

    static Tck run(Suite suite) {
        List<String> passed = new ArrayList<>();
        Map<String, String> failed = new TreeMap<>();
        Reporter reporter = new Reporter() {
            @Override
            public void apply(Event event) {
                switch (event) {
                    case TestSucceeded test -> passed.add(test.testText());
                    case TestFailed test -> failed.put(test.testText(), test.message());
                    case SuiteAborted aborted -> failed.put("(suite)", aborted.message());
                    default -> {
                        // Scopes, starts and notes say nothing about the outcome.
                    }
                }
            }
        };
        boolean completed = suite.run(Option.empty(), arguments(reporter)).succeeds();
        if (!completed && failed.isEmpty()) {
            failed.put("(suite)", "did not complete");
        }
        return new Tck(passed, failed);
    }

    private static Args arguments(Reporter reporter) {
        return new Args(
                reporter,
                Args.apply$default$2(),
                Args.apply$default$3(),
                Args.apply$default$4(),
                Args.apply$default$5(),
                Args.apply$default$6(),
                Args.apply$default$7(),
                Args.apply$default$8(),
                Args.apply$default$9(),
                Args.apply$default$10());
    }
}
