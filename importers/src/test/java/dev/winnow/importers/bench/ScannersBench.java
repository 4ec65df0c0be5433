package dev.winnow.importers.bench;

import dev.winnow.importers.Importer;
import dev.winnow.importers.changes.ChangesImporter;
import dev.winnow.importers.checkov.CheckovImporter;
import dev.winnow.importers.falco.FalcoImporter;
import dev.winnow.importers.gitleaks.GitleaksImporter;
import dev.winnow.importers.policyreport.PolicyReportImporter;
import dev.winnow.importers.semgrep.SemgrepImporter;
import dev.winnow.importers.terraform.TerraformImporter;
import dev.winnow.importers.trufflehog.TruffleHogImporter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** How fast reports of the further scanners are normalised. Argument: the number of results, by default 40,000. */
public final class ScannersBench {
    private final Prose prose = new Prose(20_261_128);
    private final int count;

    private ScannersBench(int count) {
        this.count = count;
    }

    public static void main(String[] arguments) throws IOException {
        var bench = new ScannersBench(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000);
        bench.run(
                "Semgrep",
                new SemgrepImporter(),
                "{\"version\":\"1\",\"results\":[",
                ",\n",
                "],\"errors\":[]}",
                bench::match);
        bench.run("Gitleaks", new GitleaksImporter(), "[", ",\n", "]", bench::leak);
        bench.run(
                "Checkov",
                new CheckovImporter(),
                "{\"check_type\":\"terraform\",\"results\":{\"failed_checks\":[",
                ",\n",
                "]}}",
                bench::check);
        bench.run("Falco", new FalcoImporter(), "", "\n", "\n", bench::alert);
        bench.run("TruffleHog", new TruffleHogImporter(), "", "\n", "\n", bench::secret);
        bench.run(
                "PolicyReport",
                new PolicyReportImporter(),
                "{\"apiVersion\":\"wgpolicyk8s.io/v1alpha2\",\"kind\":\"PolicyReport\",\"results\":[",
                ",\n",
                "]}",
                bench::policy);
        bench.run(
                "Terraform",
                new TerraformImporter(),
                "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.8\",\"resource_drift\":[",
                ",\n",
                "]}",
                bench::drift);
        bench.run(
                "Changes",
                new ChangesImporter(),
                "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\"a\"},\"complete\":true,\"changes\":[",
                ",\n",
                "]}",
                bench::change);
    }

    private void run(
            String name, Importer importer, String start, String between, String end, IntFunction<String> result)
            throws IOException {
        Path file = Files.createTempFile("scanners-bench", ".json");
        try {
            try (Writer writer = Files.newBufferedWriter(file)) {
                writer.write(start);
                for (int i = 0; i < count; i++) {
                    writer.write(i == 0 ? "" : between);
                    writer.write(result.apply(i));
                }
                writer.write(end);
            }
            Bench.run(name, importer, file);
        } finally {
            Files.delete(file);
        }
    }

    private String match(int i) {
        String rule = "java.lang.security." + prose.one("sql", "xss", "xxe", "random", "path") + "-" + i % 40;
        return """
                {"check_id":"%s.%s","path":"src/main/java/org/example/%s/File%d.java",
                 "start":{"line":%d,"col":9,"offset":%d},"end":{"line":%d,"col":40,"offset":%d},
                 "extra":{"metavars":{"$X":{"start":{"line":1,"col":2,"offset":3},"end":{"line":1,"col":5,"offset":6},
                  "abstract_content":"%s"}},"message":"%s. %s.","metadata":{"category":"security",
                  "cwe":["CWE-%d: %s"],"owasp":["A03:2021 - Injection"],"confidence":"HIGH","likelihood":"LOW",
                  "references":["https://owasp.example/%s"],"technology":["java"],"subcategory":["audit"],
                  "shortlink":"https://sg.example/%s","license":"%s"},"severity":"WARNING","fingerprint":"%s_0",
                  "lines":"        %s","is_ignored":false,"validation_state":"NO_VALIDATOR","engine_kind":"OSS"}}""".formatted(
                        rule,
                        rule,
                        prose.one("a", "b", "c"),
                        i / 7,
                        i % 900 + 1,
                        i,
                        i % 900 + 1,
                        i + 31,
                        prose.words(2),
                        prose.words(12),
                        prose.words(14),
                        20 + i % 40,
                        prose.words(5),
                        rule,
                        rule,
                        prose.words(6),
                        prose.hex(128),
                        prose.words(9));
    }

