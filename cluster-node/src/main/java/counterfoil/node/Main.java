package counterfoil.node;

import counterfoil.node.command.CommandLines;

/** The process: runs one command of the command line and exits with its code. */
public final class Main {
    private Main() {}

    /** Runs the command that the arguments name. */
    public static void main(String[] arguments) {
        System.exit(CommandLines.run(arguments));
    }
}
