# Sourced by mvnw: sets JAVA_HOME to a JDK of at least version 21, or stops with what is missing.
# A JAVA_HOME that fits wins, then javac on the PATH, then the newest JDK in the usual folders.
# POSIX sh, running under `set -euf`.

winnow_jdk_min=21

# Prints the feature version (21, 25, ...) of the JDK in folder $1; fails where there is none.
winnow_jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  winnow_v="$("$1/bin/javac" -version 2>&1 </dev/null | sed -n 's/^javac \(1\.\)\{0,1\}\([0-9][0-9]*\).*$/\2/p' | head -n 1)"
  [ -n "$winnow_v" ] || return 1
  printf '%s\n' "$winnow_v"
}

winnow_jdk_fits() {
  winnow_found="$(winnow_jdk_version "$1")" || return 1
  [ "$winnow_found" -ge "$winnow_jdk_min" ]
}

# Prints the home of the javac that the PATH leads to, links followed.
winnow_jdk_on_path() {
  winnow_javac="$(command -v javac 2>/dev/null)" || return 1
  winnow_hops=0
  while [ -L "$winnow_javac" ] && [ "$winnow_hops" -lt 40 ]; do
    winnow_link="$(readlink "$winnow_javac")"
    case "$winnow_link" in
    /*) winnow_javac="$winnow_link" ;;
    *) winnow_javac="$(dirname "$winnow_javac")/$winnow_link" ;;
    esac
    winnow_hops=$((winnow_hops + 1))
  done
  (cd "$(dirname "$winnow_javac")/.." 2>/dev/null && pwd -P)
}

# Prints the newest fitting JDK of the usual folders.
winnow_jdk_newest() {
  winnow_best='' winnow_best_version=0
  set +f
  for winnow_home in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/openjdk-* /opt/* /opt/java/* /opt/jdks/* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    "${HOME:-/nonexistent}"/.asdf/installs/java/* "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if winnow_jdk_fits "$winnow_home" && [ "$winnow_found" -gt "$winnow_best_version" ]; then
      winnow_best="$winnow_home" winnow_best_version="$winnow_found"
    fi
  done
  set -f
  [ -n "$winnow_best" ] || return 1
  printf '%s\n' "$winnow_best"
}

winnow_jdk_missing() {
  {
    echo "Winnow needs a JDK of version $winnow_jdk_min or newer (java and javac), and none was found."
    if [ -n "${JAVA_HOME-}" ]; then
      echo "  JAVA_HOME is $JAVA_HOME: $(winnow_jdk_version "$JAVA_HOME" | sed 's/^/JDK /' | grep . || echo 'no JDK there')."
    else
      echo "  JAVA_HOME is not set."
    fi
    if winnow_home="$(winnow_jdk_on_path)"; then
      echo "  javac on the PATH is in $winnow_home: $(winnow_jdk_version "$winnow_home" | sed 's/^/JDK /' | grep . || echo 'no JDK there')."
    else
      echo "  There is no javac on the PATH."
    fi
    echo "  The usual folders (/usr/lib/jvm, /opt, ~/.sdkman/candidates/java, ~/.jdks, /Library/Java/JavaVirtualMachines) hold none either."
    echo "Install one (https://adoptium.net, or your package manager) or set JAVA_HOME to it, then run ./mvnw again."
  } >&2
}

if [ -n "${JAVA_HOME-}" ] && winnow_jdk_fits "$JAVA_HOME"; then
  :
elif winnow_home="$(winnow_jdk_on_path)" && winnow_jdk_fits "$winnow_home"; then
  JAVA_HOME="$winnow_home"
elif winnow_home="$(winnow_jdk_newest)"; then
  JAVA_HOME="$winnow_home"
else
  winnow_jdk_missing
  exit 1
fi
export JAVA_HOME
