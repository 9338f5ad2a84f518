package counterfoil.gate;

/**
 * What a gate found.
 *
 * @param gate the gate that does not let it pass
 * @param path the file, or the folder, from the root
 * @param line from 1; 0 when the whole file is meant
 * @param detail what is wrong, with the value
 */
record Fault(Gate gate, String path, int line, String detail) {
    @Override
    public String toString() {
        return path + (line > 0 ? ":" + line : "") + " " + gate + " " + detail;
    }
}
