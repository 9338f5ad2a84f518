package counterfoil.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.http.scaladsl.model.Uri;
import org.jspecify.annotations.Nullable;

/**
 * All operations, found by path and method. The table is what the server runs and what the contract is compared with, so
 * there is no route beside it.
 *
 * <p>A path is matched segment by segment, each percent-decoded once: a literal wins over a parameter, and both over a
 * tail, {@code {name…}} at the end of a template, which takes one or more segments with the slashes between them. An
 * empty segment matches nothing, so neither do trailing or doubled slashes; nor does a slash that is encoded in a tail.
 */
public final class RouteTable {
    private final List<Route> routes;
    private final Node root = new Node();

    /**
     * A table of the given routes.
     *
     * @throws IllegalArgumentException if two have the same method and path
     */
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.routes.forEach(this::add);
    }

    /** All routes, in the order given. */
    public List<Route> routes() {
        return routes;
    }

    private void add(Route route) {
        Node node = root;
        for (String segment : route.template().substring(1).split("/", -1)) {
            if (node.endsWithTail) {
                throw new IllegalArgumentException("something follows the tail of " + route.template());
            }
            node = segment.endsWith(Route.TAIL)
                    ? node.tailChild()
                    : segment.startsWith("{") ? node.parameterChild() : node.literalChild(segment);
        }
        if (node.methods.put(route.method(), route) != null) {
            throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
        }
    }

    /** What stands at a path; null when nothing does. */
    @Nullable
    Match match(Uri.Path path) {
        Node node = root;
        List<String> parameters = List.of();
        Uri.Path rest = path;
        while (!rest.isEmpty()) {
            // A slash, then a segment; a path that ends with its slash has an empty last segment.
            Uri.Path afterSlash = rest.startsWithSlash() ? rest.tail() : rest;
            boolean segmentFollows = !afterSlash.isEmpty() && afterSlash.startsWithSegment();
            String segment = segmentFollows ? (String) afterSlash.head() : "";
            Node literal = node.literals.get(segment);
            if (literal != null) {
                node = literal;
            } else if (node.parameter != null && !segment.isEmpty()) {
                node = node.parameter;
                parameters = append(parameters, segment);
            } else {
                return tailMatch(node, rest, parameters);
            }
            rest = segmentFollows ? afterSlash.tail() : afterSlash;
        }
        return node.methods.isEmpty() ? null : new Match(node.methods, parameters);
    }

    private static @Nullable Match tailMatch(Node node, Uri.Path rest, List<String> parameters) {
        Node end = node.tail;
        String tail = end == null ? null : tail(rest);
        return end == null || tail == null ? null : new Match(end.methods, append(parameters, tail));
    }

    /** The rest of a path without its first slash; null if a segment of it is empty or holds a slash. */
    private static @Nullable String tail(Uri.Path path) {
        StringBuilder tail = new StringBuilder();
        Uri.Path rest = path;
        while (!rest.isEmpty()) {
            Uri.Path afterSlash = rest.tail();
            String segment = afterSlash.startsWithSegment() ? (String) afterSlash.head() : "";
            if (segment.isEmpty() || segment.indexOf('/') >= 0) {
                return null;
            }
            tail.append(tail.isEmpty() ? "" : "/").append(segment);
            rest = afterSlash.tail();
        }
        return tail.toString();
    }

    private static List<String> append(List<String> parameters, String segment) {
        if (parameters.isEmpty()) {
            return List.of(segment);
        }
        List<String> longer = new ArrayList<>(parameters);
        longer.add(segment);
        return longer;
    }

    /**
     * The operations of one path.
     *
     * @param methods the route of each method
     * @param parameters the path's parameters, decoded, in the order of the template
     */
    record Match(SortedMap<String, Route> methods, List<String> parameters) {
        /** The methods as an Allow header lists them. */
        String allowed() {
            String list = String.join(", ", methods.keySet());
            return methods.containsKey("GET") ? list.replace("GET", "GET, HEAD") : list;
        }
    }

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final SortedMap<String, Route> methods = new TreeMap<>();

        @Nullable
        Node parameter;

        @Nullable
        Node tail;

        boolean endsWithTail;

        Node literalChild(String segment) {
            return literals.computeIfAbsent(segment, absent -> new Node());
        }

        Node tailChild() {
            if (tail == null) {
                tail = new Node();
                tail.endsWithTail = true;
            }
            return tail;
        }

        Node parameterChild() {
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }
    }
}
