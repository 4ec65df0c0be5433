package dev.winnow.packet;

/** What somebody reads who unpacks a packet and has never heard of Winnow. */
final class PacketReadme {
    static final String TEXT = """
            This is an audit packet of Winnow, a dashboard for security findings.

            manifest.json            what it is about, when and by whom it was made, and all its files
            reports/                 reports of scanners as they were uploaded, named by their SHA-256; THEY MAY HOLD SECRETS
            policies/                texts of the policies that builds were judged by, named by their SHA-256
            audit/                   records of the audit log, and the way from there to where the log ended
            projects/NAME/           a project: builds, verdicts, scans, findings, decisions, silence rules, deployments,
                                     and VEX documents

            Files that end in .ndjson have a JSON object a line. Findings are named by their number in the project.

            To verify it, take the public key from the Winnow that made it (GET /api/v1/signing-key), NOT from this
            packet: who changed the packet could have changed signing-key.pem too. Then

              java -jar winnow.jar verify PACKET.zip --key winnow-public.pem

            or, in the folder that you unpacked it in, with OpenSSL 3 and coreutils

              openssl pkeyutl -verify -rawin -pubin -inkey winnow-public.pem -sigfile SHA256SUMS.sig -in SHA256SUMS
              sha256sum --check --strict --quiet SHA256SUMS

            sha256sum does not look for files that were added; the first command does.
            """;

    private PacketReadme() {}
}
