package dev.winnow.demo;

import dev.winnow.importers.Severity;

/** One thing that is wrong in a project of the demo, at the place where it is in a build. */
sealed interface Problem {
    /** Tells it from all others of the project, wherever its file and line move. */
    String key();

    Severity severity();

    /** In the code. @param suppressed whether a remark in the code tells the scanner to let it be */
    record Flaw(Catalogue.CodeRule rule, String file, int line, String code, boolean suppressed) implements Problem {
        @Override
        public String key() {
            return rule.id() + " " + code;
        }

        @Override
        public Severity severity() {
            return rule.severity();
        }

        Flaw at(String file, int line) {
            return new Flaw(rule, file, line, code, suppressed);
        }
    }

    /** In a package of the image. */
    record Vulnerability(Catalogue.Advisory advisory) implements Problem {
        @Override
        public String key() {
            return advisory.cve() + " " + advisory.pack();
        }

        @Override
        public Severity severity() {
            return advisory.severity();
        }
    }

    /** A credential in the source. @param value made up, and good for nothing */
    record Leak(String rule, String title, String file, int line, String value) implements Problem {
        @Override
        public String key() {
            return rule + " " + file;
        }

        @Override
        public Severity severity() {
            return Severity.MEDIUM;
        }
    }

    /** In the files that describe the infrastructure. */
    record Misconfiguration(Catalogue.Check check, String file, int line, String resource) implements Problem {
        @Override
        public String key() {
            return check.id();
        }

        @Override
        public Severity severity() {
            return check.severity();
        }

        Misconfiguration at(int line) {
            return new Misconfiguration(check, file, line, resource);
        }
    }

    /** Of the running application. */
    record Alert(Catalogue.AlertRule rule, String page) implements Problem {
        @Override
        public String key() {
            return rule.plugin() + " " + page;
        }

        @Override
        public Severity severity() {
            return rule.severity();
        }
    }

    /** A resource that is not as the code says. @param address of the resource, its type first */
    record Drift(String address, String attribute, String before, String after, Severity severity) implements Problem {
        @Override
        public String key() {
            return address + " " + attribute;
        }
    }
}