    private String leak(int i) {
        String secret = prose.hex(32);
        String file = "config/" + prose.one("dev", "test", "prod") + "/app" + i / 5 + ".env";
        return """
                {"RuleID":"generic-api-key","Description":"A generic key in a file","StartLine":%d,"EndLine":%d,
                 "StartColumn":2,"EndColumn":60,"Match":"%s_key = \\"%s\\"","Secret":"%s","File":"%s","SymlinkFile":"",
                 "Commit":"%s","Entropy":3.7,"Author":"%s","Email":"a@example.com","Date":"2026-10-01T10:00:00Z",
                 "Message":"%s","Tags":[],"Fingerprint":"%s:%s:generic-api-key:%d"}""".formatted(
                        i % 300,
                        i % 300,
                        prose.words(1),
                        secret,
                        secret,
                        file,
                        prose.hex(40),
                        prose.words(2),
                        prose.words(12),
                        prose.hex(40),
                        file,
                        i % 300);
    }

    private String check(int i) {
        var code = new StringBuilder();
        for (int line = 0; line < 8; line++) {
            code.append(line == 0 ? "" : ",").append('[').append(line + 1).append(",\"  ");
            code.append(prose.words(1)).append(" = \\\"").append(prose.words(2)).append("\\\"\\n\"]");
        }
        return """
                {"check_id":"CKV_AWS_%d","bc_check_id":"BC_AWS_%d","check_name":"%s","check_result":{"result":"FAILED",
                 "evaluated_keys":["acl"]},"code_block":[%s],"file_path":"/modules/%s/main%d.tf",
                 "file_abs_path":"/builds/shop/modules/main%d.tf","repo_file_path":"/modules/main%d.tf",
                 "file_line_range":[%d,%d],"resource":"aws_s3_bucket.b%d","evaluations":null,
                 "check_class":"checkov.terraform.checks.resource.aws.Check%d","fixed_definition":null,
                 "entity_tags":{"owner":"%s"},"caller_file_path":null,"caller_file_line_range":null,"severity":null,
                 "bc_category":null,"benchmarks":null,"description":null,"short_description":null,
                 "vulnerability_details":null,"guideline":"https://docs.example/%d","details":[]}""".formatted(
                        i % 90,
                        i % 90,
                        prose.words(8),
                        code,
                        prose.one("net", "db", "store"),
                        i / 9,
                        i / 9,
                        i / 9,
                        i % 200 + 1,
                        i % 200 + 9,
                        i,
                        i % 90,
                        prose.words(2),
                        i % 90);
    }

    private String alert(int i) {
        return "{\"uuid\":\"%s\",\"output\":\"10:00:00.%09d: Notice %s (user=root command=%s)\",\"priority\":\"Notice\","
                        .formatted(prose.hex(32), i, prose.words(12), prose.words(4))
                + "\"rule\":\"Terminal shell %d\",\"time\":\"2026-11-02T10:00:00.%09dZ\",\"source\":\"syscall\","
                        .formatted(i % 30, i)
                + "\"tags\":[\"T1059\",\"container\",\"shell\"],\"hostname\":\"node-%d\",\"output_fields\":{"
                        .formatted(i % 9)
                + "\"container.id\":\"%s\",\"container.image.repository\":\"registry.example/shop/web%d\","
                        .formatted(prose.hex(12), i % 20)
                + "\"container.image.tag\":\"1.%d\",\"evt.time\":%d,\"k8s.ns.name\":\"shop\","
                        .formatted(i % 40, 1_762_077_600_000_000_000L + i)
                + "\"k8s.pod.name\":\"web-%d-5d6b975744-rrkhh\",\"proc.cmdline\":\"%s\",\"proc.name\":\"sh\","
                        .formatted(i % 50, prose.words(6))
                + "\"proc.pname\":\"runc\",\"proc.tty\":34816,\"user.loginuid\":-1,\"user.name\":\"root\"}}";
    }

