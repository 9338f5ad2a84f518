package counterfoil.node.calendar;

import counterfoil.market.Mic;
import counterfoil.market.calendar.CalendarTerms;
import counterfoil.market.calendar.Calendars;
import counterfoil.market.calendar.TradingCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where calendars are read from: the shipped files, and the folder that the operator names. */
public final class CalendarFiles {
    private static final List<String> SHIPPED =
            List.of("calendar-us.conf", "calendar-xetr.conf", "calendar-xlon.conf", "calendar-off-exchange.conf");
    private static final int MOST_FILES = 200;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int VERSION_LENGTH = 16;

    private CalendarFiles() {}

    private record Source(String file, String text) {
        CalendarTerms terms() {
            return CalendarReader.read(file, text);
        }
    }

    /** The calendars that are shipped. */
    public static Calendars shipped() {
        return read(null);
    }

    /**
     * The shipped calendars, and above them those of a folder: a market that a file of the folder names has that file's
     * calendar.
     *
     * @param folder whose files {@code *.conf} are calendars; null for none
     * @throws BadCalendar if the folder cannot be read, a file is no calendar, or two of its files name one market
     */
    public static Calendars read(@Nullable Path folder) {
        List<Source> sources =
                new ArrayList<>(SHIPPED.stream().map(CalendarFiles::shipped).toList());
        List<Source> own = folder == null ? List.of() : files(folder);
        List<TradingCalendar> calendars = new ArrayList<>();
        Set<Mic> taken = new HashSet<>();
        for (Source source : own) {
            CalendarTerms terms = source.terms();
            for (Mic mic : terms.mics()) {
                if (!taken.add(mic)) {
                    throw new BadCalendar(source.file + " is a second calendar for " + mic);
                }
            }
            calendars.add(new TradingCalendar(terms));
        }
        for (Source source : sources) {
            CalendarTerms terms = source.terms();
            Set<Mic> left = new HashSet<>(terms.mics());
            left.removeAll(taken);
            if (!left.isEmpty()) {
                calendars.add(new TradingCalendar(terms.withMics(left)));
            }
        }
        sources.addAll(own);
        return new Calendars(calendars, versionOf(sources));
    }

    private static Source shipped(String name) {
        try (InputStream in = CalendarFiles.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + name);
            }
            return new Source("config/" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new BadCalendar("cannot read " + name + " of the class path", unreadable);
        }
    }

    private static List<Source> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadCalendar("there is no folder " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> calendars = files.filter(
                            file -> file.getFileName().toString().endsWith(".conf"))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (calendars.size() > MOST_FILES) {
                throw new BadCalendar(folder + " has more than " + MOST_FILES + " calendars");
            }
            return calendars.stream().map(CalendarFiles::file).toList();
        } catch (IOException unreadable) {
            throw new BadCalendar("cannot read the folder " + folder + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static Source file(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadCalendar(file + " is larger than " + MOST_BYTES + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return new Source(
                    file.toString(),
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException notText) {
            throw new BadCalendar(file + " is not text in UTF-8", notText);
        } catch (IOException unreadable) {
            throw new BadCalendar("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** The beginning of the SHA-256, in hex, of all texts: it changes when any of them does. */
    private static String versionOf(List<Source> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Source source : sources) {
                digest.update(source.text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
