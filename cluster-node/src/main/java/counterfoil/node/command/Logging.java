package counterfoil.node.command;

import counterfoil.node.config.NodeConfig;

/** Tells logback its format and level; must run before the first class with a logger is loaded. */
final class Logging {
    private Logging() {}

    static void configure(NodeConfig.Log log) {
        System.setProperty("counterfoil.log.format", formatOf(log));
        System.setProperty("counterfoil.log.level", log.level());
    }

    private static String formatOf(NodeConfig.Log log) {
        if (!log.format().equals("auto")) {
            return log.format();
        }
        return isTerminal() ? "text" : "json";
    }

    /** The launcher knows; without it, a console that is not redirected. */
    static boolean isTerminal() {
        String told = System.getProperty("counterfoil.terminal");
        return told == null ? System.console() != null && System.getenv("TERM") != null : told.equals("true");
    }
}
