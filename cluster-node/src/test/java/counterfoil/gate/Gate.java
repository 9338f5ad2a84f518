package counterfoil.gate;

/** What the sources are held against. The constants' comments are the rules; {@link Gates} looks for breaches. */
enum Gate {
    /** A Java file has at most 400 lines. */
    FILE_LENGTH,
    /** A line of code or configuration has at most 120 characters. */
    LINE_WIDTH,
    /** A method has at most 60 lines. */
    METHOD_LENGTH,
    /** A type is not named after what every type is: its last word is none of the empty ones. */
    TYPE_NAME,
    /** No package is a drawer for everything. */
    PACKAGE_NAME,
    /** A package of code that ships says in a paragraph what it is for. */
    PACKAGE_PARAGRAPH,
    /** Nothing is put off, and nothing pretends. */
    BANNED_WORD,
    /** Code that ships draws no number by chance; {@code SecureRandom} for secrets is not chance but a need. */
    RANDOMNESS,
    /** A test neither sleeps nor is switched off. */
    SLEEP_OR_SKIP,
    /** Nobody catches every exception, save at the few places where a thread begins. */
    BROAD_CATCH,
    /** No file is left over from a merge, an editor or a tool. */
    LEFTOVER_FILE,
    /** No folder is empty. */
    EMPTY_FOLDER,
    /** Nothing points into one person's machine. */
    MACHINE_PATH,
    /** Artifacts come from where the builder's settings say; only the wrapper names a host. */
    REGISTRY_HOST
}
