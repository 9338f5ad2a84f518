package counterfoil.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All settings with the place each value came from: command line, environment, the operator's file, or the defaults in
 * {@code config/}, in this order. Names outside of {@code counterfoil} belong to libraries and are passed on unchecked.
 */
public final class Settings {
    private static final String ROOT = "counterfoil";
    private static final List<String> DEFAULTS = List.of("counterfoil.conf", "persistence.conf", "pekko.conf");
    private static final String DEFAULTS_AT = "config/";
    private static final String REDACTED = "(secret)";

    /** Settings whose values appear nowhere. */
    static final Set<String> SECRETS = Set.of(
            "counterfoil.admin-token",
            "counterfoil.database.password",
            "counterfoil.database.owner-password",
            "counterfoil.keys.master-key",
            "counterfoil.keys.new-master-key",
            "counterfoil.keys.signing-key",
            "counterfoil.keys.previous-signing-key",
            "counterfoil.keys.database-password",
            "counterfoil.keys.database-owner-password");

    private final Config layered;
    private final Config ours;

    private Settings(Config layered, Config ours) {
        this.layered = layered;
        this.ours = ours;
    }

    /**
     * Gathers the settings.
     *
     * @param options from the command line: the setting's full name and its text; a list is separated by commas
     * @param environment all environment variables; those that are not ours are ignored
     * @param file the operator's file; null when there is none
     * @throws ConfigProblem if the file cannot be read, or a name stands for no setting
     */
    public static Settings gather(Map<String, String> options, Map<String, String> environment, @Nullable Path file) {
        Config defaults = defaults();
        Config ofOptions = ConfigFactory.empty();
        for (Map.Entry<String, String> option : options.entrySet()) {
            ofOptions = put(ofOptions, defaults, option.getKey(), option.getValue(), "command line");
        }
        Config ofEnvironment = ConfigFactory.empty();
        for (Map.Entry<String, String> variable : Variables.of(environment).entrySet()) {
            String setting = Variables.SETTINGS.getOrDefault(variable.getKey(), variable.getKey());
            ofEnvironment = put(ofEnvironment, defaults, setting, variable.getValue(), variable.getKey());
        }
        Config ofFile = file == null ? ConfigFactory.empty() : read(file);
        requireKnown(ofFile, defaults);
        Config own = ofOptions.withFallback(ofEnvironment).withFallback(ofFile).withFallback(defaults);
        // The agent reads its own part, which refers to system properties, and reads it before anything of ours runs.
        Config libraries = ConfigFactory.defaultReferenceUnresolved().withoutPath("kanela");
        Config layered = own.withFallback(libraries);
        return new Settings(layered, own.withOnlyPath(ROOT).resolve());
    }

    private static Config defaults() {
        Config defaults = ConfigFactory.empty();
        for (String name : DEFAULTS) {
            defaults = defaults.withFallback(ConfigFactory.parseResources(
                    Settings.class.getClassLoader(),
                    name,
                    ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(DEFAULTS_AT + name)));
        }
        return defaults;
    }

    private static Config put(Config layer, Config defaults, String setting, String text, String origin) {
        boolean isList = defaults.getValue(setting).valueType() == ConfigValueType.LIST;
        Object value = !isList
                ? text
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
        return layer.withValue(setting, ConfigValueFactory.fromAnyRef(value, origin));
    }

