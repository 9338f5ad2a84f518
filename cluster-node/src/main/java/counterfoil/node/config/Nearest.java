package counterfoil.node.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that somebody probably meant, by the least number of letters to insert, delete or replace. */
public final class Nearest {
    private Nearest() {}

    /** The known name nearest to the given one; the first in alphabetical order of several. */
    public static String to(String given, Collection<String> known) {
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(name -> distance(given, name)))
                .orElseThrow(() -> new IllegalArgumentException("no known names to compare with " + given));
    }

    /** Levenshtein's distance (1965), row by row. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
