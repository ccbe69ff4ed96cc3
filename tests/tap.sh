# For the checks written in shell: a test a line, in the form of the Test Anything Protocol (testanything.org).
# To be read by a script in a folder of tests/; goes to the top of the project.
set -u
export LC_ALL=C
cd "$(dirname "$0")/../.." || exit 1

# ok NAME COMMAND...: passes when the command succeeds; shows what it printed when not.
ok() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        echo "ok - $name"
    else
        echo "not ok - $name"
        printf '%s\n' "$output" | sed 's/^/# /'
    fi
}

# empty NAME TEXT: passes when there is no text, which is a list of faults.
empty() {
    ok "$1" faults "$2"
}
faults() {
    [ -z "$1" ] || { printf '%s\n' "$1"; false; }
}

skip() {
    echo "ok - $1 # SKIP $2"
}

# A folder that is removed at the end.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
