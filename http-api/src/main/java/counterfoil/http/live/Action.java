package counterfoil.http.live;

import java.util.List;

/** What a client says. */
sealed interface Action {
    /** Who it is. */
    record Auth(String token) implements Action {
        @Override
        public String toString() {
            return "Auth";
        }
    }

    /** What it wants to hear, and what it cannot hear yet. */
    record Subscribe(List<Wanted> wanted, List<StreamError> refused) implements Action {
        /** Copies the lists in. */
        public Subscribe {
            wanted = List.copyOf(wanted);
            refused = List.copyOf(refused);
        }
    }

    /** What it wants to hear no more. */
    record Unsubscribe(List<Wanted> wanted) implements Action {
        /** Copies the list in. */
        public Unsubscribe {
            wanted = List.copyOf(wanted);
        }
    }

    /** Something that is none of these. */
    record Wrong(StreamError error) implements Action {}
}
