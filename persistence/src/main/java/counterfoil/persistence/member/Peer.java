package counterfoil.persistence.member;

/**
 * One process at one address, as the cluster knows it.
 *
 * @param address host:port by which other nodes reach it, at most 300 characters
 * @param incarnation number that no later process at this address has
 */
public record Peer(String address, long incarnation) {
    private static final int LONGEST = 300;

    /** Refuses an address that is empty or too long. */
    public Peer {
        if (address.isEmpty() || address.length() > LONGEST) {
            throw new IllegalArgumentException("an address has 1 to " + LONGEST + " characters: '" + address + "'");
        }
    }

    @Override
    public String toString() {
        return address;
    }
}
