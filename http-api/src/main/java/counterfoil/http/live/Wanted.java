package counterfoil.http.live;

import org.jspecify.annotations.Nullable;

/**
 * Something that a client wants to listen to.
 *
 * @param kind quotes or bars
 * @param name an instrument as in a path; {@value #EVERYTHING} for the bars of all
 * @param resumeFrom sequence number of the last fact that the client has; null to begin now
 */
record Wanted(Kind kind, String name, @Nullable Long resumeFrom) {
    static final String EVERYTHING = "*";

    boolean isEverything() {
        return name.equals(EVERYTHING);
    }
}
