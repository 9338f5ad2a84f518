package counterfoil.http.live;

/** What a client can listen to of an instrument. */
enum Kind {
    /** Quotes: observations, of which only the newest counts. */
    QUOTES("quotes"),
    /** Bars, and every other fact about the instrument. */
    BARS("bars");

    private final String code;

    Kind(String code) {
        this.code = code;
    }

    /** The name of the field of a subscription. */
    String code() {
        return code;
    }
}
