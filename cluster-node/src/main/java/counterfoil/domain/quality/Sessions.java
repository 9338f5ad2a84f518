package counterfoil.domain.quality;

import java.time.LocalDate;

/** When the market of an instrument is open, as far as that is known. */
public interface Sessions {
    /** Nothing is known: every date may be a session, and none need be. */
    Sessions UNKNOWN = new Sessions() {
        @Override
        public boolean isOpenOn(LocalDate date) {
            return false;
        }

        @Override
        public boolean isClosedOn(LocalDate date) {
            return false;
        }

        @Override
        public boolean isClosedAt(long epochSecond) {
            return false;
        }
    };

    /** Whether there was a session on a date, for sure. */
    boolean isOpenOn(LocalDate date);

    /** Whether there was no session on a date, for sure. */
    boolean isClosedOn(LocalDate date);

    /** Whether nobody could trade at an instant, not even before or after the session. */
    boolean isClosedAt(long epochSecond);
}
