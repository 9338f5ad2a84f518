package counterfoil.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class JdbcUrlTest {

    @Test
    void whatIsMissingIsAdded() {
        assertThat(JdbcUrl.forPool("jdbc:postgresql://db:5432/x"))
                .isEqualTo("jdbc:postgresql://db:5432/x?connectTimeout=2&loginTimeout=3&tcpKeepAlive=true"
                        + "&ApplicationName=counterfoil&reWriteBatchedInserts=true&socketTimeout=6");
    }

    @Test
    void whatTheOperatorSetIsKept() {
        assertThat(JdbcUrl.forPool("jdbc:postgresql://a,b/x?targetServerType=primary&socketTimeout=30"))
                .startsWith("jdbc:postgresql://a,b/x?targetServerType=primary&socketTimeout=30&")
                .containsOnlyOnce("socketTimeout")
                .contains("&reWriteBatchedInserts=true");
    }

    @Test
    void aParameterWhoseNameOnlyEndsAlikeIsNotMistakenForIt() {
        assertThat(JdbcUrl.forPool("jdbc:postgresql://db/x?xsocketTimeout=1")).contains("&socketTimeout=6");
    }

    @Test
    void theOwnersStatementsMayTakeTheirTime() {
        assertThat(JdbcUrl.forOwner("jdbc:postgresql://db/x"))
                .doesNotContain("socketTimeout")
                .contains("connectTimeout=2");
    }

    @Test
    void anAddressOfAnotherDatabaseIsRefusedWithoutItsParameters() {
        assertThatThrownBy(() -> JdbcUrl.forPool("jdbc:h2:mem:x?password=secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:h2:mem:x")
                .hasMessageNotContaining("secret");
    }
}
