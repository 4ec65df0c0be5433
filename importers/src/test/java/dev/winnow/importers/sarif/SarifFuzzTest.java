package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Limits;
import dev.winnow.importers.ReportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SarifFuzzTest {
    private static final String[] SAMPLES = {
        "{'version':'2.1.0','runs':[{'tool':{'driver':{'name':'Trivy','rules':[{'id':'CVE-2020-1','help':{'text':'Package: a\\nVersion: 1'},"
                + "'properties':{'tags':['vulnerability','CWE-1'],'security-severity':'7'},'relationships':[{'target':{'id':'79','index':0,'toolComponent':{'name':'CWE','index':0}}}]}]}},"
                + "'results':[{'ruleId':'CVE-2020-1','ruleIndex':0,'message':{'id':'x','arguments':['a{0}']},'locations':[{'physicalLocation':{'artifactLocation':"
                + "{'uri':'file:///a/%41/../b','uriBaseId':'R','index':0},'region':{'startLine':1,'snippet':{'text':'key = `abc`'}}}}],'codeFlows':[{'threadFlows':[{'locations':[{'index':0}]}]}],"
                + "'suppressions':[{'kind':'external','status':'accepted'}]}],'originalUriBaseIds':{'R':{'uri':'file:///a/'}},'artifacts':[{'location':{'uri':'x'}}]}]}",
        "{'runs':[{'results':[{'rule':{'index':0,'toolComponent':{'index':0}},'webRequest':{'method':'GET','target':'/x','headers':{'Host':'h'}},'taxa':[{'index':0}],"
                + "'properties':{'purl':'pkg:npm/%40a/b@1','cves':['CVE-2021-1234']},'partialFingerprints':{'a':'b'},'kind':'fail'}],"
                + "'tool':{'driver':{'name':'grype'},'extensions':[{'name':'e','rules':[{'id':'GHSA-35jh-r3h4-6jhm'}]}]},'invocations':[{'executionSuccessful':false,"
                + "'endTimeUtc':'2020-01-01T00:00:00Z'}]}],'inlineExternalProperties':[{'guid':'1','results':[{}]}],'version':'2.1.0'}",
        // So many results that some are handed on before the end.
        "{'runs':[{'tool':{'driver':{'name':'x','rules':[{'id':'a'}]}},'results':["
                + "{'ruleId':'a','locations':[{'physicalLocation':{'artifactLocation':{'uri':'b','uriBaseId':'R'}}}]},"
                        .repeat(90)
                + "{'ruleId':'a','taxa':[{'index':0,'toolComponent':{'index':0}}],'locations':[{'physicalLocation':{'artifactLocation':{'index':0}}}]}],"
                + "'artifacts':[{'location':{'uri':'x'}}],'originalUriBaseIds':{'R':{'uri':'s/'}},'taxonomies':[{'name':'CWE','taxa':[{'id':'7'}]}],"
                + "'invocations':[{'ruleConfigurationOverrides':[{'descriptor':{'id':'a'},'configuration':{'level':'error'}}]}]}]}"
    };

    @Test
    void brokenReportsAreReadOrRefusedInEitherWayAndNothingElse() {
        long seed = Long.getLong("winnow.seed", 20240607);
        var random = new Random(seed);
        Assertions.assertTimeout(Duration.ofMinutes(5), () -> {
            for (int round = 0; round < 6_000; round++) {
                byte[] bytes =
                        SAMPLES[round % SAMPLES.length].replace('\'', '"').getBytes(StandardCharsets.UTF_8);
                for (int change = random.nextInt(4); change >= 0; change--) {
                    bytes = changed(bytes, random);
                }
                try {
                    assertThat(inOnePass(bytes))
                            .as("seed %s, round %s", seed, round)
                            .isEqualTo(inTwoPasses(bytes));
                } catch (IOException | RuntimeException | StackOverflowError e) {
                    throw new AssertionError(
                            "seed " + seed + ", round " + round + ": " + new String(bytes, StandardCharsets.UTF_8), e);
                }
            }
        });
    }

    /** What comes out: results, or the words of the refusal. */
    private static Object inTwoPasses(byte[] bytes) throws IOException {
        try {
            return Sarif.read(bytes, Limits.DEFAULT);
        } catch (ReportException e) {
            assertThat(e.getMessage()).isNotBlank();
            return e.getMessage();
        }
    }

    private static Object inOnePass(byte[] bytes) throws IOException {
        var sink = new Restartable();
        try {
            var info = sink.read(() -> new ByteArrayInputStream(bytes), Limits.DEFAULT);
            return new Sarif(info, sink.results);
        } catch (ReportException e) {
            return e.getMessage();
        }
    }

    /** The first reading must see what a parser sees, wherever blocks and reads end. */
    @Test
    void leavingOutResultsLeavesTheRestAsItIs() throws IOException {
        long seed = Long.getLong("winnow.seed", 7);
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            var results = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                results.append(value(random, 5)).append(i > 0 ? "," : "");
            }
            String before = "{\"a\":\"results\",\"results\":{\"results\":[1]},\"runs\":[{\"x\":" + value(random, 3)
                    + ",\"results\"" + " ".repeat(random.nextInt(70)) + ": [";
            String after = "],\"y\":" + value(random, 3) + "},{\"results\":[]}]}";
            byte[] whole = (before + results + after).getBytes(StandardCharsets.UTF_8);
            var in = new WithoutResults(new ByteArrayInputStream(whole) {
                @Override
                public synchronized int read(byte[] to, int offset, int length) {
                    return super.read(to, offset, Math.min(length, 1 + random.nextInt(200)));
                }
            });
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .as("seed %s, round %s", seed, round)
                    .isEqualTo(before + after);
        }
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1, 2 -> text(random);
            case 3 ->
                "[" + value(random, depth - 1) + " ".repeat(random.nextInt(20)) + "," + value(random, depth - 1) + "]";
            default ->
                "{" + text(random) + ":" + value(random, depth - 1) + "," + text(random) + ":"
                        + value(random, depth - 1) + "}";
        };
    }

    private static String text(Random random) {
        String[] pieces = {"a", "\\\\", "\\\"", "[", "]", "{", "}", "\\u0022", "é", "results", ",", ":", "\\n", "   "};
        var text = new StringBuilder("\"");
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.append('"').toString();
    }

    private static byte[] changed(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case 1 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 2 -> {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
                return join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
            }
            case 3 -> {
                byte[] piece = new String[] {"{", "}", "[", "]", "\"", ",", "null", "-1", "7", "\\", "[]", "{}"}
                        [random.nextInt(12)].getBytes(StandardCharsets.UTF_8);
                return join(join(Arrays.copyOf(bytes, at), piece), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> {
                // A value of another type in the place of one.
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                int colon = text.indexOf(':', at);
                int end = colon < 0 ? -1 : text.indexOf(',', colon);
                if (end < 0) {
                    return bytes;
                }
                String[] values = {"null", "[]", "{}", "\"x\"", "12", "true", "[1,\"a\",{}]", "1e999", "{\"text\":1}"};
                return (text.substring(0, colon + 1) + values[random.nextInt(values.length)] + text.substring(end))
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        }
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
