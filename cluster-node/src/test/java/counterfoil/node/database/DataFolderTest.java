package counterfoil.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void aFolderIsMadeAndCanBeOpenedAgainAfterItsRelease() throws IOException {
        Path path = temporary.resolve("new/data");

        DataFolder.open(path).close();

        try (DataFolder again = DataFolder.open(path)) {
            assertThat(again.path()).isEqualTo(path.toRealPath());
            assertThat(path.resolve("lock"))
                    .hasContent(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void aFolderIsNotOpenedTwiceInOneProcess() throws IOException {
        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThatThrownBy(() -> DataFolder.open(temporary))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessage("data folder " + folder.path() + " is in use by process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void aKilledProcessLeavesNoLock() throws Exception {
        try (DatabaseChild child = DatabaseChild.holding(temporary)) {
            assertThat(child.nextLine()).isEqualTo("folder");
            assertThatThrownBy(() -> DataFolder.open(temporary)).hasMessageContaining("process " + child.processId());
            child.kill();
        }

        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThat(folder.path()).isEqualTo(temporary.toRealPath());
        }
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefusedByName() throws IOException {
        Path file = Files.createFile(temporary.resolve("data"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessage("data folder " + file + " cannot be written: it is not a folder");
    }
}
