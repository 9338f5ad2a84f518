package counterfoil.node.member;

import counterfoil.persistence.member.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether two processes can see each other's process ids: then the death of one is a fact that the other need not
 * wait for. Only Linux says enough (the boot of the kernel, and the namespace of process ids); elsewhere nothing is known.
 */
final class Machine {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    private Machine() {}

    /** Equal for processes of one boot and one namespace; empty where that cannot be told. */
    static String here() {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** Whether the process is certainly gone. A process id that is used again counts as alive. */
    static boolean isGone(Offer offer) {
        return !offer.machine().isEmpty()
                && offer.machine().equals(here())
                && ProcessHandle.of(offer.process())
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }
}
