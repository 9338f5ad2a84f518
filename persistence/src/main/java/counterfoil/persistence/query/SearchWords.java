package counterfoil.persistence.query;

import java.text.Normalizer;
import java.util.Locale;

/** How names and questions are compared: the same folding on both sides. */
public final class SearchWords {
    private SearchWords() {}

    /**
     * The words of a text in lower case, without accents (Unicode NFKD, marks dropped), separated by single spaces;
     * what is neither letter nor digit separates words, an apostrophe or a full stop between letters joins them. Empty
     * when there are none.
     */
    public static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(decomposed.length());
        boolean space = false;
        for (int i = 0; i < decomposed.length(); ) {
            int c = decomposed.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            boolean dropped = type == Character.NON_SPACING_MARK || c == '\'' || c == '’' || c == '.';
            if (Character.isLetterOrDigit(c)) {
                if (space && !folded.isEmpty()) {
                    folded.append(' ');
                }
                space = false;
                folded.appendCodePoint(c);
            } else if (!dropped) {
                space = true;
            }
        }
        return folded.toString();
    }
}