    private String secret(int i) {
        String raw = prose.hex(40);
        return "{\"SourceMetadata\":{\"Data\":{\"Git\":{\"commit\":\"%s\",\"file\":\"src/f%d.env\",\"email\":\"%s\","
                        .formatted(prose.hex(40), i / 4, prose.words(2))
                + "\"repository\":\"https://git.example/shop\",\"timestamp\":\"2026-10-01 10:00:00 +0000\",\"line\":%d}}},"
                        .formatted(i % 300)
                + "\"SourceID\":1,\"SourceType\":16,\"SourceName\":\"trufflehog - git\",\"DetectorType\":2,"
                + "\"DetectorName\":\"%s\",\"DetectorDescription\":\"%s\","
                        .formatted(prose.one("AWS", "Slack", "URI"), prose.words(20))
                + "\"DecoderName\":\"PLAIN\",\"Verified\":false,\"Raw\":\"%s\",\"RawV2\":\"%s\",\"Redacted\":\"%s\","
                        .formatted(raw, raw + raw, raw.substring(0, 8))
                + "\"ExtraData\":null,\"StructuredData\":null}";
    }

    private String policy(int i) {
        return """
                {"category":"Pod Security","message":"%s. %s.","policy":"policy-%d","result":"fail","rule":"rule-%d",
                 "scored":true,"severity":"medium","source":"kyverno","timestamp":{"nanos":0,"seconds":1790000000},
                 "resources":[{"apiVersion":"apps/v1","kind":"Deployment","name":"web-%d","namespace":"shop",
                 "uid":"%s"}]}""".formatted(prose.words(9), prose.words(14), i % 30, i % 5, i / 10, prose.hex(32));
    }

    private String drift(int i) {
        var same = new StringBuilder();
        for (int attribute = 0; attribute < 25; attribute++) {
            same.append("\"attribute_").append(attribute).append("\":\"");
            same.append(attribute % 3 == 0 ? prose.hex(24) : prose.words(2)).append("\",");
        }
        return """
                {"address":"module.m%d.aws_instance.web[%d]","module_address":"module.m%d","mode":"managed",
                 "type":"aws_instance","name":"web","index":%d,"provider_name":"registry.terraform.io/hashicorp/aws",
                 "change":{"actions":["update"],"before":{%s"type":"small"},"after":{%s"type":"%s"},"after_unknown":{},
                 "before_sensitive":{"tags":{}},"after_sensitive":{"tags":{}}}}""".formatted(i % 50, i, i % 50, i, same, same, prose.words(1) + i % 9);
    }

    private String change(int i) {
        return """
                {"rule":"rule-%d","resource":"parcel/Deployment/web-%d","action":"updated","severity":"high",
                 "actor":"%s","at":"2026-11-02T09:43:55Z","description":"%s. %s.",
                 "before":{"image":"registry.example.com/web:%d","replicas":3},
                 "after":{"image":"registry.example.com/web:%d","replicas":%d},
                 "url":"https://console.example.com/events/%s","properties":{"region":"eu-central-1","mfa":true}}""".formatted(
                        i % 30, i, prose.words(2), prose.words(9), prose.words(14), i, i + 1, i % 7, prose.hex(12));
    }
}