    private static Config read(Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigProblem("cannot read the configuration file " + file);
        }
        try {
            return ConfigFactory.parseFile(file.toFile());
        } catch (ConfigException e) {
            throw new ConfigProblem("the configuration file is not HOCON: " + oneLine(e), e);
        }
    }

    private static void requireKnown(Config file, Config defaults) {
        if (!file.hasPath(ROOT)) {
            return;
        }
        Set<String> known = leavesOf(defaults).keySet();
        for (Map.Entry<String, ConfigValue> leaf : leavesOf(file).entrySet()) {
            if (!known.contains(leaf.getKey())) {
                throw new ConfigProblem("unknown setting " + leaf.getKey() + " ("
                        + placeOf(leaf.getValue().origin()) + "), did you mean " + Nearest.to(leaf.getKey(), known)
                        + "?");
            }
        }
    }

    private static Map<String, ConfigValue> leavesOf(Config config) {
        Map<String, ConfigValue> leaves = new TreeMap<>();
        config.withOnlyPath(ROOT).entrySet().forEach(entry -> leaves.put(entry.getKey(), entry.getValue()));
        return leaves;
    }

    /** {@code config/counterfoil.conf:16}, a variable's name, or {@code command line}. */
    private static String placeOf(ConfigOrigin origin) {
        return origin.lineNumber() > 0 ? origin.description().replaceFirst(": (\\d+)$", ":$1") : origin.description();
    }

    static String oneLine(ConfigException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message.replaceAll("\\s+", " ");
    }

    /** Our settings, resolved. */
    Config ours() {
        return ours;
    }

    /** Whether nobody gave this setting a value. */
    public boolean isDefault(String setting) {
        String place = placeOf(ours.getValue(setting).origin());
        return DEFAULTS.stream().anyMatch(name -> place.startsWith(DEFAULTS_AT + name + ":"));
    }

    /** By which name contact points are looked up. */
    public String serviceName() {
        return ours.getString("counterfoil.cluster.bootstrap.service");
    }

    /** What is wrong with a setting's value, in one line: its name, its value unless it is secret, and its origin. */
    ConfigProblem problem(String setting, String rule) {
        ConfigValue value = ours.getValue(setting);
        boolean isShown = !SECRETS.contains(setting) && !value.unwrapped().equals("");
        String shown = isShown ? ": " + value.unwrapped() + " (" + placeOf(value.origin()) + ")" : "";
        return new ConfigProblem(Variables.nameOf(setting) + " " + rule + shown);
    }

    /**
     * The configuration of an actor system: all settings with these replaced, and everything that the libraries bring.
     */
    public Config forActorSystem(Map<String, Object> replaced) {
        Config above = ConfigFactory.empty();
        for (Map.Entry<String, Object> entry : replaced.entrySet()) {
            above = above.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(entry.getValue(), "this node"));
        }
        try {
            return above.withFallback(layered).resolve();
        } catch (ConfigException e) {
            throw new ConfigProblem("the configuration cannot be resolved: " + oneLine(e), e);
        }
    }

    /** Every setting of ours with its value and origin, by name; secrets only tell whether they are set. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        leavesOf(ours)
                .forEach((setting, value) -> lines.add(new Line(
                        setting,
                        SECRETS.contains(setting)
                                ? new Secret(String.valueOf(value.unwrapped())).toString()
                                : String.valueOf(value.unwrapped()),
                        placeOf(value.origin()))));
        return lines;
    }

    /**
     * A file of settings, secrets included, that gives another node what this one was given by options, variables and its
     * file; with these values above them.
     *
     * @param file the file that this node was given; null when there was none
     */
    public String asFile(@Nullable Path file, Map<String, String> above) {
        Config given = ConfigFactory.empty();
        for (Map.Entry<String, ConfigValue> leaf : leavesOf(ours).entrySet()) {
            if (!isDefault(leaf.getKey())) {
                given = given.withValue(leaf.getKey(), leaf.getValue());
            }
        }
        for (Map.Entry<String, String> value : above.entrySet()) {
            given = put(given, ours, value.getKey(), value.getValue(), "another node");
        }
        String libraries = file == null
                ? ""
                : "include required(file("
                        + ConfigUtil.quoteString(file.toAbsolutePath().toString()) + "))\n";
        return libraries
                + given.root()
                        .render(ConfigRenderOptions.defaults()
                                .setOriginComments(false)
                                .setJson(false));
    }

    /**
     * SHA-256, in hex, of all settings that the operator can see, without secrets and independent of their order.
     *
     * @param more what counts beside them, such as the content of files that a setting names
     */
    String digest(String more) {
        Config visible = layered.resolve();
        visible = visible.withOnlyPath(ROOT).withFallback(visible.withOnlyPath("pekko"));
        for (String secret : SECRETS) {
            visible = visible.withValue(secret, ConfigValueFactory.fromAnyRef(REDACTED));
        }
        String text = visible.root().render(ConfigRenderOptions.concise()) + more;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * One setting.
     *
     * @param setting its full name
     * @param value as text
     * @param origin where it came from: {@code command line}, a variable's name, or file and line
     */
    public record Line(String setting, String value, String origin) {}
}
