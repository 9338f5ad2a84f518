package counterfoil.persistence.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Ways to tamper with the export of a log whose events stand in one file, one line each. Each answers with the first position
 * that is not as it was: the line number of the first line that differs, since line n holds position n.
 */
enum Mutation {
    EDIT_A_BYTE {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            Path file = export.resolve(EVENTS);
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            int position = 0;
            for (int i = 0; i < at; i++) {
                position += bytes[i] == '\n' ? 1 : 0;
            }
            bytes[at] = (byte) (bytes[at] ^ (1 + random.nextInt(255)));
            Files.write(file, bytes);
            return OptionalLong.of(position);
        }
    },
    CHANGE_AN_AMOUNT {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int at = random.nextInt(lines.size());
                String payload = "{\"amount\":\"" + random.nextInt(1_000_000) + ".25\",\"n\":" + at + "}";
                lines.set(at, withPayload(lines.get(at), payload));
                return at;
            });
        }
    },
    DELETE {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int at = random.nextInt(lines.size());
                lines.remove(at);
                return at;
            });
        }
    },
    DELETE_AND_NUMBER_ANEW {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int at = random.nextInt(lines.size());
                lines.remove(at);
                for (int i = at; i < lines.size(); i++) {
                    lines.set(i, withPosition(lines.get(i), i));
                }
                return at;
            });
        }
    },
    INSERT_A_COPY {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int of = random.nextInt(lines.size());
                int at = random.nextInt(lines.size() + 1);
                lines.add(at, lines.get(of));
                // A copy right before its original differs only behind it.
                return at == of ? at + 1 : at;
            });
        }
    },
    INSERT_AND_NUMBER_ANEW {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int at = random.nextInt(lines.size() + 1);
                lines.add(at, withPayload(lines.getFirst(), "{\"amount\":\"1\"}"));
                for (int i = at; i < lines.size(); i++) {
                    lines.set(i, withPosition(lines.get(i), i));
                }
                return at;
            });
        }
    },
    REORDER {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int one = random.nextInt(lines.size());
                int other = (one + 1 + random.nextInt(lines.size() - 1)) % lines.size();
                Collections.swap(lines, one, other);
                if (random.nextBoolean()) {
                    lines.set(one, withPosition(lines.get(one), one));
                    lines.set(other, withPosition(lines.get(other), other));
                }
                return Math.min(one, other);
            });
        }
    },
    TRUNCATE {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int at = random.nextInt(lines.size());
                lines.subList(at, lines.size()).clear();
                return at;
            });
        }
    },
    TRUNCATE_WITHIN_A_LINE {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            Path file = export.resolve(EVENTS);
            String text = Files.readString(file);
            String kept = text.substring(0, random.nextInt(text.length()));
            Files.writeString(file, kept);
            return OptionalLong.of(kept.chars().filter(c -> c == '\n').count());
        }
    },
    CHANGE_A_TIME {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int at = random.nextInt(lines.size());
                long time = 1_790_000_000_000L + at;
                long other = time + 1 + random.nextInt(1_000_000);
                lines.set(at, lines.get(at).replace("\"write_timestamp\":" + time, "\"write_timestamp\":" + other));
                return at;
            });
        }
    },
    SWAP_PAYLOADS {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int one = random.nextInt(lines.size());
                int other = (one + 1 + random.nextInt(lines.size() - 1)) % lines.size();
                String payload = payload(lines.get(one));
                lines.set(one, withPayload(lines.get(one), payload(lines.get(other))));
                lines.set(other, withPayload(lines.get(other), payload));
                return Math.min(one, other);
            });
        }
    },
    MARK_AS_DELETED {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            return edit(export, lines -> {
                int at = random.nextInt(lines.size());
                lines.set(at, lines.get(at).replace("\"deleted\":false", "\"deleted\":true"));
                return at;
            });
        }
    },
    CHANGE_AN_EVENT_AND_ITS_TILE {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            List<Integer> edited = new ArrayList<>();
            edit(export, lines -> {
                int at = random.nextInt(lines.size());
                edited.add(at);
                lines.set(at, withPayload(lines.get(at), "{\"amount\":\"" + random.nextInt(1_000_000) + "\"}"));
                return at;
            });
            int at = edited.getFirst();
            String line = Files.readAllLines(export.resolve(EVENTS)).get(at) + "\n";
            byte[] hash = EventLine.parse(line.getBytes(StandardCharsets.UTF_8))
                    .leaf()
                    .hash();
            Path tile = export.resolve(Tile.of(0, at / 256, SIZE).path());
            byte[] bytes = Files.readAllBytes(tile);
            System.arraycopy(hash, 0, bytes, at % 256 * 32, 32);
            Files.write(tile, bytes);
            // Only the tile as a whole is known to be wrong; at the right edge only the root.
            return OptionalLong.of(at / 256 < SIZE / 256 ? at / 256 * 256 : 0);
        }
    },
    FORGE_A_HEAD {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            Path file = export.resolve("checkpoint");
            byte[] bytes = Files.readAllBytes(file);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
            Files.write(file, bytes);
            return OptionalLong.empty();
        }
    },
    SHOW_AN_OLDER_HEAD {
        @Override
        OptionalLong apply(Path export, SplittableRandom random) throws IOException {
            int size = random.nextInt(SIZE);
            Files.writeString(export.resolve("checkpoint"), Exports.head(MutationTest.LOG, size));
            return OptionalLong.of(size);
        }
    };

    static final int SIZE = 1_000;
    private static final String EVENTS = "events/000000.ndjson";

    /** Changes the lines and says which is the first that is not as it was. */
    private interface Edit {
        int on(List<String> lines);
    }

    /** Tampers with the export; empty where the fault has no position. */
    abstract OptionalLong apply(Path export, SplittableRandom random) throws IOException;

    private static OptionalLong edit(Path export, Edit edit) throws IOException {
        Path file = export.resolve(EVENTS);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int first = edit.on(lines);
        Files.writeString(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        return OptionalLong.of(first);
    }

    private static String payload(String line) {
        int from = line.indexOf("\"payload\":\"") + "\"payload\":\"".length();
        return new String(
                java.util.Base64.getDecoder().decode(line.substring(from, line.length() - 2)), StandardCharsets.UTF_8);
    }

    private static String withPayload(String line, String payload) {
        int from = line.indexOf("\"payload\":\"") + "\"payload\":\"".length();
        return line.substring(0, from) + Texts.base64(payload.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private static String withPosition(String line, int position) {
        return line.replaceFirst("\"position\":\\d+", "\"position\":" + position);
    }
}
