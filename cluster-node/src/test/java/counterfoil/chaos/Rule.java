package counterfoil.chaos;

/** What a history is held against. The letters are those of {@code docs/develop/chaos.md}. */
enum Rule {
    LOST("a", "an acknowledged append is not in the journal"),
    TWICE("a", "an append took effect twice"),
    REFUSED_AND_DONE("b", "an append that was refused is in the journal"),
    OUT_OF_ORDER("c", "an append stands before one that had returned before it was invoked"),
    NO_PREFIX("d", "a read shows something else than a beginning of the order"),
    OWN_WRITE_MISSING("d", "a read lacks an append that had returned before it began"),
    WENT_BACK("d", "a read shows less than one that had returned before it began"),
    FROM_THE_FUTURE("e", "a read shows an append that was invoked after the read had returned"),
    FOREIGN("f", "the journal has an append that no client made, or under a command id that none used");

    private final String letter;
    private final String meaning;

    Rule(String letter, String meaning) {
        this.letter = letter;
        this.meaning = meaning;
    }

    /** The rule's letter in the documentation. */
    String letter() {
        return letter;
    }

    String meaning() {
        return meaning;
    }
}
