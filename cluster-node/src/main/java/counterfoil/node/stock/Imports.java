package counterfoil.node.stock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The imports that a stock's facts stand for, numbered in the order in which they first came.
 *
 * <p>Two values may share what is written: an older one sees only its own length, and adding to one that is not the
 * longest copies.
 */
final class Imports {
    static final Imports NONE = new Imports(new ArrayList<>(), new HashMap<>(), 0);

    /** An import and who said so. */
    record Import(String importId, String source) {}

    private final List<Import> shared;
    private final Map<String, Integer> byId;
    private final int size;

    private Imports(List<Import> shared, Map<String, Integer> byId, int size) {
        this.shared = shared;
        this.byId = byId;
        this.size = size;
    }

    static Imports of(List<Import> imports) {
        Imports result = NONE;
        for (Import each : imports) {
            result = result.with(each.importId, each.source);
        }
        return result;
    }

    int size() {
        return size;
    }

    /** Number of an import; -1 when it brought nothing yet. */
    int indexOf(String importId) {
        int index = byId.getOrDefault(importId, -1);
        return index < size ? index : -1;
    }

    Import get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException("import " + index + " of " + size);
        }
        return shared.get(index);
    }

    /** These imports and one more; the same when it is known. */
    Imports with(String importId, String source) {
        if (indexOf(importId) >= 0) {
            return this;
        }
        boolean mayShare = shared.size() == size && size > 0;
        List<Import> list = mayShare ? shared : new ArrayList<>(shared.subList(0, size));
        Map<String, Integer> index = mayShare ? byId : new HashMap<>();
        if (!mayShare) {
            for (int i = 0; i < size; i++) {
                index.put(list.get(i).importId, i);
            }
        }
        index.put(importId, size);
        list.add(new Import(importId, source));
        return new Imports(list, index, size + 1);
    }

    List<Import> all() {
        return List.copyOf(shared.subList(0, size));
    }
}
