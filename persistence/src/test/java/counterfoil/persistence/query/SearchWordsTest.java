package counterfoil.persistence.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
    @ParameterizedTest
    @CsvSource({
        "Apple Inc., apple inc",
        "L'Oréal S.A., loreal sa",
        "AT&T, at t",
        "McDonald’s Corporation, mcdonalds corporation",
        "'  Nestlé -- S.A. ', nestle sa",
        "Ｆｕｌｌ ｗｉｄｔｈ, full width",
        "ビットコイン 2, ヒットコイン 2",
        "'%_\\', ''",
        "'', ''"
    })
    void namesAreFoldedToWords(String name, String folded) {
        assertThat(SearchWords.fold(name)).isEqualTo(folded);
    }
}
