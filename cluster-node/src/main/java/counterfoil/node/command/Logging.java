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

    /** Whether a person reads standard error; only the launcher can know. */
    static boolean isTerminal() {
        return Boolean.getBoolean("counterfoil.terminal");
    }
}
