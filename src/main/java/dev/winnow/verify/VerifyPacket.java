package dev.winnow.verify;

import dev.winnow.signing.PublicSigningKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The command {@code verify}: whether an audit packet is as the Winnow made it whose key was given. Reads it, and unpacks
 * nothing.
 */
public final class VerifyPacket {
    private static final int VERIFIED = 0;
    private static final int TAMPERED = 1;
    private static final int UNKNOWN = 2;

    private static final long LARGEST_KEY = 10_000;

    private static final String USAGE = "usage: verify PACKET.zip --key winnow-public.pem [--head NUMBER:HASH]";

    /** What the command's help says. */
    public static final String HELP = USAGE + """

            Says whether an audit packet is as the Winnow made it whose public key you give. Needs no server, unpacks nothing.
              --key   the key, taken from that Winnow and not from the packet: packet --key --out winnow-public.pem
              --head  an end of the audit log that was noted elsewhere, which the packet's records must lead through
            Exit code 0: verified, 1: tampered with, 2: it could not be read, or no key was given.""";

    private VerifyPacket() {}

    private record Wanted(Path packet, Optional<Path> key, Optional<Noted> noted) {
        static Wanted of(List<String> args) {
            var files = new ArrayList<Path>();
            Optional<Path> key = Optional.empty();
            Optional<Noted> noted = Optional.empty();
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                int equals = arg.indexOf('=');
                String name = arg.startsWith("--") && equals > 0 ? arg.substring(0, equals) : arg;
                if (!name.equals("--key") && !name.equals("--head")) {
                    if (arg.startsWith("--")) {
                        throw new IllegalArgumentException(arg + " is not understood\n" + USAGE);
                    }
                    files.add(Path.of(arg));
                    continue;
                }
                if (equals < 0 && i + 1 == args.size()) {
                    throw new IllegalArgumentException(name + " needs a value\n" + USAGE);
                }
                String value = equals > 0 ? arg.substring(equals + 1) : args.get(++i);
                if (name.equals("--key")) {
                    key = Optional.of(Path.of(value));
                } else {
                    noted = Optional.of(Noted.of(value));
                }
            }
            if (files.size() != 1) {
                throw new IllegalArgumentException("one packet at a time\n" + USAGE);
            }
            return new Wanted(files.getFirst(), key, noted);
        }
    }

    /**
     * Runs the command.
     *
     * @return 0: it is as it was made by who has the key that was given; 1: it is not; 2: it could not be read, or nothing
     *     is wrong with it but no key was given, so that anybody could have made it
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            Wanted wanted = Wanted.of(args);
            Optional<PublicSigningKey> trusted =
                    wanted.key().isPresent() ? Optional.of(key(wanted.key().get())) : Optional.empty();
            var problems = new Problems();
            PacketCheck.Seen seen;
            try (var packet = new PacketFile(wanted.packet(), problems)) {
                seen = check(packet, trusted, wanted.noted(), problems);
            }
            return report(wanted.packet(), seen, trusted, problems, out);
        } catch (NoSuchFileException e) {
            err.println("verify: there is no file " + e.getMessage());
        } catch (IllegalArgumentException | IOException e) {
            err.println("verify: " + e.getMessage());
        }
        return UNKNOWN;
    }

    /** What breaks while it is read was there to be read: somebody broke it. */
    private static PacketCheck.Seen check(
            PacketFile packet, Optional<PublicSigningKey> trusted, Optional<Noted> noted, Problems problems) {
        var check = new PacketCheck(packet, trusted, noted, problems);
        try {
            check.run();
        } catch (ZipException e) {
            problems.add("a file cannot be decompressed: " + Problems.shown(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            problems.add(Problems.shown(String.valueOf(e.getMessage())));
        }
        return check.seen();
    }

    private static PublicSigningKey key(Path file) throws IOException {
        if (Files.size(file) > LARGEST_KEY) {
            throw new IOException(file + " is no public key");
        }
        try {
            return PublicSigningKey.ofPem(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static int report(
            Path file, PacketCheck.Seen seen, Optional<PublicSigningKey> trusted, Problems problems, PrintStream out) {
        seen.about().ifPresent(about -> out.println("It says that it is about " + about + "."));
        if (!problems.none()) {
            problems.named().forEach(problem -> out.println("TAMPERED: " + problem));
            long more = problems.count() - problems.named().size();
            if (more > 0) {
                out.println("and " + more + " more");
            }
            out.println("tampered with: " + file);
            return TAMPERED;
        }
        out.println(seen.files() + " files, " + seen.bytes() + " bytes: each is as listed, and there is no other.");
        out.println("Its records of the audit log lead to where that ended then: " + seen.head());
        if (trusted.isEmpty()) {
            out.println("NOT PROVEN: " + file + " is whole, but only by the key that lies in it, " + seen.key()
                    + ". Anybody can make such a packet with a key of their own. Take the key from the Winnow that made it"
                    + " (GET /api/v1/signing-key) and run again with --key.");
            return UNKNOWN;
        }
        out.println("verified: " + file + ", signed with the key that you gave, " + seen.key());
        return VERIFIED;
    }
}
