package counterfoil.http;

/** Who may use a route. */
public enum Access {
    /** Everybody. */
    OPEN,
    /** Whoever shows the admin token. */
    ADMIN_TOKEN
}
