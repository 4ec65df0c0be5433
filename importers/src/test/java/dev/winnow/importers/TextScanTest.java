package dev.winnow.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextScanTest {
    private static final String[] BEGINNINGS = {
        "AKIA", "AIza", "ghp_", "ghs_", "github_pat_", "glpat-", "xoxb-", "sk_live_", "eyJ", "-----BEGIN "
    };

    @Test
    void eachCharacterIsFoundWhereverItStandsOrNowhere() {
        for (char c = 0; c < 0x400; c++) {
            for (int length = 1; length <= 20; length++) {
                for (int at = 0; at < length; at++) {
                    String text = "x".repeat(at) + c + "x".repeat(length - at - 1);
                    assertThat(TextScan.hasControl(text))
                            .as("U+%04X at %d of %d", (int) c, at, length)
                            .isEqualTo(Texts.isControl(c));
                }
            }
        }
    }

    @Test
    void eachBeginningOfACredentialIsFoundWhereverItStands() {
        for (String beginning : BEGINNINGS) {
            for (int before = 0; before < 20; before++) {
                for (int after = 0; after < 9; after++) {
                    assertThat(TextScan.mayHoldCredential("ü".repeat(before) + beginning + "x".repeat(after)))
                            .as("%s behind %d", beginning, before)
                            .isTrue();
                    assertThat(TextScan.mayHoldCredential(
                                    "\uD83D\uDE00".repeat(before) + beginning + "—".repeat(after)))
                            .as("%s behind %d", beginning, before)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void ordinaryTextsAreNotSuspected() {
        assertThat(TextScan.mayHoldCredential("the user_name - A JSON key, SKA_ghi-A_J-- xo-x KEY as_ ghost_"))
                .isFalse();
        assertThat(TextScan.mayHoldCredential("")).isFalse();
    }

    @Test
    void textsAreCleanedAsCharacterByCharacter() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            var kept = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                char c = (char) (random.nextInt(8) == 0 ? random.nextInt(0xa8) : 'a' + random.nextInt(0x200));
                text.append(c);
                kept.append(Texts.isControl(c) ? "" : c);
            }
            assertThat(Texts.block(text.toString())).as("seed %d", seed).isEqualTo(kept.toString());
        }
    }
}
